import * as z from "zod";
import { checksumAlgorithms } from "./digests.ts";

const checksumSchema = z.object({
  algorithm: z.enum(checksumAlgorithms),
  /** Base64; of a composite one `<base64>-<parts>`. */
  value: z.string(),
  type: z.enum(["COMPOSITE", "FULL_OBJECT"]),
});
export type Checksum = z.infer<typeof checksumSchema>;

const timeSchema = z.iso.datetime();
const headersSchema = z.record(z.string(), z.string());

const objectSchema = z.object({
  kind: z.literal("object"),
  key: z.string(),
  /** `null` (the word) for an object written while the bucket kept no versions. */
  versionId: z.string(),
  time: timeSchema,
  /** Counts the writes of a bucket. */
  sequence: z.int(),
  size: z.int(),
  etag: z.string(),
  /** Name of the file that holds the bytes. */
  body: z.string(),
  /** Sent back as they came: content type, user metadata and the like. */
  headers: headersSchema,
  checksum: checksumSchema.optional(),
});
export type StoredObject = z.infer<typeof objectSchema>;

const markerSchema = z.object({
  kind: z.literal("marker"),
  key: z.string(),
  versionId: z.string(),
  time: timeSchema,
});
/** What a key has been: objects and delete markers. */
export type StoredVersion = StoredObject | z.infer<typeof markerSchema>;

const uploadSchema = z.object({
  kind: z.literal("upload"),
  uploadId: z.string(),
  key: z.string(),
  headers: headersSchema,
  checksum: checksumSchema.omit({ value: true }).optional(),
});
export type StoredUpload = z.infer<typeof uploadSchema>;

const partSchema = z.object({
  kind: z.literal("part"),
  uploadId: z.string(),
  number: z.int(),
  time: timeSchema,
  size: z.int(),
  etag: z.string(),
  body: z.string(),
  checksum: checksumSchema.optional(),
});
export type StoredPart = z.infer<typeof partSchema>;

/** One line of a bucket's log. Reading them in order gives the bucket's state. */
export const entrySchema = z.discriminatedUnion("kind", [
  objectSchema,
  markerSchema,
  z.object({ kind: z.literal("forget"), key: z.string(), versionId: z.string() }),
  uploadSchema,
  partSchema,
  z.object({ kind: z.literal("end-upload"), uploadId: z.string() }),
  /** How far the count had come: the last object to be counted may have been deleted since. */
  z.object({ kind: z.literal("counted"), sequence: z.int() }),
]);
export type Entry = z.infer<typeof entrySchema>;

/** How a bucket was asked to be. */
export const bucketSettingsSchema = z.object({
  versioned: z.boolean(),
  eventBridge: z.boolean(),
  createdAt: timeSchema,
});
export type BucketSettings = z.infer<typeof bucketSettingsSchema>;
