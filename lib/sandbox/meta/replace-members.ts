import { badParameter, cannotUpdate } from "./graph-error.ts";
import { SESSION_WINDOW } from "./limits.ts";
import { memberRows } from "./member-rows.ts";
import {
  endReplacement,
  sessionKey,
  type Audience,
  type MetaState,
  type Replacement,
  type UploadSession,
} from "./meta-state.ts";
import { checkMovable, readPayloadFor, type Move } from "./move-members.ts";
import type { Payload } from "./read-payload.ts";
import {
  beginSession,
  countBatch,
  readSession,
  uploadAnswer,
  type SessionStep,
} from "./upload-sessions.ts";

const inProgress = () => cannotUpdate("Another update of this audience is in progress.", 1_870_145);
const timedOut = () =>
  cannotUpdate("The replacement timed out; what was uploaded is in place.", 1_870_158);
const finished = () => cannotUpdate("This session is finished.", 1_870_159);
const firstMissing = () => cannotUpdate("The first batch of the session is missing.", 1_870_147);

const ended = ({ startedAt, endedAt }: UploadSession) =>
  (endedAt ?? 0) - startedAt >= SESSION_WINDOW ? timedOut() : finished();

const complete = ({ seen, lastBatch }: Replacement) =>
  lastBatch !== undefined &&
  Array.from({ length: lastBatch }, (_, i) => i + 1).every((batch) => seen.has(batch));

/** The replacement that a later batch belongs to, or why there is none. */
function running(state: MetaState, audience: Audience, step: SessionStep): Replacement {
  const { replacement } = audience;
  if (replacement?.session === step.id) return replacement;
  if (replacement !== undefined) throw inProgress();
  const past = state.sessions.get(sessionKey(audience.account, step.id));
  if (past === undefined) throw firstMissing();
  throw ended(past);
}

/** Batch 1 begins a replacement, also anew: what the same session had uploaded before is then lost. */
function begin(
  state: MetaState,
  audience: Audience,
  wanted: { step: SessionStep; schema: string },
): Replacement {
  const { step, schema } = wanted;
  if (audience.replacement !== undefined && audience.replacement.session !== step.id)
    throw inProgress();
  const known = state.sessions.get(sessionKey(audience.account, step.id));
  const purpose = `replace ${audience.id}`;
  if (known !== undefined && known.purpose !== purpose) {
    throw badParameter("session_id is in use for another upload of this ad account");
  }
  if (known?.endedAt !== undefined) throw ended(known);
  beginSession(state, { account: audience.account, purpose, schema }, step.id);
  audience.replacement = {
    session: step.id,
    schema,
    startedAt: state.now(),
    seen: new Set(),
    lastBatch: undefined,
    rows: memberRows(),
  };
  audience.replacementFailed = false;
  return audience.replacement;
}

function take(
  state: MetaState,
  replacement: Replacement,
  batch: { payload: Payload; step: SessionStep },
): void {
  const { payload, step } = batch;
  replacement.seen.add(step.batch);
  if (step.last) replacement.lastBatch = step.batch;
  for (const cells of payload.good) replacement.rows.add(cells, state.now());
}

/**
 * `POST /{audience}/usersreplace`: the rows of one session take the place of all members, at once, when the
 * batch called last and all before it are there. Batch 1 comes first; the others in any order, also twice.
 */
export function replaceUsers(state: MetaState, audience: Audience, move: Move): unknown {
  checkMovable(state, audience);
  const step = readSession(move.call);
  if (step === undefined) throw badParameter("The parameter session is required");
  const payload = readPayloadFor(audience, move);
  const schema = payload.schema.join();
  const replacement =
    step.batch === 1 ? begin(state, audience, { step, schema }) : running(state, audience, step);
  if (replacement.schema !== schema)
    throw badParameter("The schema must stay the same within a session");
  take(state, replacement, { payload, step });
  const session = state.sessions.get(sessionKey(audience.account, step.id));
  if (session === undefined) throw new Error("a replacement without its session");
  countBatch(session, payload, { now: state.now(), last: false });
  if (complete(replacement)) endReplacement(state, audience, false);
  state.requests.push({ method: "POST", path: move.call.path, rows: payload.received });
  return { account_id: audience.account, ...uploadAnswer(session, payload) };
}
