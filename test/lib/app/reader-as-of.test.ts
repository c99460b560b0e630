import { expect, test } from "vitest";
import { readerAsOf } from "../../../lib/app/reader-as-of.ts";
import { memberIdSchema } from "../../../lib/core/ids.ts";
import { manifestKey } from "../../../lib/ingest/contract.ts";
import { filesNow } from "../../../lib/push/load-rows.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

const entry = (name: string, receivedAt: string, full = false) => ({
  id: name.padStart(16, "0"),
  file: `consents/${name}.csv`,
  order: `${receivedAt} ${name}`,
  receivedAt,
  contentHash: name,
  mapHash: "",
  rows: 1,
  parts: 1,
  full,
  consents: false,
  people: false,
});
const monday = entry("1", "2026-11-23T10:00:00Z");
const tuesday = entry("2", "2026-11-24T10:00:00Z");
const wednesday = entry("3", "2026-11-25T10:00:00Z", true);

/** The run of Monday night saw Monday's file; it was taken back since, and two came. */
async function asOf(until: string) {
  const lake = memoryObjects();
  await lake.writeJson(manifestKey("consents", 1), {
    dataset: "consents",
    version: 1,
    files: [monday],
  });
  await lake.writeJson(manifestKey("consents", 2), {
    dataset: "consents",
    version: 2,
    files: [tuesday, wednesday],
  });
  const stores = {
    lake,
    manifests: memoryRecords({ consents: { version: 2 } }),
    tombstones: memoryRecords({ ["a".repeat(22)]: { at: tuesday.receivedAt } }),
    paused: async () => false,
  };
  return readerAsOf(stores as never, { manifests: { consents: 1 } } as never, until);
}
const filesAsOf = async (until: string) =>
  (await filesNow(await asOf(until), "consents")).map(({ file }) => file);

const erasedAsOf = async (until: string) => (await asOf(until)).stops.erased();

test("files count as they did: those that came later do not, those that were taken back since do", async () => {
  expect(await filesAsOf("2026-11-23T20:00:00Z")).toEqual(["consents/1.csv"]);
  expect(await filesAsOf("2026-11-24T20:00:00Z")).toEqual(["consents/1.csv", "consents/2.csv"]);
});

test("a file that is everything there is stands in for those before it from when it came", async () => {
  expect(await filesAsOf("2026-11-25T20:00:00Z")).toEqual(["consents/3.csv"]);
});

test("nobody was erased who was erased later", async () => {
  expect(await erasedAsOf("2026-11-23T20:00:00Z")).toEqual([]);
  expect(await erasedAsOf("2026-11-24T20:00:00Z")).toEqual([memberIdSchema.parse("a".repeat(22))]);
});
