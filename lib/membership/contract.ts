import * as z from "zod";
import { memberIdSchema, runIdSchema, segmentIdSchema } from "../core/ids.ts";

/** What membership hands on: one item per customer, and what a publication came to. */

/** Segment → the day since when. */
export const membershipsSchema = z.record(segmentIdSchema, z.iso.date());
export type Memberships = z.infer<typeof membershipsSchema>;

/** A customer's item in the members table. `gen` is the generation that wrote it last. */
export const storedMemberSchema = z.object({
  memberId: memberIdSchema,
  gen: z.int(),
  segments: membershipsSchema,
});
export type StoredMember = z.infer<typeof storedMemberSchema>;

/** `generations/<run>/publication.json`: what publishing a generation came to. */
export const publicationSchema = z.object({
  run: runIdSchema,
  /** Writes that changed an item, by the invocation that finished. */
  written: z.int(),
  /** Items that already carried this generation (an earlier try) or a newer one. */
  alreadyApplied: z.int(),
  seconds: z.number(),
});
export type Publication = z.infer<typeof publicationSchema>;

export const publicationKey = (run: string): string => `generations/${run}/publication.json`;
