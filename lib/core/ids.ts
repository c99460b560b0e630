import * as z from "zod";

/** A person as the company's own files call them. Never printed, never past ingest but in `identities/`. */
export const customerIdSchema = z.string().min(1).max(256).brand<"CustomerId">();
export type CustomerId = z.infer<typeof customerIdSchema>;

/** The same person, pseudonymous: HMAC-SHA-256(workspace key, customer_id), 128 bits, base64url. */
export const memberIdSchema = z
  .string()
  .regex(/^[\w-]{22}$/)
  .brand<"MemberId">();
export type MemberId = z.infer<typeof memberIdSchema>;

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "small letters, digits and single dashes");

/** A segment is called by its file's name. */
export const segmentIdSchema = slug.brand<"SegmentId">();
export type SegmentId = z.infer<typeof segmentIdSchema>;

/** A destination is called by its key in destinations.yaml. */
export const destinationIdSchema = slug.brand<"DestinationId">();
export type DestinationId = z.infer<typeof destinationIdSchema>;

/** One segment at one destination: `segment@destination`. */
export const audienceIdSchema = z
  .string()
  .regex(/^[a-z0-9-]+@[a-z0-9-]+$/)
  .brand<"AudienceId">();
export type AudienceId = z.infer<typeof audienceIdSchema>;

export const audienceIdOf = (segment: SegmentId, destination: DestinationId): AudienceId =>
  audienceIdSchema.parse(`${segment}@${destination}`);

/** One refresh: `r-20261124-030000-nightly`. Unique, sorts by time. */
export const runIdSchema = z
  .string()
  .regex(/^r-[\w-]+$/)
  .brand<"RunId">();
export type RunId = z.infer<typeof runIdSchema>;

/** One version of one inbox object: 16 hex digits of SHA-256(key, version). */
export const fileIdSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .brand<"FileId">();
export type FileId = z.infer<typeof fileIdSchema>;

/** SHA-256 as 64 small hex digits. */
const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<"Sha256">();
export type Sha256 = z.infer<typeof sha256Schema>;
