import { expect, test } from "vitest";
import { runIdSchema } from "../../../lib/core/ids.ts";
import { driftKey } from "../../../lib/drift/contract.ts";
import { endRunInputSchema, reportKeys, reportSchema } from "../../../lib/insight/contract.ts";
import { reportRun } from "../../../lib/insight/report-run.ts";
import { publicationKey } from "../../../lib/membership/contract.ts";
import { aPushReport, anAudience } from "../../builders/audiences.ts";
import { aHold, aReceipt, aShopToTell } from "../../builders/insight-world.ts";

test("a run's report accounts for files, segments, audiences and the night", async () => {
  const { receive, compute, tell, lake, pointer } = aShopToTell();
  await receive(aReceipt());
  await receive(
    aReceipt({
      id: "0000000000000002",
      dataset: "erasures",
      rows: 3,
      accepted: 3,
      rejected: 0,
      skipped: 0,
      reasons: {},
      lines: {},
    }),
  );
  await compute("r-now", 1200);
  const publication = { run: "r-now", written: 40, alreadyApplied: 0, seconds: 0.5 };
  await lake.writeJson(publicationKey("r-now"), publication);
  const finding = { check: "store", audience: null, status: "ok", detail: "equal" };
  await lake.writeJson(driftKey("r-now"), [finding]);
  const report = await tell("r-now");
  expect(report.files[0]).toMatchObject({
    file: "inbox/orders/a.csv",
    reasons: [
      { code: "customer_id-missing", rows: 5, lines: [2, 7] },
      { code: "order_id-missing", rows: 3, lines: [4] },
    ],
  });
  expect(report.segments[0]).toEqual({
    id: "loyal",
    name: "fi loyal",
    names: { fi: "fi loyal", en: "en loyal" },
    size: 1200,
    entered: 30,
    left: 10,
    distinctness: null,
    trend: [1200],
  });
  expect(report.audiences).toHaveLength(1);
  expect(report.audiences[0]).toMatchObject({
    id: "loyal@meta-main",
    state: "in-sync",
    size: 1200,
    ledger: { members: 1000, rows: 1100 },
    added: 12,
    withdrawn: 2,
  });
  expect(report.night).toEqual({
    customers: 5000,
    added: 12,
    removed: 5,
    withdrawn: 2,
    requests: 2,
    accounts: 1,
    erased: 3,
    written: 40,
    rows: { all: 103, accepted: 93, rejected: 8, skipped: 2 },
    seconds: 60,
    medianSeconds: null,
    stages: { ingest: 10, compute: 1.5, membership: 0.5 },
  });
  expect(report.oldHashes).toBe(3);
  expect(report.findings).toEqual([finding]);
  expect(reportSchema.parse(JSON.parse(lake.text(reportKeys("r-now").json)))).toEqual(report);
  expect(lake.text(reportKeys("r-now").page)).toBe("page of r-now in fi");
  expect(pointer.contents.get("report")?.value).toEqual({ run: "r-now" });
});

test("each file is told in one report, also one whose record came late", async () => {
  const { receive, compute, tell } = aShopToTell();
  await receive(aReceipt());
  await compute("r-1", 1);
  await tell("r-1");
  await receive(aReceipt({ id: "0000000000000002", receivedAt: "2026-11-23T19:59:00.000Z" }));
  await receive(aReceipt({ id: "0000000000000003", receivedAt: "2026-11-25T20:00:00.000Z" }));
  await compute("r-2", 1);
  expect((await tell("r-2")).files.map(({ id }) => id)).toEqual([
    "0000000000000002",
    "0000000000000003",
  ]);
  await compute("r-3", 1);
  expect((await tell("r-3")).files).toEqual([]);
});

test("sizes and lengths of earlier runs are carried forward, 26 runs at most", async () => {
  const { compute, tell } = aShopToTell();
  for (let night = 1; night <= 28; night += 1) {
    await compute(`r-${night}`, 1000 + night);
    await tell(`r-${night}`);
  }
  await compute("r-29", 1029);
  const report = await tell("r-29");
  expect(report.segments[0]?.trend).toEqual(Array.from({ length: 26 }, (_, at) => 1004 + at));
  expect(report.history).toHaveLength(26);
  expect(report.sameDefinitions).toBe(true);
  expect(report.night).toMatchObject({ seconds: 29 * 60, medianSeconds: 15 * 60 });
});

test("a failed run is told with yesterday's sizes, and says whose they are", async () => {
  const { compute, tell } = aShopToTell();
  await compute("r-yesterday", 900);
  await tell("r-yesterday");
  const report = await tell("r-failed", {
    outcome: "failed",
    error: { Error: "PlatformFailure", Cause: '{"errorMessage":"the table is too busy"}' },
  });
  expect(report).toMatchObject({
    outcome: "failed",
    error: { name: "PlatformFailure", message: "the table is too busy" },
    figuresFrom: "r-yesterday",
    findings: null,
  });
  expect(report.segments[0]).toMatchObject({ size: 900, entered: null, left: null, trend: [900] });
  expect(report.audiences[0]).toMatchObject({ state: "not-pushed", added: 0, funnel: null });
});

test.each([
  ["an error of ours", { Error: "TypeError", Cause: '{"errorMessage":"anna@example.com is odd"}' }],
  ["a cause that is no JSON", { Error: "PlatformFailure", Cause: "anna@example.com" }],
  ["no cause", { Error: "States.Timeout" }],
])("%s is told by its name alone, since its message may hold anything", async (_, error) => {
  const report = await aShopToTell().tell("r-failed", { outcome: "failed", error });
  expect(report.error).toEqual({
    name: error.Error,
    message: "The function's log has the details.",
  });
});

test("a repeated end of a run tells the same and counts nothing twice", async () => {
  const { compute, tell } = aShopToTell();
  await compute("r-now", 10);
  const first = await tell("r-now");
  expect(await tell("r-now")).toEqual(first);
  expect(first.history).toHaveLength(1);
});

test("open holds are told with the segment's name; decided ones are not", async () => {
  const { compute, tell, holds } = aShopToTell();
  await compute("r-now", 10);
  await holds.write("1", aHold(), 0);
  await holds.write(
    "2",
    aHold({ id: "loyal@meta-main.grow", guard: "grow", decision: "rejected" }),
    0,
  );
  expect((await tell("r-now")).holds).toEqual([
    {
      hold: "loyal@meta-main.shrink",
      audience: "loyal@meta-main",
      destination: "meta-main",
      guard: "shrink",
      was: 1000,
      wouldBe: 400,
      name: "fi loyal",
      names: { fi: "fi loyal", en: "en loyal" },
      heldAt: "2026-11-24T01:01:00.000Z",
    },
  ]);
});

const held = { guard: "shrink", was: 1000, wouldBe: 400, hold: "loyal@meta-main.shrink" };
const failure = { code: "token", message: "the access token has expired", times: 1 };

test.each([
  ["in-sync", {}, false],
  ["held", { held, pending: { add: 0, remove: 600 } }, false],
  ["failed", { failure, held }, false],
  ["behind", { pending: { add: 1, remove: 0 } }, false],
  ["paused", { pending: { add: 1, remove: 0 } }, true],
  ["not-pushed", { funnel: null }, false],
  ["not-pushed", { run: "r-before" }, false],
])("an audience is told as %s", async (state, report, paused) => {
  const shop = aShopToTell();
  await shop.compute("r-now", 10);
  await shop.audiences.write("a", anAudience({ report: aPushReport(report) }), 1);
  const told = await reportRun({ ...shop, paused: async () => paused })(
    endRunInputSchema.parse({ run: "r-now", outcome: "finished" }),
  );
  expect(told.audiences[0]?.state).toBe(state);
});

test("an audience that nobody asks for is told while people are left in it", async () => {
  const shop = aShopToTell();
  await shop.compute("r-now", 10);
  const gone = { segment: "gone", audience: "gone@meta-main" };
  await shop.audiences.write("b", anAudience(gone), 0);
  await shop.audiences.write(
    "c",
    anAudience({ ...gone, audience: "empty@meta-main", base: null }),
    0,
  );
  const { audiences } = await shop.tell(runIdSchema.parse("r-now"));
  expect(audiences.map(({ id, state }) => [id, state])).toEqual([
    ["loyal@meta-main", "in-sync"],
    ["gone@meta-main", "retiring"],
  ]);
});

test("what the checks of a run found is told with it, and how distinct each segment is", async () => {
  const { compute, tell } = aShopToTell();
  const found = {
    findings: [
      {
        severity: "warning",
        by: "data",
        segment: "loyal",
        place: { file: "segments/loyal.yaml", line: 3, column: 6 },
        message: "pets/cat: nobody; nearest pets/cats",
      },
    ],
    overlaps: [{ a: "loyal", b: "former", both: 3, jaccard: 0.25 }],
    coverage: [{ dataset: "customers", column: "city", known: 4, of: 10 }],
  };
  await compute("r-now", 1200, { ...found, distinctness: { loyal: 0.75 } });
  const { checks, overlaps, coverage, segments } = await tell("r-now");
  expect({ findings: checks, overlaps, coverage }).toEqual(found);
  expect(segments.map(({ id, distinctness }) => [id, distinctness])).toEqual([
    ["loyal", 0.75],
    ["former", null],
  ]);
});
