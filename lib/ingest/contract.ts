import * as z from "zod";
import { datasetSchema } from "../core/dataset.ts";
import { fileIdSchema } from "../core/ids.ts";
import type { Objects } from "../core/stores.ts";
import type { SqlType } from "../sql/expression.ts";

/** What ingest hands on: receipts, manifests, and the Parquet columns of each dataset. */

const fileStatusSchema = z.enum(["accepted", "rejected", "held", "duplicate"]);

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
  /** Stable code → rows. */
  reasons: z.record(z.string(), z.int()),
  /** Stable code → the first lines it was found on. */
  lines: z.record(z.string(), z.array(z.int())),
  /** Column of ours → share of accepted rows that have it, 0–1. */
  completeness: z.record(z.string(), z.number()),
  /** Identifiers that were filled but unusable, by kind → rows. */
  unusable: z.record(z.string(), z.int()),
  quarantine: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  seconds: z.number(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Control record `file/<id>`: one per version of an inbox object, for lists of files. The receipt has the rest. */
export const fileRecordSchema = receiptSchema.pick({
  file: true,
  id: true,
  dataset: true,
  status: true,
  problem: true,
  rows: true,
  accepted: true,
  rejected: true,
  skipped: true,
  receivedAt: true,
});
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
});
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;

/** The accepted files of a dataset, immutable at `manifests/<dataset>/<version>.json`. */
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
export const quarantineKey = (file: string): string => `quarantine/${file}`;

/** Where things lie in the lake. */
export const receiptPrefix = "receipts/";
export const receiptKey = (file: string): string => `${receiptPrefix}${file}.json`;
export const datasetKey = (dataset: string, file: string): string =>
  `datasets/${dataset}/${file}.parquet`;
export const manifestKey = (dataset: string, version: number): string =>
  `manifests/${dataset}/${version}.json`;
/** The files that count by one version of a dataset's manifest; none by version 0. Throws when the lake has lost it. */
export async function readManifestFiles(
  lake: Pick<Objects, "readJson">,
  dataset: string,
  version: number,
): Promise<readonly ManifestEntry[]> {
  if (version === 0) return [];
  const manifest = await lake.readJson(manifestKey(dataset, version), manifestSchema);
  if (manifest === undefined)
    throw new Error(`manifest ${version} of ${dataset} is gone from the lake`);
  return manifest.files;
}
/** Hashes of the people of one customers file. */
export const peopleKey = (file: string): string => `identities/people/${file}.parquet`;
/** memberId → customer_id, of one file of any dataset. */
export const customerIdsKey = (file: string): string => `identities/customers/${file}.parquet`;

/**
 * The columns of accepted rows. `line` is the row's line in its file. Times are UTC, days are in the
 * workspace's zone, money is cents of the workspace's currency. Attributes follow under their own names.
 */
export const datasetColumns = {
  customers: {
    memberId: "VARCHAR",
    line: "BIGINT",
    updated_at: "TIMESTAMP",
    postal_code: "VARCHAR",
    city: "VARCHAR",
    region: "VARCHAR",
    country: "VARCHAR",
    birth_date: "DATE",
    gender: "VARCHAR",
    language: "VARCHAR",
    interests: "VARCHAR[]",
    values: "VARCHAR[]",
    occupation: "VARCHAR",
    industry: "VARCHAR",
    education: "VARCHAR",
    household_id: "VARCHAR",
    joined_at: "TIMESTAMP",
    /** joined_at's day in the workspace's zone. */
    joined_on: "DATE",
    /** Whether the row had one; what it was is not known past the door. */
    has_email: "BOOLEAN",
    has_phone: "BOOLEAN",
    has_first_name: "BOOLEAN",
    has_last_name: "BOOLEAN",
    has_street: "BOOLEAN",
    has_device_id: "BOOLEAN",
  },
  orders: {
    memberId: "VARCHAR",
    order_id: "VARCHAR",
    line: "BIGINT",
    ordered_at: "TIMESTAMP",
    /** ordered_at's day in the workspace's zone. */
    ordered_on: "DATE",
    product_id: "VARCHAR",
    product_name: "VARCHAR",
    category: "VARCHAR",
    /** Never negative; `kind` tells sales from returns. Null where the file has none. */
    quantity: "DECIMAL(18,3)",
    amount_cents: "BIGINT",
    /** sale | return */
    kind: "VARCHAR",
    channel: "VARCHAR",
  },
  consents: {
    memberId: "VARCHAR",
    purpose: "VARCHAR",
    granted: "BOOLEAN",
    at: "TIMESTAMP",
    line: "BIGINT",
    source: "VARCHAR",
    wording: "VARCHAR",
    evidence: "VARCHAR",
  },
} as const satisfies Record<string, Record<string, SqlType>>;

/** Datasets that ingest takes in. */
export type IngestedDataset = keyof typeof datasetColumns;

/** What an attribute's column is in Parquet, by its type in the map. Dates are days in the workspace's zone. */
export const attributeTypes = {
  text: "VARCHAR",
  number: "DECIMAL(38,6)",
  "yes-no": "BOOLEAN",
  date: "DATE",
  list: "VARCHAR[]",
} as const satisfies Record<string, SqlType>;

/** The columns of `identities/customers`. Every member of the file once. */
export const customerIdColumns = { memberId: "VARCHAR", customer_id: "VARCHAR" } as const;

/** The columns of `identities/people`: hashes (and Google's plain country and postal code) of one customer row. */
export const peopleColumns = {
  memberId: "VARCHAR",
  line: "BIGINT",
  updated_at: "TIMESTAMP",
  rules: "INTEGER",
  meta_emails: "VARCHAR[]",
  meta_phones: "VARCHAR[]",
  meta_fn: "VARCHAR",
  meta_ln: "VARCHAR",
  meta_ct: "VARCHAR",
  meta_st: "VARCHAR",
  meta_zip: "VARCHAR",
  meta_country: "VARCHAR",
  meta_doby: "VARCHAR",
  meta_dobm: "VARCHAR",
  meta_dobd: "VARCHAR",
  meta_gen: "VARCHAR",
  meta_madid: "VARCHAR",
  meta_extern_id: "VARCHAR",
  google_emails: "VARCHAR[]",
  google_phones: "VARCHAR[]",
  google_given_name: "VARCHAR",
  google_family_name: "VARCHAR",
  google_region_code: "VARCHAR",
  google_postal_code: "VARCHAR",
} as const satisfies Record<string, SqlType>;
