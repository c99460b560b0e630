import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod";
import type {
  GenerationPointer,
  Lease,
  RunRecord,
  StartedRun,
  Summary,
  WorkspacePointer,
} from "../../../lib/compute/contract.ts";
import { definitionsKey, generationKeys } from "../../../lib/compute/contract.ts";
import { beginRun } from "../../../lib/compute/begin-run.ts";
import { computeGeneration } from "../../../lib/compute/compute-generation.ts";
import { finishRun } from "../../../lib/compute/finish-run.ts";
import type { ComputePorts, RunPorts } from "../../../lib/compute/ports.ts";
import { datasetSchema } from "../../../lib/core/dataset.ts";
import type { Dataset } from "../../../lib/core/dataset.ts";
import { fileIdSchema, memberIdSchema } from "../../../lib/core/ids.ts";
import type { MemberId, RunId } from "../../../lib/core/ids.ts";
import { datasetKey, manifestKey, partsOf } from "../../../lib/ingest/contract.ts";
import { attributeTypes, datasetColumns } from "../../../lib/ingest/contract-columns.ts";
import type { ManifestEntry, ManifestPointer } from "../../../lib/ingest/contract.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

type Row = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

/** A test's customers are called by a letter or two; ids have 22 characters. */
export const memberOf = (name: string): MemberId => memberIdSchema.parse(name.padEnd(22, "-"));

/** Destinations that a test's segments may name. */
const destinations = `
meta-main: { platform: meta, ad-account: "1", secret: meta-main }
google-main: { platform: google-data-manager, operating-account: "2", secret: google-main }
`;

/** A folder with a Finnish workspace; a test names only its segments, and what differs. */
export const aFolder = (
  segments: Readonly<Record<string, string>>,
  differs: Folder = {},
): Folder => ({
  "workspace.yaml":
    "name: Test\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n",
  "destinations.yaml": destinations,
  ...Object.fromEntries(
    Object.entries(segments).map(([id, who]) => [
      `segments/${id}.yaml`,
      who.includes("who:") ? who : `name: ${id}\nwho: ${who}\n`,
    ]),
  ),
  ...differs,
});

const literal = (of: Row[string]): string => {
  if (of === null) return "NULL";
  if (Array.isArray(of)) return `[${of.map((one) => `'${one}'`).join(", ")}]`;
  return typeof of === "string" ? `'${of.replaceAll("'", "''")}'` : String(of);
};

async function inDuckDb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function inFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "company-"));
  try {
    return await work(path.join(folder, "rows.parquet"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a query gives, as a Parquet file. */
export const toParquet = (sql: string, file: string): Promise<void> =>
  inDuckDb(async (connection) => {
    await connection.run(`COPY (${sql}) TO '${file}' (FORMAT parquet)`);
  });

/** Writes rows as ingest would: all columns of the contract, what a row does not say is null. */
async function writeParquet(
  file: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.entries(columns);
  const lines = rows.map(
    (row) =>
      `SELECT ${names.map(([name, type]) => `CAST(${literal(row[name] ?? null)} AS ${type}) AS "${name}"`).join(", ")}`,
  );
  await toParquet(lines.join("\nUNION ALL\n"), file);
}

/** What people do, dated by days; money in cents. */
export type Dropped = Partial<Readonly<Record<Dataset, readonly Row[]>>>;

/** How files are dropped: in several parts, or knowing people by e-mail. */
export interface HowDropped {
  readonly parts?: number;
  readonly byEmail?: boolean;
}

const memberRows = z.array(z.object({ segment: z.string(), memberId: z.string() }));

/** A company: its folder, its files, its runs, in memory and a temporary folder. */
export function aCompany(folder: Folder, { threads = 2 } = {}) {
  const lake = memoryObjects();
  const workspacePointer = memoryRecords<WorkspacePointer>();
  const generationPointer = memoryRecords<GenerationPointer>();
  const manifests = memoryRecords<ManifestPointer>();
  const leases = memoryRecords<Lease>();
  const runs = memoryRecords<RunRecord>();
  const known: StartedRun["audiences"][number][] = [];
  const gone: MemberId[] = [];
  const clock = { at: new Date("2026-11-24T03:00:00Z") };
  const ports: RunPorts & ComputePorts = {
    lake,
    leases,
    runs,
    workspacePointer,
    generationPointer,
    manifests,
    readDefinitions,
    knownAudiences: async () => known,
    tombstones: async () => gone,
    withBench: withBench(threads),
    clock: () => clock.at,
  };
  const files: Partial<Record<Dataset, ManifestEntry[]>> = {};

  const publish = async (next: Folder, hash = `hash-${JSON.stringify(next).length}`) => {
    await lake.writeJson(definitionsKey(hash), { files: next });
    const version = (await workspacePointer.read("workspace"))?.version ?? 0;
    await workspacePointer.write(
      "workspace",
      { hash, publishedAt: clock.at.toISOString() },
      version,
    );
  };

  const addFile = async (
    dataset: Dataset,
    put: (file: string, part: number) => Promise<void>,
    { parts = 1, byEmail = false }: HowDropped = {},
  ) => {
    const entries = files[dataset] ?? [];
    const id = fileIdSchema.parse(
      `${datasetSchema.options.indexOf(dataset)}${String(entries.length).padStart(15, "0")}`,
    );
    for (const [part, name] of partsOf({ id, parts }).entries()) {
      await inFile(async (file) => {
        await put(file, part);
        await lake.upload(file, datasetKey(dataset, name));
      });
    }
    entries.push({
      id,
      file: `${dataset}/${id}`,
      order: `2026-11-${String(entries.length + 1).padStart(2, "0")}`,
      receivedAt: "2026-11-01T00:00:00Z",
      contentHash: id,
      mapHash: "",
      rows: 1,
      parts,
      full: false,
      consents: false,
      people: byEmail,
    });
    files[dataset] = entries;
    const version = ((await manifests.read(dataset))?.value.version ?? 0) + 1;
    await lake.writeJson(manifestKey(dataset, version), { dataset, version, files: entries });
    await manifests.write(dataset, { version }, version - 1);
  };

  /** One file of each dataset that is given, its rows evenly in as many parts as asked. */
  const drop = async (dropped: Dropped, how: HowDropped = {}) => {
    const { definitions } = readDefinitions(folder);
    for (const dataset of datasetSchema.options) {
      const rows = dropped[dataset]?.map(filled).map(onLine);
      if (rows === undefined) continue;
      const attributes = Object.entries(definitions?.workspace.datasets[dataset].attributes ?? {});
      const columns = {
        ...datasetColumns[dataset],
        ...Object.fromEntries(attributes.map(([name, { type }]) => [name, attributeTypes[type]])),
      };
      const each = Math.ceil(rows.length / (how.parts ?? 1));
      await addFile(
        dataset,
        (file, part) => writeParquet(file, columns, rows.slice(part * each, (part + 1) * each)),
        how,
      );
    }
  };

  const run = async (now: string): Promise<Summary> => {
    const started = await beginRun(ports)({ now, trigger: "asked" });
    const summary = await computeGeneration(ports)({ run: started.run });
    await finishRun(ports)({ run: started.run, outcome: "finished" });
    return summary;
  };

  /** Counts later runs against this one, as publishing would. */
  const settle = async (id: RunId) => {
    const found = await generationPointer.read("generation");
    if (found === undefined) throw new Error("nothing was run");
    await generationPointer.write("generation", { ...found.value, published: id }, found.version);
  };

  const read = (
    id: RunId,
    name: "memberships" | "marks" | "aliases" | "merged" | "values" | "changes" | "verdicts",
  ) =>
    inFile(async (file) => {
      await lake.download(generationKeys(id)[name], file);
      return inDuckDb(async (connection) => {
        const reader = await connection.runAndReadAll(
          `SELECT * REPLACE (rtrim(memberId, '-') AS memberId) FROM '${file}'`,
        );
        return reader.getRowObjectsJson();
      });
    });

  /** Members of a segment by their names, in order. */
  const membersOf = async (id: RunId, segment: string) =>
    memberRows
      .parse(await read(id, "memberships"))
      .filter((row) => row.segment === segment)
      .map(({ memberId }) => memberId);

  return { ports, lake, clock, known, gone, publish, addFile, drop, run, settle, read, membersOf };
}

/** The line of its file: the header is the first. */
const onLine = (row: Row, at: number): Row => ({ line: at + 2, ...row });

/** A day as the whole of what most tests say of an order. */
function filled(row: Row): Row {
  const on = row["ordered_on"];
  const joined = row["joined_on"];
  const emails = row["email_ids"];
  return {
    ...(typeof on === "string"
      ? { ordered_at: `${on} 10:00:00`, kind: "sale", amount_cents: 1000 }
      : {}),
    ...(typeof joined === "string" ? { joined_at: `${joined} 10:00:00` } : {}),
    ...row,
    ...("memberId" in row ? { memberId: memberOf(String(row["memberId"])) } : {}),
    ...(Array.isArray(emails) ? { email_ids: emails.map(String).map(memberOf) } : {}),
  };
}
