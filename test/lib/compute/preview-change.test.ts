import { expect, test } from "vitest";
import type { CountingFiles } from "../../../lib/compute/fetch-datasets.ts";
import { previewChange } from "../../../lib/compute/preview-change.ts";
import { publishedDefinitions } from "../../../lib/compute/read-published.ts";
import { readManifest } from "../../../lib/ingest/commit-file.ts";
import { countingFiles } from "../../../lib/ingest/contract.ts";
import { aCompany, aFolder, memberOf } from "./a-company.ts";

const moment = "2026-11-24T01:00:00Z";
const bought = (memberId: string, ordered_on: string) => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
});

/** Two files of orders: the second brings d and e, and shows that b came back. */
async function aShop() {
  const folder = aFolder({
    lately: "{ orders: { within: 90 days } }",
    "long-unseen": "{ all: [{ orders: {} }, { not: { orders: { within: 90 days } } }] }",
  });
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop({ orders: ["a", "b"].map((member) => bought(member, "2026-01-10")) });
  await company.drop({
    orders: [
      bought("b", "2026-11-01"),
      bought("d", "2026-11-02"),
      bought("e", "2026-11-03"),
      bought("f", "2026-01-04"),
    ],
  });
  const hash = (await company.ports.workspacePointer.read("workspace"))?.value.hash ?? "";
  const rulebook = await publishedDefinitions(company.ports, hash);
  const all: CountingFiles = async (dataset) =>
    countingFiles((await readManifest(company.ports, dataset)).manifest.files);
  const without =
    (at: number): CountingFiles =>
    async (dataset) =>
      (await all(dataset)).filter((_, position) => dataset !== "orders" || position !== at);
  const preview = (before: CountingFiles, after: CountingFiles) =>
    previewChange(company.ports)({ rulebook, moment, before, after });
  return { company, all, without, preview };
}

test("who would enter and leave without a file is counted for each segment, with examples", async () => {
  const { all, without, preview } = await aShop();
  expect(await preview(all, without(1))).toEqual([
    {
      id: "lately",
      name: "lately",
      before: 3,
      after: 0,
      entering: 0,
      leaving: 3,
      examples: { entering: [], leaving: ["b", "d", "e"].map(memberOf) },
    },
    {
      id: "long-unseen",
      name: "long-unseen",
      before: 2,
      after: 2,
      entering: 1,
      leaving: 1,
      examples: { entering: [memberOf("b")], leaving: [memberOf("f")] },
    },
  ]);
});

test("it says what the next run then finds", async () => {
  const { company, all, without, preview } = await aShop();
  const now = await company.run(moment);
  const changes = await preview(all, without(1));
  expect(changes.map(({ id, before }) => [id, before])).toEqual(
    now.segments.map(({ id, size }) => [id, size]),
  );
  const nothing = await preview(all, all);
  expect(nothing.flatMap(({ entering, leaving }) => [entering, leaving])).toEqual([0, 0, 0, 0]);
});

test("of many who move five are shown", async () => {
  const { company, all, without, preview } = await aShop();
  const many = Array.from({ length: 9 }, (_, at) => bought(`m${at}`, "2026-11-05"));
  await company.drop({ orders: many });
  const [lately] = await preview(all, without(2));
  expect(lately).toMatchObject({
    leaving: 9,
    examples: { leaving: many.slice(0, 5).map(({ memberId }) => memberOf(memberId)) },
  });
});

test("nothing is written to the lake, and no pointer moves", async () => {
  const { company, all, without, preview } = await aShop();
  const before = new Map(company.lake.contents);
  const pointers = await company.ports.manifests.list();
  await preview(all, without(1));
  expect(company.lake.contents).toEqual(before);
  expect(await company.ports.manifests.list()).toEqual(pointers);
  expect(await company.ports.runs.list()).toEqual([]);
});
