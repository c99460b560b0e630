import { createAudience, listAudiences, readAccount } from "./answer-account.ts";
import { deleteAudience, editAudience, listSessions, readAudience } from "./answer-audience.ts";
import { GraphError, noSuchObject } from "./graph-error.ts";
import { settle, type Audience, type MetaState } from "./meta-state.ts";
import { moveUsers, optOut, type Move } from "./move-members.ts";
import { replaceUsers } from "./replace-members.ts";

type AccountRoute = (state: MetaState, account: string, move: Move) => unknown;
type AudienceRoute = (state: MetaState, audience: Audience, move: Move) => unknown;

/** By method and edge. */
const ACCOUNT_ROUTES: Readonly<Record<string, AccountRoute>> = {
  "GET ": (state, account, { call }) => readAccount(state, account, call),
  "GET customaudiences": (state, account, { call }) => listAudiences(state, account, call),
  "POST customaudiences": (state, account, { call }) => createAudience(state, account, call),
  "DELETE usersofanyaudience": optOut,
};

const AUDIENCE_ROUTES: Readonly<Record<string, AudienceRoute>> = {
  "GET ": (state, audience, { call }) => readAudience(state, audience, call),
  "POST ": (state, audience, { call }) => editAudience(state, audience, call),
  "DELETE ": deleteAudience,
  "GET sessions": (state, audience, { call }) => listSessions(state, audience, call),
  "POST users": moveUsers,
  "DELETE users": moveUsers,
  "POST usersreplace": replaceUsers,
};

const unknownPath = () =>
  new GraphError("Unknown path components", { code: 2500, type: "OAuthException" });

/** The ad account that a call is about, if there is one that the token may see. */
export function accountOf(state: MetaState, node: string | undefined): string | undefined {
  const id = node?.startsWith("act_") === true ? node.slice(4) : undefined;
  if (id !== undefined) return state.accounts.includes(id) ? id : undefined;
  return node === undefined ? undefined : state.audiences.get(node)?.account;
}

/** Answers a call that has passed the door, or throws a `GraphError`. */
export function routeCall(state: MetaState, move: Move): unknown {
  const [node, edge = "", ...rest] = move.call.parts;
  if (node === undefined || rest.length > 0) throw unknownPath();
  const { method } = move.call;
  const route = `${method} ${edge}`;
  const account = accountOf(state, node);
  if (account === undefined) throw noSuchObject(method, node);
  const audience = state.audiences.get(node);
  if (audience === undefined) {
    const answer = ACCOUNT_ROUTES[route];
    if (answer === undefined) throw noSuchObject(method, node);
    return answer(state, account, move);
  }
  settle(state, audience);
  const answer = AUDIENCE_ROUTES[route];
  if (answer === undefined) throw noSuchObject(method, node);
  return answer(state, audience, move);
}
