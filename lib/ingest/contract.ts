import * as z from "zod";
import { datasetSchema } from "../core/dataset.ts";
import { fileIdSchema } from "../core/ids.ts";
import type { Objects } from "../core/stores.ts";

/** What ingest hands on: receipts, manifests, and the Parquet columns of each dataset. */

const fileStatusSchema = z.enum(["accepted", "rejected", "held", "duplicate"]);

/**
 * What a file changed. Its accepted rows are new (their key was not known), changed, unchanged, or
 * older than a row of the same key; lines of one order share their order's verdict.
 */
const changesSchema = z.object({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  older: z.int(),
  /** Keys that counted before and are not in a file that is everything there is. */
  gone: z.int(),
  /** Orders that came back with fewer lines. */
  shorter: z.int(),
});
export type Changes = z.infer<typeof changesSchema>;

/** What became of one file: every row accounted for. Kept as JSON in `receipts/`, never holds a personal value. */
export const receiptSchema = z.object({
  file: z.string(),
  id: fileIdSchema,
  dataset: datasetSchema.nullable(),
  status: fileStatusSchema,
  /** Why the file as a whole was not used. */
  problem: z.string().nullable(),
  /** Null where the rows could not be counted. accepted + rejected + skipped = rows when accepted, else 0. */
  rows: z.int().nullable(),
  accepted: z.int(),
  rejected: z.int(),
  skipped: z.int(),
  /** Stable code → rows, of a held file too. */
  reasons: z.record(z.string(), z.int()),
  /** Stable code → the first lines it was found on. */
  lines: z.record(z.string(), z.array(z.int())),
  /** Stable code of a rejected row → the file's column it is about, and what is expected there. */
  expected: z.record(z.string(), z.string()),
  /** Column of ours → share of accepted rows that have it, 0–1. */
  completeness: z.record(z.string(), z.number()),
  /** Cells that were filled with something that is not kept, by column → rows. */
  unusable: z.record(z.string(), z.int()),
  /** Identifiers of customers by kind: rows that have one, and those of them that each platform can use. */
  identifiers: z.record(z.string(), z.object({ filled: z.int(), meta: z.int(), google: z.int() })),
  /** Accepted rows against the data before; null for files that do not count. */
  changes: changesSchema.nullable(),
  /** Why somebody should look at a file that counts all the same. */
  alarm: z.string().nullable(),
  /** Where the rejected rows are kept; several for a file that was taken in as several parts. */
  quarantine: z.array(z.string()),
  receivedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  seconds: z.number(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/**
 * Control record `file/<id>`: one per version of an inbox object, for lists of files. The receipt has
 * the rest. Its status goes on where the receipt's ends: held files are decided on, accepted ones
 * may be taken back.
 */
export const fileRecordSchema = receiptSchema
  .pick({
    file: true,
    id: true,
    dataset: true,
    problem: true,
    rows: true,
    accepted: true,
    rejected: true,
    skipped: true,
    receivedAt: true,
  })
  .extend({ status: z.enum([...fileStatusSchema.options, "taken-back"]) });
export type FileRecord = z.infer<typeof fileRecordSchema>;

/** A file that counts. `order` sorts files by age: upload time, then key. */
export const manifestEntrySchema = z.object({
  id: fileIdSchema,
  file: z.string(),
  order: z.string(),
  receivedAt: z.iso.datetime(),
  contentHash: z.string(),
  mapHash: z.string(),
  rows: z.int(),
  /** How many Parquet files its rows are in. */
  parts: z.int().min(1),
  /** It is everything there is: files older than it do not count. */
  full: z.boolean(),
  /** Its rows carry consents in columns, kept under `customerConsentsKey`. */
  consents: z.boolean(),
  /** It knows people by their e-mail addresses: their identities lie under `peopleKey`, as customers' always do. */
  people: z.boolean(),
});
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;

/** The names of an entry's parts, for the keys below: the file's id, then `<id>-2` and so on. */
export const partName = (id: string, part: number): string => (part === 1 ? id : `${id}-${part}`);
export const partsOf = ({ id, parts }: Pick<ManifestEntry, "id" | "parts">): readonly string[] =>
  Array.from({ length: parts }, (_, at) => partName(id, at + 1));

/** Control record `held-file/<id>`: a file too odd to count before somebody looked at it. */
export const heldFileSchema = z.object({
  dataset: datasetSchema,
  /** What the manifest gets when it is approved; its rows lie in the lake already. */
  entry: manifestEntrySchema,
  /** How its rows were judged: what its list entry says once it is approved. */
  counts: receiptSchema.pick({ accepted: true, rejected: true, skipped: true }),
  /** Why it is held. */
  why: z.string(),
  heldAt: z.iso.datetime(),
  decision: z.enum(["open", "approved", "rejected"]),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  because: z.string().nullable(),
});
export type HeldFile = z.infer<typeof heldFileSchema>;

/** Control record `tombstone/<memberId>`: somebody who asked to be erased, and since when we know. */
export const tombstoneSchema = z.object({ at: z.iso.datetime() });
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** The accepted files of a dataset, oldest first, immutable at `manifests/<dataset>/<version>.json`. */
export const manifestSchema = z.object({
  dataset: datasetSchema,
  version: z.int(),
  files: z.array(manifestEntrySchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Control record `manifest/<dataset>`: which manifest is the newest. */
export const manifestPointerSchema = z.object({ version: z.int() });
export type ManifestPointer = z.infer<typeof manifestPointerSchema>;

/** Where files arrive in the inbox bucket, and where their rejected rows are kept beside them. */
export const inboxPrefix = "inbox/";
/** `orders/spring.csv.gz` and part `0123…` as `quarantine/orders/spring-0123….csv.gz`: no version of a file hides another's rows. */
export const quarantineKey = (file: string, part: string): string =>
  `quarantine/${file.replace(/(?=(\.[a-z]+){1,2}$)/i, `-${part}`)}`;

/** Where things lie in the lake. */
export const receiptPrefix = "receipts/";
export const receiptKey = (file: string): string => `${receiptPrefix}${file}.json`;
export const datasetKey = (dataset: string, file: string): string =>
  `datasets/${dataset}/${file}.parquet`;
export const manifestKey = (dataset: string, version: number): string =>
  `manifests/${dataset}/${version}.json`;
/** Without the files that a later one, which is everything there is, stands in for. */
export const countingFiles = (files: readonly ManifestEntry[]): readonly ManifestEntry[] =>
  files.slice(
    Math.max(
      0,
      files.findLastIndex(({ full }) => full),
    ),
  );

/** The files that count by one version of a dataset's manifest, oldest first; none by version 0. Throws when the lake has lost it. */
export async function readManifestFiles(
  lake: Pick<Objects, "readJson">,
  dataset: string,
  version: number,
): Promise<readonly ManifestEntry[]> {
  if (version === 0) return [];
  const manifest = await lake.readJson(manifestKey(dataset, version), manifestSchema);
  if (manifest === undefined)
    throw new Error(`manifest ${version} of ${dataset} is gone from the lake`);
  return countingFiles(manifest.files);
}
/** Consents that stand in columns of a customers file, as rows of consents. */
export const customerConsentsKey = (file: string): string =>
  `datasets/customer-consents/${file}.parquet`;
/** What later files are compared with: `fingerprintColumns`. */
export const fingerprintsKey = (dataset: string, file: string): string =>
  `identities/fingerprints/${dataset}/${file}.parquet`;
/** Hashes of the people of one file: of customers, or of those whom any other file knows by e-mail. */
export const peopleKey = (file: string): string => `identities/people/${file}.parquet`;
/** memberId → customer_id, of one file of any dataset. */
export const customerIdsKey = (file: string): string => `identities/customers/${file}.parquet`;
