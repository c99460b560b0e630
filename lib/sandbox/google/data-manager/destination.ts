import * as z from "zod";
import { listKey } from "../google-world.ts";
import type { GoogleWorld } from "../google-world.ts";
import { dataManagerLimits } from "../limits.ts";
import { refuseViolations, violation } from "./data-manager-refusal.ts";
import type { Violation } from "./data-manager-refusal.ts";

const accountSchema = z.object({
  accountId: z.string().default(""),
  accountType: z.string().optional(),
  product: z.string().optional(),
});

export const destinationSchema = z.object({
  reference: z.string().default(""),
  loginAccount: accountSchema.optional(),
  linkedAccount: accountSchema.optional(),
  operatingAccount: accountSchema.optional(),
  productDestinationId: z.string().default(""),
});
export type Destination = z.infer<typeof destinationSchema>;

/** A destination that exists. */
export interface Target {
  readonly destination: Destination;
  readonly list: string;
}

const REQUIRED = "Required field is missing.";

function accountViolations(
  account: z.infer<typeof accountSchema> | undefined,
  field: string,
): Violation[] {
  if (account === undefined) return [];
  const kind = account.accountType ?? account.product;
  if (kind === undefined)
    return [violation(`${field}.account_type`, "REQUIRED_FIELD_MISSING", REQUIRED)];
  if (kind !== "GOOGLE_ADS") {
    return [
      violation(field, "INVALID_DESTINATION", "The sandbox knows Google Ads accounts alone."),
    ];
  }
  return /^\d+$/.test(account.accountId)
    ? []
    : [violation(`${field}.account_id`, "INVALID_NUMBER_FORMAT", "Invalid number format.")];
}

function destinationViolations(
  world: GoogleWorld,
  destination: Destination,
  at: string,
): Violation[] {
  const { operatingAccount, productDestinationId: id } = destination;
  if (operatingAccount === undefined) {
    return [violation(`${at}.operating_account`, "REQUIRED_FIELD_MISSING", REQUIRED)];
  }
  const accounts = [
    ...accountViolations(operatingAccount, `${at}.operating_account`),
    ...accountViolations(destination.loginAccount, `${at}.login_account`),
    ...accountViolations(destination.linkedAccount, `${at}.linked_account`),
  ];
  if (accounts.length > 0) return accounts;
  const field = `${at}.product_destination_id`;
  if (id === "") return [violation(field, "REQUIRED_FIELD_MISSING", REQUIRED)];
  return world.lists.has(listKey(operatingAccount.accountId, id))
    ? []
    : [violation(field, "INVALID_USER_LIST_ID", "User list is not valid.")];
}

/** The lists that a request is for, in its order; refuses the request unless all of them exist. */
export function findTargets(world: GoogleWorld, destinations: readonly Destination[]): Target[] {
  const most = dataManagerLimits.destinations;
  if (destinations.length === 0) {
    refuseViolations([violation("destinations", "REQUIRED_FIELD_MISSING", REQUIRED)]);
  }
  if (destinations.length > most) {
    refuseViolations([
      violation("destinations", "TOO_MANY_DESTINATIONS", `At most ${most} destinations.`),
    ]);
  }
  const references = destinations.map((d) => d.reference).filter((r) => r !== "");
  if (new Set(references).size < references.length) {
    refuseViolations([
      violation("destinations", "DUPLICATE_DESTINATION_REFERENCE", "References repeat."),
    ]);
  }
  refuseViolations(
    destinations.flatMap((d, i) => destinationViolations(world, d, `destinations[${i}]`)),
  );
  return destinations.map((destination) => ({
    destination,
    list: listKey(destination.operatingAccount?.accountId ?? "", destination.productDestinationId),
  }));
}
