import type { GoogleWorld } from "../google-world.ts";
import type { GrpcPlatform } from "../grpc-server.ts";
import type { HttpOutcome, HttpRequest } from "../http-server.ts";
import { performCall } from "../perform-call.ts";
import type { Call, Method } from "../perform-call.ts";
import { readJson, writeJson } from "../proto-json.ts";
import { DATA_MANAGER_PACKAGE, dataManagerProtos } from "../protos.ts";
import { Refusal } from "../refusal.ts";
import { dataManagerGate } from "./data-manager-gate.ts";
import {
  ingestAudienceMembers,
  removeAllAudienceMembers,
  removeAudienceMembers,
} from "./ingestion.ts";
import { retrieveRequestStatus } from "./request-status.ts";
import {
  createUserList,
  deleteUserList,
  getUserList,
  listUserLists,
  updateUserList,
} from "./user-lists.ts";

/** Data Manager over gRPC. */
export const dataManagerGrpc = (world: GoogleWorld): GrpcPlatform => ({
  world,
  gate: dataManagerGate,
  protos: dataManagerProtos(),
  services: {
    [`${DATA_MANAGER_PACKAGE}.IngestionService`]: {
      IngestAudienceMembers: ingestAudienceMembers,
      RemoveAudienceMembers: removeAudienceMembers,
      RetrieveRequestStatus: retrieveRequestStatus,
    },
    [`${DATA_MANAGER_PACKAGE}.UserListService`]: {
      CreateUserList: createUserList,
      GetUserList: getUserList,
      ListUserLists: listUserLists,
      UpdateUserList: updateUserList,
      DeleteUserList: deleteUserList,
    },
  },
  trailers: () => ({}),
});

interface Route {
  readonly verb: string;
  readonly path: RegExp;
  readonly method: Method;
  /** The message that the body is; none: the body is read as it is. */
  readonly body?: string;
  /** The field of the request that the body fills; none: the whole request. */
  readonly into?: string;
  /** The field that the path fills. */
  readonly from?: string;
}

const ACCOUNT = "accountTypes/[^/]+/accounts/[^/]+";
const LISTS = new RegExp(`^/v1/(${ACCOUNT})/userLists$`);
const LIST = new RegExp(`^/v1/(${ACCOUNT}/userLists/[^/]+)$`);

/** The google.api.http rules of the protos, and removeAll, which the npm client 0.3.0 does not have. */
const ROUTES: readonly Route[] = [
  {
    verb: "POST",
    path: /^\/v1\/audienceMembers:ingest$/,
    method: ingestAudienceMembers,
    body: "IngestAudienceMembersRequest",
  },
  {
    verb: "POST",
    path: /^\/v1\/audienceMembers:remove$/,
    method: removeAudienceMembers,
    body: "RemoveAudienceMembersRequest",
  },
  { verb: "POST", path: /^\/v1\/audienceMembers:removeAll$/, method: removeAllAudienceMembers },
  { verb: "GET", path: /^\/v1\/requestStatus:retrieve$/, method: retrieveRequestStatus },
  {
    verb: "POST",
    path: LISTS,
    method: createUserList,
    body: "UserList",
    into: "userList",
    from: "parent",
  },
  { verb: "GET", path: LISTS, method: listUserLists, from: "parent" },
  { verb: "GET", path: LIST, method: getUserList, from: "name" },
  { verb: "PATCH", path: LIST, method: updateUserList, body: "UserList", into: "userList" },
  { verb: "DELETE", path: LIST, method: deleteUserList, from: "name" },
];

function parseBody(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal("INVALID_ARGUMENT", "Invalid JSON payload received.");
  }
}

function readBody(route: Route, text: string): Record<string, unknown> {
  const json = parseBody(text);
  if (route.body === undefined) return typeof json === "object" && json !== null ? { ...json } : {};
  return readJson(dataManagerProtos().lookupType(`${DATA_MANAGER_PACKAGE}.${route.body}`), json);
}

/** Query parameters by the fields' names; `$alt` and the like are transport. */
function readQuery(query: URLSearchParams): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of query) {
    if (name === "validateOnly") read[name] = value === "true";
    else if (name === "pageSize") read[name] = Number(value);
    else if (name === "updateMask") read[name] = { paths: value.split(",") };
    else if (!name.startsWith("$")) read[name] = value;
  }
  return read;
}

function readCall(route: Route, request: HttpRequest): Record<string, unknown> {
  const name = route.path.exec(request.path)?.[1];
  const body =
    request.method === "GET" || request.method === "DELETE" ? {} : readBody(route, request.body);
  const placed = route.into === undefined ? body : { [route.into]: nameIn(body, route, name) };
  return { ...readQuery(request.query), ...placed, ...(route.from ? { [route.from]: name } : {}) };
}

/** PATCH names its list in the path alone. */
const nameIn = (body: Record<string, unknown>, route: Route, name: string | undefined) =>
  route.verb === "PATCH" ? { ...body, name } : body;

/** Data Manager over REST. */
export const dataManagerRest =
  (world: GoogleWorld) =>
  async (request: HttpRequest): Promise<HttpOutcome> => {
    const { path, authorization } = request;
    const route = ROUTES.find((r) => r.verb === request.method && r.path.test(path));
    if (route === undefined)
      return { kind: "refused", refusal: new Refusal("NOT_FOUND", "No such method.") };
    const run = async (call: Call) => route.method(world, readCall(route, request), call);
    const outcome = await performCall(world, dataManagerGate, { path, authorization, run });
    return outcome.kind === "answer"
      ? { kind: "raw", status: 200, body: writeJson(outcome.value) }
      : outcome;
  };
