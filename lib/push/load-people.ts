import { generationKeys } from "../compute/contract.ts";
import type { RunInputs } from "../compute/contract.ts";
import {
  datasetColumns,
  datasetKey,
  peopleColumns,
  peopleKey,
  readManifestFiles,
} from "../ingest/contract.ts";
import type { ManifestEntry } from "../ingest/contract.ts";
import { all, column, equal, timestamp, value } from "../sql/expression.ts";
import type { Expression, SqlType } from "../sql/expression.ts";
import { newestRow } from "../sql/newest-row.ts";
import { create, createEmpty, parquet, select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { consentsNow } from "./plan-consent.ts";
import type { Bench } from "../sql/bench.ts";
import type { PushPorts } from "./ports.ts";

/** Brings what eligibility is decided by onto the bench: people, consents as they stand, erasures. */

type Reader = Pick<PushPorts, "lake" | "manifests" | "stops">;

interface Files {
  readonly entries: readonly ManifestEntry[];
  readonly key: (file: string) => string;
  readonly columns: Readonly<Record<string, SqlType>>;
}

/** All rows of a dataset's files, each with its file's order and time of arrival. */
async function rowsOf({ lake }: Reader, bench: Bench, files: Files): Promise<Relation | undefined> {
  const parts: Relation[] = [];
  for (const entry of files.entries) {
    const path = bench.path(files.key(entry.id));
    await lake.download(files.key(entry.id), path);
    parts.push(
      select({
        from: parquet(path),
        columns: {
          ...Object.fromEntries(Object.keys(files.columns).map((name) => [name, column(name)])),
          file_order: value(entry.order),
          received_at: timestamp(entry.receivedAt),
        },
      }),
    );
  }
  return parts.length === 0 ? undefined : union(...parts);
}

/** Which row of which file. */
const placeNames = ["memberId", "file_order", "line"];
const loose = { file_order: "VARCHAR", received_at: "TIMESTAMP" } as const;

const same = (name: string): Expression => equal(column(name, "c"), column(name, "p"));

const onlyThoseOf = (rows: Relation, of: string, by: readonly string[]): Relation =>
  select({
    from: rows,
    as: "p",
    everything: true,
    columns: {},
    joins: [{ kind: "semi", relation: table(of), as: "c", on: all(...by.map(same)) }],
  });

const contactLists = ["meta_emails", "meta_phones", "google_emails", "google_phones"];
const columnsNamed = (names: readonly string[]): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [name, column(name)]));

/**
 * Each customer's newest row, of the files the run was frozen with: gives those of `candidates` as a
 * relation (identifiers are wide, so they stay in their files), and makes the table `contacts`,
 * e-mails and phones of everybody.
 */
export async function loadPeople(
  ports: Reader,
  bench: Bench,
  inputs: RunInputs,
): Promise<Relation> {
  const { engine } = bench;
  const entries = await readManifestFiles(ports.lake, "customers", inputs.manifests.customers ?? 0);
  await engine.run(createEmpty("nobody", { ...peopleColumns, ...loose }));
  const rows =
    (await rowsOf(ports, bench, { entries, key: peopleKey, columns: peopleColumns })) ??
    table("nobody");
  const places = select({ from: rows, columns: columnsNamed([...placeNames, "updated_at"]) });
  const newest = select({
    from: newestRow(places, [column("memberId")]),
    columns: columnsNamed(placeNames),
  });
  await engine.run(create("newest", newest));
  const people = onlyThoseOf(rows, "newest", placeNames);
  const contacts = select({ from: people, columns: columnsNamed(["memberId", ...contactLists]) });
  await engine.run(create("contacts", contacts));
  return onlyThoseOf(people, "candidates", ["memberId"]);
}

/** Tables `consents` and `consents_now`, of all files that count at this moment. */
export async function loadConsents(ports: Reader, bench: Bench, now: string): Promise<void> {
  const version = (await ports.manifests.read("consents"))?.value.version ?? 0;
  const entries = await readManifestFiles(ports.lake, "consents", version);
  const { memberId: member, purpose, granted, at } = datasetColumns.consents;
  const columns = { memberId: member, purpose, granted, at };
  const rows = await rowsOf(ports, bench, {
    entries,
    key: (file) => datasetKey("consents", file),
    columns,
  });
  await bench.engine.run(
    rows === undefined
      ? createEmpty("consents", { ...columns, ...loose })
      : create("consents", rows),
  );
  await bench.engine.run(create("consents_now", consentsNow(now)));
}

/** Table `erased`: members with a tombstone. */
export async function loadErased(ports: Reader, bench: Bench): Promise<void> {
  const erased = await ports.stops.erased();
  await bench.engine.load(
    "erased",
    { memberId: "VARCHAR" },
    erased.map((member) => [member]),
  );
}

/** Tables `memberships` and `marks` of a generation; empty where there is none yet. */
export async function loadGeneration(
  { lake }: Reader,
  bench: Bench,
  run: string | null,
): Promise<void> {
  if (run === null) {
    await bench.engine.run(
      createEmpty("memberships", { segment: "VARCHAR", memberId: "VARCHAR", since: "DATE" }),
    );
    await bench.engine.run(createEmpty("marks", { mark: "VARCHAR", memberId: "VARCHAR" }));
    return;
  }
  const keys = generationKeys(run);
  for (const name of ["memberships", "marks"] as const) {
    const path = bench.path(keys[name]);
    await lake.download(keys[name], path);
    await bench.engine.run(create(name, parquet(path)));
  }
}
