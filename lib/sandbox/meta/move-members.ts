import { recordSize } from "./estimate-size.ts";
import {
  badParameter,
  cannotUpdate,
  termsNotAccepted,
  tooSmallToRemove,
  uploadBlocked,
} from "./graph-error.ts";
import { SMALL_AUDIENCE } from "./limits.ts";
import { settledAudiences, type Audience, type MetaState } from "./meta-state.ts";
import type { GraphCall } from "./read-call.ts";
import { readPayload, type Payload } from "./read-payload.ts";
import { suggestsSensitiveTraits } from "./sensitive-names.ts";
import { continueSession, countBatch, readSession, uploadAnswer } from "./upload-sessions.ts";

/** A call that moves members, with the fault `partial` if one is planned for it. */
export interface Move {
  readonly call: GraphCall;
  readonly partial: boolean;
}

/** What stands against any move of this audience's members. */
export function checkMovable(state: MetaState, audience: Audience): void {
  if (!state.tosAccepted) throw termsNotAccepted(audience.account);
  if (suggestsSensitiveTraits(audience).length > 0) throw uploadBlocked();
}

/** Reads the payload for this audience: values of customers only where the audience was made for them. */
export function readPayloadFor(audience: Audience, move: Move): Payload {
  const payload = readPayload(move.call, move.partial);
  if (payload.schema.includes("LOOKALIKE_VALUE") && !audience.valueBased) {
    throw badParameter("LOOKALIKE_VALUE needs an audience with is_value_based");
  }
  return payload;
}

function removeAll(audience: Audience, payload: Payload, now: number): void {
  for (const cells of payload.good) {
    audience.rows.remove(cells);
    audience.replacement?.rows.remove(cells);
  }
  audience.contentUpdatedAt = now;
  recordSize(audience, now);
}

function addAll(audience: Audience, payload: Payload, now: number): void {
  for (const cells of payload.good) audience.rows.add(cells, now);
  audience.contentUpdatedAt = now;
  recordSize(audience, now);
}

/** `POST /{audience}/users` adds, `DELETE` removes. All or nothing, but for rows with bad cells. */
export function moveUsers(state: MetaState, audience: Audience, move: Move): unknown {
  const { call } = move;
  const removal = call.method === "DELETE";
  checkMovable(state, audience);
  if (audience.replacement !== undefined) {
    throw cannotUpdate("Another update of this audience is in progress.", 1_870_145);
  }
  if (removal && state.refuseSmallRemovals && audience.rows.size() < SMALL_AUDIENCE) {
    throw tooSmallToRemove();
  }
  const payload = readPayloadFor(audience, move);
  const step = readSession(call);
  const session = continueSession(
    state,
    {
      account: audience.account,
      purpose: `${removal ? "remove" : "add"} ${audience.id}`,
      schema: payload.schema.join(),
    },
    step,
  );
  countBatch(session, payload, { now: state.now(), last: step?.last ?? true });
  (removal ? removeAll : addAll)(audience, payload, state.now());
  state.requests.push({
    method: removal ? "DELETE" : "POST",
    path: call.path,
    rows: payload.received,
  });
  return { audience_id: audience.id, ...uploadAnswer(session, payload) };
}

/** `DELETE /act_{account}/usersofanyaudience`: people leave every customer-file audience of the account. */
export function optOut(state: MetaState, account: string, move: Move): unknown {
  if (!state.tosAccepted) throw termsNotAccepted(account);
  const payload = readPayload(move.call, move.partial);
  const step = readSession(move.call);
  const wanted = { account, purpose: "opt-out", schema: payload.schema.join() };
  const session = continueSession(state, wanted, step);
  countBatch(session, payload, { now: state.now(), last: step?.last ?? true });
  for (const audience of settledAudiences(state)) {
    if (audience.account === account) removeAll(audience, payload, state.now());
  }
  state.requests.push({ method: "DELETE", path: move.call.path, rows: payload.received });
  return { account_id: account, ...uploadAnswer(session, payload) };
}
