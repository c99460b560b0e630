import { fileIdSchema } from "../../lib/core/ids.ts";
import type { FileRecord, HeldFile, ManifestEntry } from "../../lib/ingest/contract.ts";

/** `a` → the id of a test's file a. */
export const fileId = (letter: string) => fileIdSchema.parse(letter.repeat(16));

/** A small orders file that counts; a test names only the difference. */
export const anEntry = (letter: string, differs: Partial<ManifestEntry> = {}): ManifestEntry => ({
  id: fileId(letter),
  file: `orders/${letter}.csv`,
  order: `2026-11-22T10:00:00.000Z orders/${letter}.csv`,
  receivedAt: "2026-11-22T10:00:00.000Z",
  contentHash: `content of ${letter}`,
  mapHash: "map",
  rows: 10,
  parts: 1,
  full: false,
  consents: false,
  people: false,
  ...differs,
});

/** What the list of files says of it. */
export const aRecord = (letter: string, differs: Partial<FileRecord> = {}): FileRecord => ({
  file: `orders/${letter}.csv`,
  id: fileId(letter),
  dataset: "orders",
  status: "accepted",
  problem: null,
  rows: 10,
  accepted: 9,
  rejected: 1,
  skipped: 0,
  receivedAt: "2026-11-22T10:00:00.000Z",
  ...differs,
});

/** The same file, held. */
export const aHeldFile = (letter: string, differs: Partial<HeldFile> = {}): HeldFile => ({
  dataset: "orders",
  entry: anEntry(letter),
  counts: { accepted: 4, rejected: 6, skipped: 0 },
  why: "60% of its rows are rejected",
  heldAt: "2026-11-22T10:05:00.000Z",
  decision: "open",
  decidedAt: null,
  decidedBy: null,
  because: null,
  ...differs,
});
