import * as z from "zod";
import { badParameter, readOr100 } from "./graph-error.ts";
import { MAX_SESSION_ID, SESSION_WINDOW } from "./limits.ts";
import { sessionKey, type MetaState, type UploadSession } from "./meta-state.ts";
import { jsonOrText, type GraphCall } from "./read-call.ts";
import type { Payload } from "./read-payload.ts";

const isSessionId = (id: string) =>
  /^\d{1,19}$/.test(id) && BigInt(id) > 0n && BigInt(id) <= MAX_SESSION_ID;

const sessionIdSchema = z
  .union([z.string(), z.int().transform(String)])
  .refine(isSessionId, "is not a positive 64-bit number")
  .transform((id) => BigInt(id).toString());

const sessionSchema = z.preprocess(
  jsonOrText,
  z.looseObject({
    session_id: sessionIdSchema,
    batch_seq: z.coerce.number().pipe(z.int().min(1)),
    last_batch_flag: z.preprocess(jsonOrText, z.boolean()).default(false),
    estimated_num_total: z.coerce.number().pipe(z.int().min(0)).optional(),
  }),
);

/** What the caller says of the session that a call is part of. */
export interface SessionStep {
  readonly id: string;
  readonly batch: number;
  readonly last: boolean;
}

/** Reads `session`. A number above 2^53 has lost digits on its way and is refused: such ids go as text. */
export function readSession(call: GraphCall): SessionStep | undefined {
  if (call.params["session"] === undefined) return undefined;
  const read = readOr100(sessionSchema, call.params["session"], "session");
  return { id: read.session_id, batch: read.batch_seq, last: read.last_batch_flag };
}

export interface SessionWanted {
  readonly account: string;
  readonly purpose: string;
  readonly schema: string;
}

/** Begins a session, under the platform's own id (and to end with this call) when the caller named none. */
export function beginSession(
  state: MetaState,
  wanted: SessionWanted,
  id: string | undefined,
): UploadSession {
  state.sessionsMade += 1;
  const session = {
    ...wanted,
    id: id ?? String(653_573_199_000_000_000n + BigInt(state.sessionsMade)),
    startedAt: state.now(),
    lastBatch: 0,
    endedAt: undefined,
    received: 0,
    invalid: 0,
  };
  state.sessions.set(sessionKey(wanted.account, session.id), session);
  return session;
}

function checkStep(session: UploadSession, wanted: SessionWanted, now: number): void {
  if (session.purpose !== wanted.purpose) {
    throw badParameter("session_id is in use for another upload of this ad account");
  }
  if (session.endedAt !== undefined || now >= session.startedAt + SESSION_WINDOW) {
    throw badParameter("This session is closed");
  }
  if (session.schema !== wanted.schema) {
    throw badParameter("The schema must stay the same within a session");
  }
}

/** The session that a call belongs to, checked; batches come one after the other, each once. */
export function continueSession(
  state: MetaState,
  wanted: SessionWanted,
  step: SessionStep | undefined,
): UploadSession {
  if (step === undefined) return beginSession(state, wanted, undefined);
  const known = state.sessions.get(sessionKey(wanted.account, step.id));
  if (known !== undefined) checkStep(known, wanted, state.now());
  const due = (known?.lastBatch ?? 0) + 1;
  if (step.batch !== due) throw badParameter(`batch_seq must be ${due}`);
  return known ?? beginSession(state, wanted, step.id);
}

/** Counts a batch that was taken, and closes the session after its last one. */
export function countBatch(
  session: UploadSession,
  payload: Payload,
  about: { readonly now: number; readonly last: boolean },
): void {
  session.lastBatch += 1;
  session.received += payload.received;
  session.invalid += payload.invalid;
  if (about.last) session.endedAt = about.now;
}

/** The answer to a call that moved members. Without samples the list is an empty array, as Meta has it. */
export const uploadAnswer = (session: UploadSession, payload: Payload) => ({
  session_id: session.id,
  num_received: session.received,
  num_invalid_entries: payload.invalid,
  invalid_entry_samples: payload.invalid === 0 ? [] : payload.samples,
});
