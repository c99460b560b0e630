import * as z from "zod";
import { consentSchema, memberSchema } from "./member.ts";

const storedMemberSchema = z.strictObject({ ...memberSchema.shape, addedAt: z.number() });
export type StoredMember = z.infer<typeof storedMemberSchema>;

/** One user list; the same one for both APIs. */
const userListSchema = z.strictObject({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  description: z.string(),
  integrationCode: z.string(),
  lifeSpanDays: z.number(),
  membershipStatus: z.enum(["OPEN", "CLOSED"]),
  createdAt: z.number(),
  /** In the order in which they were first added. */
  members: z.array(storedMemberSchema),
});
export type UserListRecord = z.infer<typeof userListSchema>;

const changeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("add"), members: z.array(memberSchema) }),
  z.strictObject({ kind: z.literal("remove"), members: z.array(memberSchema) }),
  /** Everybody last added before `before`. */
  z.strictObject({ kind: z.literal("remove-all"), before: z.number() }),
]);
export type Change = z.infer<typeof changeSchema>;

/** A change that was accepted and takes effect at `dueAt`. */
const pendingSchema = z.strictObject({
  list: z.string(),
  acceptedAt: z.number(),
  dueAt: z.number(),
  order: z.number(),
  change: changeSchema,
});

/** What a Data Manager request will turn out to have been, once it is processed. */
const requestRecordSchema = z.strictObject({
  id: z.string(),
  dueAt: z.number(),
  kind: z.enum(["ingest", "remove", "remove-all"]),
  destinations: z.array(
    z.strictObject({
      destination: z.record(z.string(), z.unknown()),
      records: z.number(),
      identifiers: z.number(),
      matched: z.number(),
      errors: z.record(z.string(), z.number()),
    }),
  ),
});
export type RequestRecord = z.infer<typeof requestRecordSchema>;

/** An OfflineUserDataJob of the Google Ads API. */
const jobSchema = z.strictObject({
  resourceName: z.string(),
  id: z.string(),
  account: z.string(),
  externalId: z.string().nullable(),
  list: z.string(),
  consent: consentSchema,
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  dueAt: z.number().nullable(),
  removeAll: z.boolean(),
  kind: z.enum(["create", "remove"]).nullable(),
  members: z.array(memberSchema),
  operations: z.number(),
  matched: z.number(),
});
export type Job = z.infer<typeof jobSchema>;

export const googleStateSchema = z.strictObject({
  lastId: z.number(),
  lists: z.array(userListSchema),
  pending: z.array(pendingSchema),
  requests: z.array(requestRecordSchema),
  jobs: z.array(jobSchema),
  tokens: z.record(z.string(), z.array(z.string())),
  /** Calls per quota and window. */
  quotas: z.record(z.string(), z.number()),
  /** Calls that moved members. */
  moves: z.array(z.strictObject({ method: z.string(), path: z.string(), rows: z.number() })),
});
/** The whole state as plain JSON. */
export type GoogleState = z.infer<typeof googleStateSchema>;
