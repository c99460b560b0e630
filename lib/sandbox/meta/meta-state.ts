import { DAY, SESSION_WINDOW } from "./limits.ts";
import type { MemberRows } from "./member-rows.ts";
import { recordSize, type SizePoint } from "./estimate-size.ts";

/** A replacement of all members that has begun and not ended. Plain data but for the rows. */
export interface Replacement {
  readonly session: string;
  readonly schema: string;
  readonly startedAt: number;
  readonly seen: Set<number>;
  lastBatch: number | undefined;
  readonly rows: MemberRows;
}

export interface Audience {
  readonly id: string;
  /** The ad account, without `act_`. */
  readonly account: string;
  name: string;
  description: string;
  readonly customerFileSource: string;
  retentionDays: number | undefined;
  readonly valueBased: boolean;
  readonly createdAt: number;
  updatedAt: number;
  contentUpdatedAt: number | undefined;
  rows: MemberRows;
  sizes: SizePoint[];
  replacement: Replacement | undefined;
  replacementFailed: boolean;
}

/** An upload session, of one audience or (opt-outs) of a whole account. */
export interface UploadSession {
  readonly id: string;
  readonly account: string;
  /** `add <audience>`, `remove <audience>`, `replace <audience>` or `opt-out`. */
  readonly purpose: string;
  readonly schema: string;
  readonly startedAt: number;
  lastBatch: number;
  endedAt: number | undefined;
  received: number;
  invalid: number;
}

/** A call that moved members. */
export interface MovingCall {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly rows: number;
}

export interface MetaState {
  readonly token: string;
  readonly accounts: readonly string[];
  readonly tosAccepted: boolean;
  readonly refuseSmallRemovals: boolean;
  readonly now: () => number;
  readonly audiences: Map<string, Audience>;
  /** By `<account>/<session id>`: a session id is unique in its ad account. */
  readonly sessions: Map<string, UploadSession>;
  readonly requests: MovingCall[];
  audiencesMade: number;
  sessionsMade: number;
  /** Calls answered so far: for the usage header and the trace ids. */
  calls: number;
}

export const sessionKey = (account: string, session: string) => `${account}/${session}`;

/** Puts the uploaded rows in place of the old ones and ends the replacement. */
export function endReplacement(state: MetaState, audience: Audience, failed: boolean): void {
  const { replacement } = audience;
  if (replacement === undefined) return;
  audience.rows = replacement.rows;
  audience.replacement = undefined;
  audience.replacementFailed = failed;
  audience.contentUpdatedAt = state.now();
  recordSize(audience, state.now());
  const session = state.sessions.get(sessionKey(audience.account, replacement.session));
  if (session !== undefined) session.endedAt = state.now();
}

/** Lets time do its work: a replacement that took too long ends with what it has, old members are forgotten. */
export function settle(state: MetaState, audience: Audience): void {
  const now = state.now();
  const { replacement, retentionDays } = audience;
  if (replacement !== undefined && now >= replacement.startedAt + SESSION_WINDOW) {
    endReplacement(state, audience, true);
  }
  if (retentionDays === undefined) return;
  const before = audience.rows.size();
  audience.rows.expire(now - retentionDays * DAY);
  if (audience.rows.size() !== before) recordSize(audience, now);
}

/** All audiences, oldest first, as they are now. */
export function settledAudiences(state: MetaState): readonly Audience[] {
  const all = [...state.audiences.values()];
  for (const audience of all) settle(state, audience);
  return all;
}
