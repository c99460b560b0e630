import { generationKeys } from "../compute/contract.ts";
import type { RunInputs } from "../compute/contract.ts";
import {
  datasetColumns,
  datasetKey,
  manifestKey,
  manifestSchema,
  peopleColumns,
  peopleKey,
} from "../ingest/contract.ts";
import type { Manifest, ManifestEntry } from "../ingest/contract.ts";
import { column, timestamp, value } from "../sql/expression.ts";
import type { SqlType } from "../sql/expression.ts";
import { newestRow } from "../sql/newest-row.ts";
import { create, createEmpty, parquet, select, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { consentsNow } from "./plan-consent.ts";
import type { Bench } from "../sql/bench.ts";
import type { PushPorts } from "./ports.ts";

/** Brings what eligibility is decided by onto the bench: people, consents as they stand, erasures. */

type Reader = Pick<PushPorts, "lake" | "manifests" | "stops">;

async function manifestOf(
  { lake }: Reader,
  dataset: string,
  version: number,
): Promise<readonly ManifestEntry[]> {
  if (version === 0) return [];
  const found: Manifest | undefined = await lake.readJson(
    manifestKey(dataset, version),
    manifestSchema,
  );
  if (found === undefined)
    throw new Error(`manifest ${version} of ${dataset} is gone from the lake`);
  return found.files;
}

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

const loose = { file_order: "VARCHAR", received_at: "TIMESTAMP" } as const;

/** Table `people`: the newest identifiers of every customer, of the files the run was frozen with. */
export async function loadPeople(ports: Reader, bench: Bench, inputs: RunInputs): Promise<void> {
  const entries = await manifestOf(ports, "customers", inputs.manifests.customers ?? 0);
  const rows = await rowsOf(ports, bench, { entries, key: peopleKey, columns: peopleColumns });
  await bench.engine.run(
    rows === undefined
      ? createEmpty("people", { ...peopleColumns, ...loose })
      : create("people", newestRow(rows, [column("memberId")])),
  );
}

/** Tables `consents` and `consents_now`, of all files that count at this moment. */
export async function loadConsents(ports: Reader, bench: Bench, now: string): Promise<void> {
  const version = (await ports.manifests.read("consents"))?.value.version ?? 0;
  const entries = await manifestOf(ports, "consents", version);
  const columns = datasetColumns.consents;
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
