import * as z from "zod";
import type { UserListRecord } from "../google-state.ts";
import { listKey } from "../google-world.ts";
import type { GoogleWorld } from "../google-world.ts";
import { dataManagerLimits } from "../limits.ts";
import { readRequest } from "../perform-call.ts";
import type { Method } from "../perform-call.ts";
import { snake } from "../proto-json.ts";
import type { UserList } from "../user-list.ts";
import {
  daysOf,
  findList,
  readParent,
  refuse,
  refuseKeyTypes,
  refuseName,
  userListSchema,
} from "./list-fields.ts";
import { filterLists } from "./list-filter.ts";
import { showList } from "./show-list.ts";

const createSchema = z.object({
  parent: z.string().default(""),
  userList: userListSchema.default(userListSchema.parse({})),
  validateOnly: z.boolean().default(false),
});

/** UserListService.CreateUserList. */
export const createUserList: Method = (world, request) => {
  const { parent, userList, validateOnly } = readRequest(createSchema, request);
  const account = readParent(parent);
  refuseName(world, account, { name: userList.displayName });
  refuseKeyTypes(userList.ingestedUserListInfo);
  const { description, integrationCode, membershipStatus } = userList;
  const now = world.clock.now();
  const lifeSpanDays = daysOf(userList.membershipDuration);
  if (validateOnly) return {};
  const list = world.createList({
    id: String(world.nextId()),
    account,
    name: userList.displayName,
    description,
    integrationCode,
    membershipStatus,
    lifeSpanDays,
    createdAt: now,
    members: [],
  });
  return showList(list, now);
};

const nameSchema = z.object({
  name: z.string().default(""),
  validateOnly: z.boolean().default(false),
});

/** UserListService.GetUserList. */
export const getUserList: Method = (world, request) =>
  showList(findList(world, readRequest(nameSchema, request).name), world.clock.now());

/** UserListService.DeleteUserList. */
export const deleteUserList: Method = (world, request) => {
  const { name, validateOnly } = readRequest(nameSchema, request);
  const { account, id } = findList(world, name).about;
  if (!validateOnly) world.lists.delete(listKey(account, id));
  return {};
};

const listSchema = z.object({
  parent: z.string().default(""),
  pageSize: z.number().default(0),
  pageToken: z.string().default(""),
  filter: z.string().default(""),
});

/** UserListService.ListUserLists, by id. */
export const listUserLists: Method = (world, request) => {
  const { parent, pageSize, pageToken, filter } = readRequest(listSchema, request);
  const account = readParent(parent);
  const { listsPerPage, mostListsPerPage } = dataManagerLimits;
  const size = Math.min(pageSize > 0 ? pageSize : listsPerPage, mostListsPerPage);
  const all = filterLists(
    [...world.lists.values()].filter((l) => l.about.account === account),
    filter,
  );
  const start = pageToken === "" ? 0 : Number(pageToken);
  if (!Number.isInteger(start))
    refuse("page_token", "INVALID_PAGE_TOKEN", "The page token is not valid.");
  const more = start + size < all.length ? { nextPageToken: String(start + size) } : {};
  const now = world.clock.now();
  return { userLists: all.slice(start, start + size).map((list) => showList(list, now)), ...more };
};

const updateSchema = z.object({
  userList: userListSchema.default(userListSchema.parse({})),
  updateMask: z.object({ paths: z.array(z.string()).default([]) }).optional(),
  validateOnly: z.boolean().default(false),
});

const IMMUTABLE = /^(?:name|id|ingested_user_list_info)/;

type ListFields = Pick<
  UserListRecord,
  "name" | "description" | "integrationCode" | "membershipStatus" | "lifeSpanDays"
>;

const refuseMask = () =>
  refuse("update_mask", "INVALID_UPDATE_MASK", "The update mask is not valid.");

/** The fields of the mask, checked and in our words. */
function readChanges(
  world: GoogleWorld,
  existing: UserList,
  update: z.infer<typeof updateSchema>,
): Partial<ListFields> {
  const { displayName, description, integrationCode, membershipStatus } = update.userList;
  const readers: Readonly<Record<string, () => Partial<ListFields>>> = {
    display_name: () => {
      refuseName(world, existing.about.account, { name: displayName, except: existing });
      return { name: displayName };
    },
    description: () => ({ description }),
    integration_code: () => ({ integrationCode }),
    membership_status: () => ({ membershipStatus }),
    membership_duration: () => ({ lifeSpanDays: daysOf(update.userList.membershipDuration) }),
  };
  const paths = (update.updateMask?.paths ?? []).map(snake);
  const fixed = paths.find((path) => IMMUTABLE.test(path));
  if (fixed !== undefined) {
    refuse(`user_list.${fixed}`, "IMMUTABLE_FIELD_FOR_UPDATE", "The field is immutable.");
  }
  if (paths.length === 0) refuseMask();
  return Object.assign({}, ...paths.map((path) => (readers[path] ?? refuseMask)()));
}

/** UserListService.UpdateUserList: the fields of the mask, which the sandbox wants to see. */
export const updateUserList: Method = (world, request) => {
  const update = readRequest(updateSchema, request);
  const existing = findList(world, update.userList.name);
  const changes = readChanges(world, existing, update);
  const now = world.clock.now();
  if (update.validateOnly) return showList(existing, now);
  return showList(world.createList({ ...existing.record(), ...changes }), now);
};
