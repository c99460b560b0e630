import * as z from "zod";
import type { UserListRecord } from "../google-state.ts";
import { listKey } from "../google-world.ts";
import type { GoogleWorld } from "../google-world.ts";
import { LIFE_SPAN_DAYS } from "../limits.ts";
import { readRequest } from "../perform-call.ts";
import type { Method } from "../perform-call.ts";
import type { UserList } from "../user-list.ts";
import { adsRefusal, partialFailure } from "./ads-refusal.ts";
import type { AdsError } from "./ads-refusal.ts";

const userListSchema = z.object({
  resource_name: z.string().default(""),
  name: z.string().optional(),
  description: z.string().optional(),
  integration_code: z.string().optional(),
  membership_life_span: z.coerce.number().optional(),
  membership_status: z.string().optional(),
  crm_based_user_list: z.object({ upload_key_type: z.string().default("UNSPECIFIED") }).optional(),
});
type Sent = z.infer<typeof userListSchema>;

const mutateSchema = z.object({
  customer_id: z.string().default(""),
  partial_failure: z.boolean().default(false),
  validate_only: z.boolean().default(false),
  operations: z
    .array(
      z.object({
        create: userListSchema.optional(),
        update: userListSchema.optional(),
        remove: z.string().optional(),
        update_mask: z.object({ paths: z.array(z.string()).default([]) }).optional(),
      }),
    )
    .default([]),
});
type Operation = z.infer<typeof mutateSchema>["operations"][number];

/** An operation that is refused; it fails the request, or itself alone under partial failure. */
class Refused extends Error {
  readonly error: AdsError;
  constructor(error: AdsError) {
    super(error.message);
    this.error = error;
  }
}

const refuse = (code: AdsError["code"], message: string): never => {
  throw new Refused({ code, message });
};

/** An account's id is digits without dashes. */
export function refuseCustomerId(customerId: string): void {
  if (/^\d+$/.test(customerId)) return;
  throw adsRefusal("INVALID_ARGUMENT", [
    { code: ["request_error", "INVALID_CUSTOMER_ID"], message: "Invalid customer ID." },
  ]);
}

/** The list behind `customers/<account>/userLists/<id>`, when it is the account's own. */
export function findUserList(
  world: GoogleWorld,
  account: string,
  name: string,
): UserList | undefined {
  const match = /^customers\/(\d+)\/userLists\/(\d+)$/.exec(name);
  return match?.[1] === account ? world.lists.get(listKey(account, match[2] ?? "")) : undefined;
}

const resourceName = (list: UserList) =>
  `customers/${list.about.account}/userLists/${list.about.id}`;

function refuseName(
  world: GoogleWorld,
  account: string,
  sent: { name: string; except?: UserList },
): void {
  if (sent.name.trim() === "")
    refuse(["user_list_error", "INVALID_NAME"], "User list name is empty or invalid.");
  const taken = [...world.lists.values()].some(
    (l) => l !== sent.except && l.about.account === account && l.about.name === sent.name,
  );
  if (taken)
    refuse(
      ["user_list_error", "NAME_ALREADY_USED"],
      "Name is already being used for another user list.",
    );
}

function lifeSpan(days: number | undefined): number {
  if (days === undefined) return LIFE_SPAN_DAYS;
  if (days > LIFE_SPAN_DAYS) refuse(["range_error", "TOO_HIGH"], "Too high.");
  if (days < 0) refuse(["range_error", "TOO_LOW"], "Too low.");
  return days;
}

const status = (sent: string | undefined) => (sent === "CLOSED" ? "CLOSED" : "OPEN");

function createList(world: GoogleWorld, account: string, sent: Sent): UserList {
  if (sent.crm_based_user_list === undefined) {
    refuse(
      ["user_list_error", "USER_LIST_MUTATE_NOT_SUPPORTED"],
      "The sandbox makes CRM-based lists alone.",
    );
  }
  if (sent.crm_based_user_list?.upload_key_type !== "CONTACT_INFO") {
    refuse(
      ["field_error", "INVALID_VALUE"],
      "The sandbox knows the upload key type CONTACT_INFO alone.",
    );
  }
  const name = sent.name ?? "";
  refuseName(world, account, { name });
  return world.createList({
    id: String(world.nextId()),
    account,
    name,
    description: sent.description ?? "",
    integrationCode: sent.integration_code ?? "",
    lifeSpanDays: lifeSpan(sent.membership_life_span),
    membershipStatus: status(sent.membership_status),
    createdAt: world.clock.now(),
    members: [],
  });
}

function own(world: GoogleWorld, account: string, name: string): UserList {
  return (
    findUserList(world, account, name) ??
    refuse(["mutate_error", "RESOURCE_NOT_FOUND"], "Resource was not found.")
  );
}

type ListFields = Pick<
  UserListRecord,
  "name" | "description" | "integrationCode" | "membershipStatus" | "lifeSpanDays"
>;
interface Update {
  readonly list: Sent;
  readonly mask: readonly string[];
}

const refuseFixed = () =>
  refuse(["field_error", "IMMUTABLE_FIELD"], "The field cannot be changed.");

/** The fields of the mask, checked and in our words. */
function readChanges(world: GoogleWorld, existing: UserList, sent: Update): Partial<ListFields> {
  const { list } = sent;
  const { name = "", description = "", integration_code: integrationCode = "" } = list;
  const readers: Readonly<Record<string, () => Partial<ListFields>>> = {
    name: () => {
      refuseName(world, existing.about.account, { name, except: existing });
      return { name };
    },
    description: () => ({ description }),
    integration_code: () => ({ integrationCode }),
    membership_status: () => ({ membershipStatus: status(list.membership_status) }),
    membership_life_span: () => ({ lifeSpanDays: lifeSpan(list.membership_life_span) }),
    resource_name: () => ({}),
  };
  return Object.assign({}, ...sent.mask.map((path) => (readers[path] ?? refuseFixed)()));
}

function updateList(world: GoogleWorld, account: string, sent: Update): UserList {
  const existing = own(world, account, sent.list.resource_name);
  if (sent.mask.length === 0) {
    refuse(["request_error", "REQUIRED_FIELD_MISSING"], "The update mask is missing.");
  }
  return world.createList({ ...existing.record(), ...readChanges(world, existing, sent) });
}

function mutate(
  world: GoogleWorld,
  account: string,
  operation: Operation,
): { resource_name: string } {
  const { create, update, remove } = operation;
  if (create !== undefined)
    return { resource_name: resourceName(createList(world, account, create)) };
  if (update !== undefined) {
    const mask = operation.update_mask?.paths ?? [];
    return { resource_name: resourceName(updateList(world, account, { list: update, mask })) };
  }
  if (remove === undefined)
    return refuse(["request_error", "OPERATION_REQUIRED"], "Operation is required.");
  const { about } = own(world, account, remove);
  world.lists.delete(listKey(account, about.id));
  return { resource_name: remove };
}

function mutateAll(world: GoogleWorld, asked: z.infer<typeof mutateSchema>) {
  const errors: AdsError[] = [];
  const results = asked.operations.map((operation, index) => {
    try {
      return mutate(world, asked.customer_id, operation);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      errors.push({ ...problem.error, path: [["operations", index]] });
      return {};
    }
  });
  return { results, errors };
}

/**
 * UserListService.MutateUserLists: all operations or none, unless partial failure is asked for.
 */
export const mutateUserLists: Method = (world, request) => {
  const asked = readRequest(mutateSchema, request);
  refuseCustomerId(asked.customer_id);
  const before = [...world.lists];
  const { results, errors } = mutateAll(world, asked);
  const refused = errors.length > 0 && !asked.partial_failure;
  if (refused || asked.validate_only) {
    world.lists.clear();
    for (const [key, list] of before) world.lists.set(key, list);
  }
  if (refused) throw adsRefusal("INVALID_ARGUMENT", errors);
  const failed = errors.length === 0 ? {} : { partial_failure_error: partialFailure(errors) };
  return { ...(asked.validate_only ? {} : { results }), ...failed };
};
