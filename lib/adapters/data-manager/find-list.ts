import { protos } from "@google-ads/datamanager";
import * as z from "zod";
import { classifyError } from "./classify-error.ts";
import type { CallOptions, DataManagerApi } from "./data-manager-api.ts";
import { daySeconds } from "./limits.ts";

export interface WantedList {
  readonly platformId: string | null;
  readonly name: string;
  readonly description: string;
  readonly membershipDays: number;
}

/** What we look at in a list; 64-bit numbers come as text. */
const listSchema = z.object({
  id: z.coerce.string(),
  name: z.string(),
  displayName: z.string().nullish(),
  membershipDuration: z.object({ seconds: z.coerce.number() }).nullish(),
});
type Found = z.infer<typeof listSchema>;

const { UploadKeyType } = protos.google.ads.datamanager.v1.IngestedUserListInfo;
type UserList = protos.google.ads.datamanager.v1.IUserList;
type Call = () => Promise<CallOptions>;

async function readById(api: DataManagerApi, call: Call, id: string): Promise<Found | undefined> {
  try {
    const [list] = await api.userLists.getUserList(
      { name: `${api.parent}/userLists/${id}` },
      await call(),
    );
    return listSchema.parse(list);
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    const failure = classifyError(error, api.now());
    if (failure.code === "not-there") return undefined;
    throw failure;
  }
}

/** A text in a filter (AIP-160). */
const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

async function findByName(
  api: DataManagerApi,
  call: Call,
  name: string,
): Promise<Found | undefined> {
  const [lists] = await api.userLists.listUserLists(
    { parent: api.parent, filter: `display_name = ${quoted(name)}` },
    await call(),
  );
  const found = lists.find(({ displayName }) => displayName === name);
  return found === undefined ? undefined : listSchema.parse(found);
}

const fieldsOf = ({ name, description, membershipDays }: WantedList): UserList => ({
  displayName: name,
  description,
  membershipDuration: { seconds: membershipDays * daySeconds },
});

async function create(api: DataManagerApi, call: Call, wanted: WantedList): Promise<string> {
  const userList: UserList = {
    ...fieldsOf(wanted),
    ingestedUserListInfo: { uploadKeyTypes: [UploadKeyType.CONTACT_ID] },
  };
  const [made] = await api.userLists.createUserList({ parent: api.parent, userList }, await call());
  return listSchema.parse(made).id;
}

const isAsWanted = (found: Found, { name, membershipDays }: WantedList) =>
  found.displayName === name && found.membershipDuration?.seconds === membershipDays * daySeconds;

async function update(
  api: DataManagerApi,
  call: Call,
  { found, wanted }: { readonly found: Found; readonly wanted: WantedList },
): Promise<void> {
  const paths = ["display_name", "description", "membership_duration"];
  const userList = { name: found.name, ...fieldsOf(wanted) };
  await api.userLists.updateUserList({ userList, updateMask: { paths } }, await call());
}

/**
 * The id of the user list: the one it had, else the account's list of exactly this name, else a new
 * one for contact data. Gives it its name and membership duration. Throws `PlatformFailure`.
 */
export function findList(api: DataManagerApi, wanted: WantedList): Promise<string> {
  return api.perform(async (call) => {
    const { platformId, name } = wanted;
    const found =
      (platformId === null ? undefined : await readById(api, call, platformId)) ??
      (await findByName(api, call, name));
    if (found === undefined) return create(api, call, wanted);
    if (!isAsWanted(found, wanted)) await update(api, call, { found, wanted });
    return found.id;
  });
}
