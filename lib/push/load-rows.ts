import { partsOf, readManifestFiles } from "../ingest/contract.ts";
import { peopleColumns } from "../ingest/contract-columns.ts";
import type { ManifestEntry } from "../ingest/contract.ts";
import type { Dataset } from "../core/dataset.ts";
import type { Bench } from "../sql/bench.ts";
import { call, column, equal, timestamp, value } from "../sql/expression.ts";
import type { Expression, SqlType } from "../sql/expression.ts";
import { parquet, select, table, union } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import type { PushPorts } from "./ports.ts";

/** Brings rows of the lake onto the bench. */

export type Reader = Pick<PushPorts, "lake" | "manifests" | "stops">;

/** Files of the lake that have the same columns. */
export interface Files {
  readonly entries: readonly ManifestEntry[];
  /** Where a part of a file lies. */
  readonly key: (part: string) => string;
  readonly columns: Readonly<Record<string, SqlType>>;
}

/** Of which file a row is, besides its own columns. */
export const fileColumns = { file_order: "VARCHAR", received_at: "TIMESTAMP" } as const;

/** E-mails and phones of somebody, in either platform's form. */
export const contactColumns = {
  memberId: peopleColumns.memberId,
  meta_emails: peopleColumns.meta_emails,
  meta_phones: peopleColumns.meta_phones,
  google_emails: peopleColumns.google_emails,
  google_phones: peopleColumns.google_phones,
} as const;

export const columnsNamed = (names: readonly string[]): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [name, column(name)]));

/** All rows of some files, each with its file's order and time of arrival; undefined when there is no file. */
export async function rowsOf(
  { lake }: Pick<Reader, "lake">,
  bench: Bench,
  { entries, key, columns }: Files,
): Promise<Relation | undefined> {
  const files: Relation[] = [];
  for (const entry of entries) {
    const paths: string[] = [];
    for (const part of partsOf(entry)) {
      const path = bench.path(key(part));
      await lake.download(key(part), path);
      paths.push(path);
    }
    files.push(
      select({
        from: parquet(...paths),
        columns: {
          ...columnsNamed(Object.keys(columns)),
          file_order: value(entry.order),
          received_at: timestamp(entry.receivedAt),
        },
      }),
    );
  }
  return files.length === 0 ? undefined : union(...files);
}

/** The files of a dataset that count at this moment. */
export async function filesNow(
  { lake, manifests }: Reader,
  dataset: Dataset,
): Promise<readonly ManifestEntry[]> {
  const version = (await manifests.read(dataset))?.value.version ?? 0;
  return readManifestFiles(lake, dataset, version);
}

const behind = (kind: "inner" | "left"): Join => ({
  kind,
  relation: table("aliases"),
  as: "alias",
  on: equal(column("alias", "alias"), column("memberId", "row")),
});

const columnsOfRow = (names: readonly string[]): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [name, column(name, "row")]));

/** Rows of people, those known by e-mail under the customer whose address it is (by the table `aliases`). */
export const underCustomers = (rows: Relation, names: readonly string[]): Relation =>
  select({
    note: "people known by e-mail, under the customer behind it",
    from: rows,
    as: "row",
    joins: [behind("left")],
    columns: {
      ...columnsOfRow(names),
      memberId: call("coalesce", column("memberId", "alias"), column("memberId", "row")),
    },
  });

/** Rows of people, those known by e-mail once more under the customer whose address it is. */
export const alsoUnderCustomers = (rows: Relation, names: readonly string[]): Relation =>
  union(
    select({ from: rows, columns: columnsNamed(names) }),
    select({
      note: "people known by e-mail, under the customer behind it",
      from: rows,
      as: "row",
      joins: [behind("inner")],
      columns: { ...columnsOfRow(names), memberId: column("memberId", "alias") },
    }),
  );
