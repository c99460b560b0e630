import { googleAuthLibrary } from "google-gax";
import { UserListServiceClient } from "@google-ads/datamanager";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  CONTACT_ID,
  aGoogle,
  aList,
  anIngest,
  bearer,
  dataManagerClients,
  PARENT,
  withToken,
} from "../google-clients.ts";

let sandbox: Awaited<ReturnType<typeof aGoogle>>;
let clients: ReturnType<typeof dataManagerClients>;
let token: string;
beforeAll(async () => {
  sandbox = await aGoogle();
  clients = dataManagerClients(sandbox.google);
  token = await bearer(sandbox.google);
});
afterAll(async () => {
  await Promise.all([clients.ingestion.close(), clients.userLists.close()]);
  await sandbox.google.close();
});

const call = () => withToken(token);
const named = (id: string) => `${PARENT}/userLists/${id}`;
const aUserList = (differs: object) => ({
  displayName: "Loyal",
  ingestedUserListInfo: { uploadKeyTypes: [CONTACT_ID] },
  ...differs,
});
const create = (differs: object) =>
  clients.userLists.createUserList(
    { parent: PARENT, userList: aUserList(differs) },
    withToken(token),
  );

test.each([
  ["no name", { displayName: "" }, "user_list.display_name"],
  ["half a day", { membershipDuration: { seconds: 43_200 } }, "user_list.membership_duration"],
  ["541 days", { membershipDuration: { seconds: 541 * 86_400 } }, "user_list.membership_duration"],
  [
    "no upload key",
    { ingestedUserListInfo: {} },
    "user_list.ingested_user_list_info.upload_key_types",
  ],
])("a list with %s is refused", async (_, differs, field) => {
  await expect(create(differs)).rejects.toMatchObject({
    code: 3,
    statusDetails: [{}, { fieldViolations: [{ field }] }],
  });
});

test("an account has a name once", async () => {
  await aList(sandbox.google, "Twice");
  await expect(create({ displayName: "Twice" })).rejects.toMatchObject({ code: 3 });
});

test("a list is found by its name, renamed and deleted", async () => {
  const id = await aList(sandbox.google, "Old name");
  const find = async (name: string) => {
    const filter = `display_name = "${name}"`;
    const [found] = await clients.userLists.listUserLists({ parent: PARENT, filter }, call());
    return found.map((list) => String(list.id));
  };
  expect(await find("Old name")).toEqual([id]);
  const userList = { name: named(id), displayName: "New name" };
  await clients.userLists.updateUserList(
    { userList, updateMask: { paths: ["display_name"] } },
    call(),
  );
  expect([await find("Old name"), await find("New name")]).toEqual([[], [id]]);
  await clients.userLists.deleteUserList({ name: named(id) }, call());
  await expect(clients.userLists.getUserList({ name: named(id) }, call())).rejects.toMatchObject({
    code: 5,
  });
});

test("sizes are unknown for a day, then estimates", async () => {
  const id = await aList(sandbox.google, "Sized");
  const people = Array.from({ length: 400 }, (_, i) => `person-${i}`);
  await clients.ingestion.ingestAudienceMembers(anIngest(id, people), withToken(token));
  const get = async () =>
    (await clients.userLists.getUserList({ name: named(id) }, withToken(token)))[0];
  expect((await get()).sizeInfo).toBeNull();
  sandbox.clock.moveBy(86_400);
  const { sizeInfo, targetNetworkInfo, ingestedUserListInfo } = await get();
  expect(Number(sizeInfo?.displayNetworkMembersCount)).toBeGreaterThan(200);
  expect(Number(sizeInfo?.displayNetworkMembersCount)).toBeLessThan(280);
  expect(targetNetworkInfo).toMatchObject({ eligibleForSearch: true });
  expect(ingestedUserListInfo?.contactIdInfo?.matchRatePercentage).toBeGreaterThan(50);
});

test("the REST client of the npm package is served as well", async () => {
  const id = await aList(sandbox.google, "Rested");
  const { hostname, port } = new URL(sandbox.google.endpoints.dataManagerRest);
  const authClient = new googleAuthLibrary.OAuth2Client();
  authClient.setCredentials({
    access_token: token.replace("Bearer ", ""),
    expiry_date: Date.now() + 3_600_000,
  });
  const auth = new googleAuthLibrary.GoogleAuth({ authClient });
  const rest = new UserListServiceClient({
    fallback: true,
    protocol: "http",
    apiEndpoint: hostname,
    port: Number(port),
    auth,
  });
  const [list] = await rest.getUserList({ name: named(id) });
  expect(list).toMatchObject({
    displayName: "Rested",
    membershipDuration: { seconds: String(540 * 86_400) },
  });
  await rest.close();
});
