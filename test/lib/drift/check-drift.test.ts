import { expect, test } from "vitest";
import { generationKeys } from "../../../lib/compute/contract.ts";
import type { GenerationPointer, RunInputs } from "../../../lib/compute/contract.ts";
import { runIdSchema } from "../../../lib/core/ids.ts";
import { checkDrift } from "../../../lib/drift/check-drift.ts";
import { driftKey, findingsSchema } from "../../../lib/drift/contract.ts";
import type { Match } from "../../../lib/drift/contract.ts";
import { manifestKey } from "../../../lib/ingest/contract.ts";
import type { Audience } from "../../../lib/push/contract.ts";
import { castOrNull, column } from "../../../lib/sql/expression.ts";
import { select, table, write } from "../../../lib/sql/relation.ts";
import { anAudience } from "../../builders/audiences.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { memberId, memberships, memoryMembers } from "../../builders/members-bench.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { memoryRecords } from "../../builders/memory-records.ts";
import { aSegment, shopDefinitions } from "../../builders/shop-definitions.ts";

const run = runIdSchema.parse("r-now");
const since = "2026-11-24";

type Row = readonly [member: string, segment: string, since: string];
const computed: readonly Row[] = [
  ["ax", "loyal", since],
  ["ax", "champions", "2026-10-01"],
  ["ay", "loyal", since],
  ["bx", "loyal", since],
];

/** A lake with a generation, and a table that agrees with it. */
async function world(pointer: Partial<GenerationPointer> = {}) {
  const lake = memoryObjects();
  await withBench()(async ({ engine, path }) => {
    const columns = { segment: "VARCHAR", memberId: "VARCHAR", since: "VARCHAR" } as const;
    await engine.load(
      "rows",
      columns,
      computed.map(([member, segment, day]) => [segment, memberId(member), day]),
    );
    const typed = select({
      from: table("rows"),
      columns: {
        segment: column("segment"),
        memberId: column("memberId"),
        since: castOrNull(column("since"), "DATE"),
      },
    });
    await engine.run(write(typed, path("memberships")));
    await lake.upload(path("memberships"), generationKeys(run).memberships);
  });
  const members = memoryMembers();
  await members.put([
    {
      memberId: memberId("ax"),
      gen: 3,
      segments: memberships({ champions: "2026-10-01", loyal: since }),
    },
    { memberId: memberId("ay"), gen: 2, segments: memberships({ loyal: since }) },
    { memberId: memberId("bx"), gen: 3, segments: memberships({ loyal: since }) },
    { memberId: memberId("gone"), gen: 3, segments: {} },
  ]);
  const matches = memoryRecords<Match>();
  const ports = {
    lake,
    members,
    generation: memoryRecords<GenerationPointer>({
      generation: { generation: 3, published: run, unfinished: [], ...pointer },
    }),
    audiences: memoryRecords<Audience>({ a: anAudience() }),
    matches,
    definitionsOf: async () => ({
      definitions: shopDefinitions([aSegment("loyal")]),
      inputs: { now: "2026-11-24T01:00:00.000Z", manifests: {} } as unknown as RunInputs,
    }),
    paused: async () => false,
    withBench: withBench(),
  };
  return { ports, lake, members, matches };
}

test("a night on which everything agrees has no finding, and its checks are kept", async () => {
  const { ports, lake, matches } = await world();
  const findings = await checkDrift(ports)({ run });
  expect(findings.map(({ check, status }) => [check, status])).toEqual([
    ["store", "ok"],
    ["ledger", "ok"],
    ["platform", "ok"],
  ]);
  expect(findings[0]?.detail).toBe(
    "The table holds 4 memberships of 3 customers, exactly as run r-now computed.",
  );
  expect(findingsSchema.parse(JSON.parse(lake.text(driftKey(run))))).toEqual(findings);
  expect(matches.contents.get("loyal@meta-main")?.value).toEqual({
    run,
    share: 0.65,
    before: null,
  });
});

test("a table that differs says for how many customers, in how many shards", async () => {
  const { ports, members } = await world();
  await members.put([
    { memberId: memberId("ax"), gen: 4, segments: memberships({ loyal: since }) },
    { memberId: memberId("ay"), gen: 4, segments: memberships({ loyal: "2026-11-01" }) },
    { memberId: memberId("stray"), gen: 4, segments: memberships({ loyal: since }) },
  ]);
  const [store] = await checkDrift(ports)({ run });
  expect(store).toMatchObject({ check: "store", status: "finding" });
  expect(store?.detail).toContain("for 3 customers, in 2 of 64 shards");
});

test("a publication that was not finished is a finding, none at all is not known", async () => {
  const begun = await world({ unfinished: [run] });
  const [store] = await checkDrift(begun.ports)({ run });
  expect(store).toMatchObject({ check: "store", status: "finding" });
  const never = await world({ published: null });
  const [unknown] = await checkDrift(never.ports)({ run });
  expect(unknown).toMatchObject({ check: "store", status: "unknown" });
});

test("an audience that is asked for and was never pushed is told, and one that nobody asks for", async () => {
  const { ports } = await world();
  const definitionsOf = async () => ({
    ...(await ports.definitionsOf()),
    definitions: shopDefinitions([aSegment("champions")]),
  });
  const findings = await checkDrift({ ...ports, definitionsOf })({ run });
  expect(findings.slice(1).map(({ check, audience, status }) => [check, audience, status])).toEqual(
    [
      ["ledger", "champions@meta-main", "unknown"],
      ["platform", "champions@meta-main", "unknown"],
      ["ledger", "loyal@meta-main", "finding"],
    ],
  );
});

const file = (receivedAt: string) => ({
  id: "0011223344556677",
  file: "a.csv",
  order: "1",
  receivedAt,
  contentHash: "c",
  mapHash: "m",
  rows: 1,
  parts: 1,
  full: false,
  consents: false,
  people: false,
});

test("a dataset whose newest file is older than the workspace allows is told", async () => {
  const { ports, lake } = await world();
  await lake.writeJson(manifestKey("consents", 2), {
    dataset: "consents",
    version: 2,
    files: [file("2026-11-22T10:00:00.000Z"), file("2026-11-20T10:00:00.000Z")],
  });
  const frozen = await ports.definitionsOf();
  const definitionsOf = async () => ({
    definitions: shopDefinitions([], { freshness: { consents: { amount: 24, unit: "hours" } } }),
    inputs: { ...frozen.inputs, manifests: { consents: 2 } },
  });
  const findings = await checkDrift({ ...ports, definitionsOf })({ run });
  expect(findings.at(-1)).toMatchObject({
    check: "freshness",
    status: "finding",
    detail:
      "The newest file of consents is from 2026-11-22 10:00 UTC: too old, the limit is 24 hours.",
  });
});
