import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateShop } from "../../../lib/cli/demo/generate-shop.ts";
import type { Night } from "../../../lib/cli/demo/generate-shop.ts";
import { readFolder } from "../../../lib/cli/read-folder.ts";
import { beginRun } from "../../../lib/compute/begin-run.ts";
import { computeGeneration } from "../../../lib/compute/compute-generation.ts";
import { definitionsKey } from "../../../lib/compute/contract.ts";
import type {
  GenerationPointer,
  Lease,
  RunRecord,
  Summary,
  WorkspacePointer,
} from "../../../lib/compute/contract.ts";
import { finishRun } from "../../../lib/compute/finish-run.ts";
import type { Receipt } from "../../../lib/ingest/contract.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import { starterWorkspace } from "../../../lib/starter/starter-workspace.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

const read = async () => {
  const folder = await readFolder(starterWorkspace);
  const { definitions, problems } = readDefinitions(folder);
  return { folder, definitions, problems };
};

test("the starter workspace has no errors and no warnings", async () => {
  const { definitions, problems } = await read();
  expect(problems).toEqual([]);
  expect(definitions?.segments).toHaveLength(7);
});

test("every segment has a name in each language of the workspace, a why and an owner", async () => {
  const { definitions } = await read();
  const languages = [...(definitions?.workspace.settings.languages ?? [])].toSorted();
  for (const { names, why, owner } of definitions?.segments ?? []) {
    expect(Object.keys(names).toSorted()).toEqual(languages);
    expect(why).toMatch(/\w/);
    expect(owner).toBe("crm@example.com");
  }
});

test("its audiences go through all three platforms", async () => {
  const { definitions } = await read();
  const used = new Set(
    definitions?.segments.flatMap(({ to }) => to.map(({ destination }) => String(destination))),
  );
  expect(definitions?.workspace.destinations.map(({ id, platform }) => [id, platform])).toEqual([
    ["meta-main", "meta"],
    ["google-main", "google-data-manager"],
    ["google-old", "google-ads"],
  ]);
  expect([...used].toSorted()).toEqual(["google-main", "google-old", "meta-main"]);
});

/** One night after the other: the files, then the segments. */
async function run(nights: readonly Night[]) {
  const { folder, definitions } = await read();
  const bench = ingestBench(definitions?.workspace);
  const clock = { at: new Date(0) };
  const workspacePointer = memoryRecords<WorkspacePointer>();
  const ports = {
    lake: bench.lake,
    manifests: bench.manifests,
    workspacePointer,
    generationPointer: memoryRecords<GenerationPointer>(),
    leases: memoryRecords<Lease>(),
    runs: memoryRecords<RunRecord>(),
    readDefinitions,
    knownAudiences: async () => [],
    tombstones: async () => [],
    withBench: withBench(),
    clock: () => clock.at,
  };
  await bench.lake.writeJson(definitionsKey("starter"), { files: folder });
  await workspacePointer.write(
    "workspace",
    { hash: "starter", publishedAt: clock.at.toISOString() },
    0,
  );
  const receipts: Receipt[] = [];
  const summaries: Summary[] = [];
  for (const night of nights) {
    clock.at = new Date(night.date);
    for (const dataset of ["customers", "orders", "consents"]) {
      for (const name of filesIn(path.join(night.folder, dataset))) {
        const dropped = bench.drop(`${dataset}/${name}`, {
          path: path.join(night.folder, dataset, name),
        });
        receipts.push(await receiptOf(bench.ports, dropped));
      }
    }
    const begun = await beginRun(ports)({ now: night.date, trigger: "asked" });
    summaries.push(await computeGeneration(ports)({ run: begun.run }));
    await finishRun(ports)({ run: begun.run, outcome: "finished" });
  }
  return { receipts, summaries };
}

const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
};

describe("with the made-up shop's three nights", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "starter-"));
  let receipts: readonly Receipt[] = [];
  let sizes: readonly Readonly<Record<string, number>>[] = [];
  beforeAll(async () => {
    const nights = await generateShop({ customers: 1000, folder, now: "2026-11-23T01:00:00Z" });
    const found = await run(nights);
    receipts = found.receipts;
    sizes = found.summaries.map(({ segments }) =>
      Object.fromEntries(segments.map(({ id, size }) => [id, size])),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("every file counts, and no row is lost", () => {
    expect(receipts.map(({ status }) => status)).toEqual(receipts.map(() => "accepted"));
    expect(receipts).toHaveLength(9);
    for (const { rows, accepted, rejected, skipped } of receipts)
      expect(accepted + rejected + skipped).toBe(rows);
  });

  test("some rows are rejected for each reason that a shop knows, but never so many that a file is odd", () => {
    const reasons = new Set(receipts.flatMap((receipt) => Object.keys(receipt.reasons)));
    expect([...reasons]).toEqual(
      expect.arrayContaining([
        "customer_id-missing",
        "ordered_at-unreadable",
        "currency-unknown",
        "delivery fee",
      ]),
    );
    for (const { rows, rejected } of receipts) expect(rejected / (rows ?? 1)).toBeLessThan(0.04);
  });

  test("every segment has somebody on the first night", () => {
    expect(Object.entries(sizes[0] ?? {}).filter(([, size]) => size === 0)).toEqual([]);
  });

  test("on the second night no audience's segment moves past its guard", () => {
    for (const [id, size] of Object.entries(sizes[1] ?? {})) {
      if (id === "just-bought") continue;
      const before = sizes[0]?.[id] ?? 0;
      expect(size / before).toBeGreaterThan(0.9);
      expect(size / before).toBeLessThan(1.1);
    }
  });

  test("on the third night homes with a cat shrink by more than half, past their guard, and nobody else does", () => {
    const change = (id: string) => (sizes[2]?.[id] ?? 0) / (sizes[1]?.[id] ?? 0);
    const shrunk = Object.keys(sizes[2] ?? {}).filter((id) => change(id) < 0.9);
    expect(shrunk).toEqual(["cat-homes"]);
    expect(change("cat-homes")).toBeLessThan(0.4);
  });
});
