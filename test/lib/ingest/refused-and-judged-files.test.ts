import { describe, expect, test } from "vitest";
import * as z from "zod";
import { datasetSchema } from "../../../lib/core/dataset.ts";
import type { Receipt } from "../../../lib/ingest/contract.ts";
import { datasetPlans } from "../../../lib/ingest/dataset-plans.ts";
import { wantedHeaders } from "../../../lib/ingest/plan-layout.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { type IngestBench, aWorkspace, mapOf, receiptOf } from "../../builders/ingest-bench.ts";
import { type Fixture, bytesOf, ingestFixtures, textsIn } from "../../builders/ingest-fixtures.ts";
import { quickIngest } from "../../builders/quick-ingest.ts";

const benchFor = quickIngest();

const expectedSchema = z.record(z.string(), z.unknown());
const allExpectedSchema = z.union([
  z.array(expectedSchema),
  expectedSchema.transform((one) => [one]),
]);

const datasetOf = ({ name }: Fixture) => datasetSchema.safeParse(name.split("/")[0]).data;

function folderOf(fixture: Fixture): Folder {
  const dataset = datasetOf(fixture);
  const { map } = fixture;
  return dataset === undefined || map === undefined ? {} : mapOf(dataset, map);
}

/** Every row is in one of three heaps, each heap has its reasons, and a rejected row is told what was expected. */
function checkAccounts(receipt: Receipt, skipReasons: readonly string[]): void {
  const { accepted, rejected, skipped, rows, reasons, lines, expected } = receipt;
  const sum = (codes: readonly string[]) =>
    codes.reduce((so, code) => so + (reasons[code] ?? 0), 0);
  const rejecting = Object.keys(reasons).filter((code) => !skipReasons.includes(code));
  expect(accepted + rejected + skipped).toBe(receipt.status === "accepted" ? rows : 0);
  expect(sum(rejecting)).toBe(rejected);
  expect(sum(Object.keys(reasons))).toBe(rejected + skipped);
  expect(Object.keys(expected).toSorted()).toEqual(rejecting.toSorted());
  expect(Object.keys(lines).toSorted()).toEqual(Object.keys(reasons).toSorted());
  expect(receipt.quarantine.length > 0).toBe(rejected > 0);
}

/** What ingest tells and keeps of a file but for its rows, without the file's own name. */
function toldBy(bench: IngestBench, receipts: readonly Receipt[], { name }: Fixture): string {
  const { files, manifests, heldFiles, progress, lake } = bench;
  const records = [files, manifests, heldFiles, progress].map(({ contents }) => [...contents]);
  const documents = [...lake.contents].filter(([key]) => key.endsWith(".json"));
  const texts = documents.map(([, body]) => body.toString());
  return [JSON.stringify([receipts, records]), ...texts].join("\n").replaceAll(name, "");
}

/** What receipts say of themselves, and some files hold as well. */
const ours = new Set(["sep=", "sale", "null", "customer", "version", "1 234"]);

/** The cells of a file that are long enough to tell something, but for the names that its map asks for. */
async function cellsOf(file: string, wanted: ReadonlySet<string>): Promise<readonly string[]> {
  const text = await textsIn(file);
  const cells = text.split(/[,;|~:"'{}[\]\s\0]+/).concat(text.split(/[,;|~:"{}[\]\t\r\n\0]+/));
  return [...new Set(cells.map((cell) => cell.trim()))].filter(
    (cell) => cell.length > 3 && !wanted.has(cell.toLowerCase()) && !ours.has(cell),
  );
}

/** What the map of a fixture's dataset says. */
function mapFor(fixture: Fixture) {
  const dataset = datasetOf(fixture);
  if (dataset === undefined) return { skipReasons: [], wanted: new Set<string>() };
  const map = aWorkspace(folderOf(fixture)).datasets[dataset];
  return {
    skipReasons: map.skip.map(({ because }) => because),
    wanted: wantedHeaders(map, datasetPlans[dataset]),
  };
}

/** Each file is a fixture, its name the test's, what its receipt must say beside it. */
describe("files as they come", () => {
  test.each(ingestFixtures().map((fixture) => [fixture.name, fixture] as const))(
    "%s",
    async (_name, fixture) => {
      const { skipReasons, wanted } = mapFor(fixture);
      const bench = benchFor(folderOf(fixture));
      const receipts: Receipt[] = [];
      for (const file of fixture.files) {
        receipts.push(await receiptOf(bench.ports, bench.drop(file, bytesOf(file))));
      }

      const expected = allExpectedSchema.parse(fixture.expected);
      expect(receipts).toMatchObject(expected);
      expect(receipts.map(({ reasons }) => reasons)).toEqual(
        expected.map(({ reasons }) => reasons),
      );
      for (const receipt of receipts) checkAccounts(receipt, skipReasons);
      const counting = receipts.filter(({ status }) => status === "accepted").length;
      const versions = [...bench.manifests.contents.values()].map(({ value }) => value.version);
      expect(versions).toEqual(counting === 0 ? [] : [counting]);
      expect(bench.open.size).toBe(0);

      const told = toldBy(bench, receipts, fixture);
      for (const file of fixture.files) {
        const cells = await cellsOf(file, wanted);
        expect(cells.filter((cell) => told.includes(cell))).toEqual([]);
      }
    },
  );
});
