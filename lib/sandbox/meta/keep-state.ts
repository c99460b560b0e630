import * as z from "zod";
import { memberRows, type MemberRows } from "./member-rows.ts";
import { sessionKey, type Audience, type MetaState, type Replacement } from "./meta-state.ts";

const rowsSchema = z.array(z.object({ at: z.number(), cells: z.record(z.string(), z.string()) }));

const replacementSchema = z.object({
  session: z.string(),
  schema: z.string(),
  startedAt: z.number(),
  seen: z.array(z.number()),
  lastBatch: z.number().optional(),
  rows: rowsSchema,
});

const audienceSchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  description: z.string(),
  customerFileSource: z.string(),
  retentionDays: z.number().optional(),
  valueBased: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
  contentUpdatedAt: z.number().optional(),
  rows: rowsSchema,
  sizes: z.array(z.object({ at: z.number(), matched: z.number() })),
  replacement: replacementSchema.optional(),
  replacementFailed: z.boolean(),
});

const sessionSchema = z.object({
  id: z.string(),
  account: z.string(),
  purpose: z.string(),
  schema: z.string(),
  startedAt: z.number(),
  lastBatch: z.number(),
  endedAt: z.number().optional(),
  received: z.number(),
  invalid: z.number(),
});

const keptSchema = z.object({
  audiences: z.array(audienceSchema),
  sessions: z.array(sessionSchema),
  requests: z.array(
    z.object({ method: z.enum(["POST", "DELETE"]), path: z.string(), rows: z.number() }),
  ),
  audiencesMade: z.number(),
  sessionsMade: z.number(),
});
type KeptRows = z.infer<typeof rowsSchema>;

const keptRows = (rows: MemberRows): KeptRows =>
  [...rows.all()].map(({ at, cells }) => ({ at, cells }));

function rowsAgain(kept: KeptRows): MemberRows {
  const rows = memberRows();
  for (const { at, cells } of kept) rows.add(cells, at);
  return rows;
}

/** Everything that Meta's half remembers, as plain JSON. */
export const keepState = (state: MetaState): z.input<typeof keptSchema> => ({
  audiences: [...state.audiences.values()].map(({ rows, replacement, ...plain }) => ({
    ...plain,
    rows: keptRows(rows),
    replacement: replacement && {
      ...replacement,
      seen: [...replacement.seen],
      rows: keptRows(replacement.rows),
    },
  })),
  sessions: [...state.sessions.values()].map((session) => ({ ...session })),
  requests: [...state.requests],
  audiencesMade: state.audiencesMade,
  sessionsMade: state.sessionsMade,
});

type Kept = z.output<typeof keptSchema>["audiences"][number];

function replacementAgain(kept: Kept["replacement"]): Replacement | undefined {
  if (kept === undefined) return undefined;
  const { session, schema, startedAt, seen, lastBatch, rows } = kept;
  return { session, schema, startedAt, seen: new Set(seen), lastBatch, rows: rowsAgain(rows) };
}

function audienceAgain(kept: Kept): Audience {
  const { retentionDays, contentUpdatedAt, replacement, rows, ...plain } = kept;
  return {
    ...plain,
    retentionDays,
    contentUpdatedAt,
    rows: rowsAgain(rows),
    replacement: replacementAgain(replacement),
  };
}

/** Brings back what `keepState` gave, in place of what is there. Throws on anything else. */
export function bringBackState(state: MetaState, kept: unknown): void {
  const read = keptSchema.parse(kept);
  state.audiences.clear();
  for (const audience of read.audiences) state.audiences.set(audience.id, audienceAgain(audience));
  state.sessions.clear();
  for (const { endedAt, ...session } of read.sessions) {
    state.sessions.set(sessionKey(session.account, session.id), { ...session, endedAt });
  }
  state.requests.splice(0, Infinity, ...read.requests);
  state.audiencesMade = read.audiencesMade;
  state.sessionsMade = read.sessionsMade;
}
