import * as z from "zod";
import { describeAudience } from "./audience-fields.ts";
import { GraphError, readOr100 } from "./graph-error.ts";
import { MAX_RETENTION_DAYS, SESSION_WINDOW } from "./limits.ts";
import type { Audience, MetaState, UploadSession } from "./meta-state.ts";
import { readFields, type GraphCall } from "./read-call.ts";
import { suggestsSensitiveTraits } from "./sensitive-names.ts";

/** `GET /{audience}` */
export const readAudience = (state: MetaState, audience: Audience, call: GraphCall): unknown =>
  describeAudience(audience, readFields(call), state.now());

const editSchema = z.looseObject({
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  retention_days: z.coerce.number().pipe(z.int().min(1).max(MAX_RETENTION_DAYS)).optional(),
});

/** `POST /{audience}`: renames or describes anew. A text that suggests sensitive traits is refused. */
export function editAudience(state: MetaState, audience: Audience, call: GraphCall): unknown {
  const wanted = readOr100(editSchema, call.params, "customaudience");
  const name = wanted.name ?? audience.name;
  const description = wanted.description ?? audience.description;
  if (suggestsSensitiveTraits({ name, description }).length > 0) {
    throw new GraphError("(#100) Audience Edit Blocked", {
      code: 100,
      subcode: 1_713_231,
      title: "Audience Edit Blocked",
    });
  }
  audience.name = name;
  audience.description = description;
  audience.retentionDays = wanted.retention_days ?? audience.retentionDays;
  audience.updatedAt = state.now();
  return { success: true };
}

/** `DELETE /{audience}` */
export function deleteAudience(state: MetaState, audience: Audience): unknown {
  state.audiences.delete(audience.id);
  return { success: true };
}

const seconds = (time: number | undefined) => String(Math.floor((time ?? 0) / 1000));

/** Every value is text, `num_matched` is never known and an open session ends at "0", as real answers show. */
function describeSession(session: UploadSession, now: number) {
  const end =
    session.endedAt ??
    (now >= session.startedAt + SESSION_WINDOW ? session.startedAt + SESSION_WINDOW : undefined);
  return {
    session_id: session.id,
    start_time: seconds(session.startedAt),
    end_time: seconds(end),
    num_received: String(session.received),
    num_matched: "-1",
    num_invalid_entries: String(session.invalid),
    progress: end === undefined ? "0" : "100",
    stage: end === undefined ? "uploading" : "finished",
  };
}

/** `GET /{audience}/sessions`, of one session with `session_id`. */
export function listSessions(state: MetaState, audience: Audience, call: GraphCall): unknown {
  const asked = readOr100(z.coerce.string().optional(), call.params["session_id"], "session_id");
  const sessions = [...state.sessions.values()].filter(
    ({ account, purpose, id }) =>
      account === audience.account &&
      purpose.endsWith(` ${audience.id}`) &&
      (asked === undefined || asked === id),
  );
  return { data: sessions.map((session) => describeSession(session, state.now())) };
}
