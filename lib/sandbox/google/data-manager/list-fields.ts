import * as z from "zod";
import { listKey } from "../google-world.ts";
import type { GoogleWorld } from "../google-world.ts";
import { LIFE_SPAN_DAYS } from "../limits.ts";
import type { UserList } from "../user-list.ts";
import { dataManagerRefusal, violationsRefusal, violation } from "./data-manager-refusal.ts";

/** A user list as it is sent; what Google alone may set is ignored. */
export const userListSchema = z.object({
  name: z.string().default(""),
  displayName: z.string().default(""),
  description: z.string().default(""),
  integrationCode: z.string().default(""),
  membershipStatus: z.enum(["OPEN", "CLOSED"]).default("OPEN"),
  membershipDuration: z
    .object({ seconds: z.coerce.number().default(0), nanos: z.number().default(0) })
    .optional(),
  ingestedUserListInfo: z.object({ uploadKeyTypes: z.array(z.string()).default([]) }).optional(),
});
export type Sent = z.infer<typeof userListSchema>;

const REQUIRED = ["REQUIRED_FIELD_MISSING", "Required field is missing."] as const;

/** The account of `accountTypes/GOOGLE_ADS/accounts/<id>`. */
export function readParent(parent: string): string {
  const match = /^accountTypes\/GOOGLE_ADS\/accounts\/(\d+)$/.exec(parent);
  if (match?.[1] !== undefined) return match[1];
  return refuse(
    "parent",
    "INVALID_RESOURCE_NAME",
    "Not accountTypes/GOOGLE_ADS/accounts/<digits>.",
  );
}

/** One wrong field. */
export function refuse(field: string, reason: string, description: string): never {
  throw violationsRefusal([violation(field, reason, description)]);
}

/** The list of a resource name. */
export function findList(world: GoogleWorld, name: string): UserList {
  const match = /^accountTypes\/GOOGLE_ADS\/accounts\/(\d+)\/userLists\/(\d+)$/.exec(name);
  if (match === null)
    return refuse("name", "INVALID_RESOURCE_NAME", "Not the name of a user list.");
  const found = world.lists.get(listKey(match[1] ?? "", match[2] ?? ""));
  if (found === undefined)
    throw dataManagerRefusal("NOT_FOUND", "NOT_FOUND", "Resource not found.");
  return found;
}

/** Names are needed, and once per account. */
export function refuseName(
  world: GoogleWorld,
  account: string,
  sent: { name: string; except?: UserList },
): void {
  const field = "user_list.display_name";
  if (sent.name.trim() === "") refuse(field, ...REQUIRED);
  const taken = [...world.lists.values()].some(
    (list) =>
      list !== sent.except && list.about.account === account && list.about.name === sent.name,
  );
  if (taken) refuse(field, "DISPLAY_NAME_ALREADY_USED", "The display name is already used.");
}

/** Whole days up to 540; unset means 540. */
export function daysOf(duration: Sent["membershipDuration"]): number {
  if (duration === undefined) return LIFE_SPAN_DAYS;
  const field = "user_list.membership_duration";
  const days = duration.seconds / 86_400;
  if (!Number.isInteger(days) || duration.nanos !== 0 || days < 0) {
    return refuse(field, "INVALID_ARGUMENT", "Not a multiple of 86400 seconds.");
  }
  if (days > LIFE_SPAN_DAYS) {
    return refuse(field, "MEMBERSHIP_DURATION_TOO_LONG", `At most ${LIFE_SPAN_DAYS} days.`);
  }
  return days;
}

/** Lists of contact info alone. */
export function refuseKeyTypes(info: Sent["ingestedUserListInfo"]): void {
  const field = "user_list.ingested_user_list_info";
  if (info === undefined) return refuse(field, ...REQUIRED);
  const { uploadKeyTypes } = info;
  if (uploadKeyTypes.length === 0) return refuse(`${field}.upload_key_types`, ...REQUIRED);
  if (uploadKeyTypes.some((type) => type !== "CONTACT_ID")) {
    refuse(
      `${field}.upload_key_types`,
      "UNSUPPORTED_USER_LIST_UPLOAD_KEY_TYPES",
      "The sandbox knows CONTACT_ID alone.",
    );
  }
  return undefined;
}
