import * as z from "zod";
import { destinationIdSchema } from "../core/ids.ts";
import { accountId, calendarDuration, slug, strict } from "./yaml-schemas.ts";
import type { Destination } from "./workspace.ts";
import type { Place } from "../core/failure.ts";

/** What a destination takes over from the workspace, and where it stands. */
export interface DestinationAround {
  readonly id: string;
  readonly consent: readonly string[];
  readonly place: Place;
}

const shared = {
  consent: z.array(slug).min(1).optional(),
  only: z.unknown().optional(),
  secret: slug,
};

const identifier = z.enum([
  "email",
  "phone",
  "name",
  "place",
  "birth-date",
  "gender",
  "country",
  "device-id",
  "customer-id",
]);

/** Google keeps a member 540 days at most (Customer Match membership life span). */
const longestMembership = 540;
const membership = calendarDuration
  .refine((of) => of.unit === "days" && of.amount <= longestMembership, {
    error: `write a number of days up to ${longestMembership}, such as 90 days`,
  })
  .transform((of) => of.amount)
  .default(90);

const base = (
  of: { readonly consent?: readonly string[] | undefined; readonly only?: unknown },
  around: DestinationAround,
) => ({
  id: destinationIdSchema.parse(around.id),
  consent: of.consent ?? around.consent,
  only: of.only,
  place: around.place,
});

const meta = (around: DestinationAround) =>
  strict({
    ...shared,
    platform: z.literal("meta"),
    "ad-account": accountId,
    identifiers: z.array(identifier).min(1).default(["email", "phone"]),
  }).transform((of): Destination => ({
    ...base(of, around),
    platform: of.platform,
    adAccount: of["ad-account"],
    secret: of.secret,
    identifiers: of.identifiers,
  }));

const dataManager = (around: DestinationAround) =>
  strict({
    ...shared,
    platform: z.literal("google-data-manager"),
    "operating-account": accountId,
    "login-account": accountId.optional(),
    membership,
  }).transform((of): Destination => ({
    ...base(of, around),
    platform: of.platform,
    operatingAccount: of["operating-account"],
    loginAccount: of["login-account"],
    secret: of.secret,
    membershipDays: of.membership,
  }));

const googleAds = (around: DestinationAround) =>
  strict({
    ...shared,
    platform: z.literal("google-ads"),
    customer: accountId,
    "login-customer": accountId.optional(),
    membership,
  }).transform((of): Destination => ({
    ...base(of, around),
    platform: of.platform,
    customer: of.customer,
    loginCustomer: of["login-customer"],
    secret: of.secret,
    membershipDays: of.membership,
  }));

/** How the destinations of each platform are read. */
const readers = { meta, "google-data-manager": dataManager, "google-ads": googleAds };

/** The platforms that a destination may be of. */
export const platforms: readonly string[] = Object.keys(readers);

const isPlatform = (of: string): of is keyof typeof readers => Object.hasOwn(readers, of);

/** The schema that fits a destination's `platform`; one that says what is wrong with it otherwise. */
export function destinationSchema(
  platform: unknown,
  around: DestinationAround,
): z.ZodType<Destination> {
  if (typeof platform === "string" && isPlatform(platform)) return readers[platform](around);
  const known = Object.keys(readers).join(" or ");
  const message = platform === "file" ? "not supported yet: platform file" : `write ${known}`;
  return z
    .looseObject({ platform: z.string().refine(() => false, { error: message }) })
    .transform((): Destination => z.NEVER);
}

/** destinations.yaml as a whole: a map of maps. */
export const destinationsSchema = z.record(slug, z.looseObject({}));
