import { expect, test } from "vitest";
import { generationKeys, summarySchema } from "../../../lib/compute/contract.ts";
import { computeGeneration } from "../../../lib/compute/compute-generation.ts";
import { beginRun } from "../../../lib/compute/begin-run.ts";
import { identityRulesVersion } from "../../../lib/identity/identity.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import { aCompany, aFolder, memberOf } from "./a-company.ts";

const bought = (
  memberId: string,
  ordered_on: string,
  more: Readonly<Record<string, string | number>> = {},
) => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
  ...more,
});

async function started(folder = aFolder({ lately: "{ orders: { within: 90 days } }" })) {
  const company = aCompany(folder);
  await company.publish(folder);
  return company;
}

test("a customer's newest row counts: updated_at first, then the newer file, then the later line", async () => {
  const company = await started(aFolder({ finns: "{ place: { country: FI } }" }));
  await company.drop({
    customers: [
      { memberId: "a", country: "FI", updated_at: "2026-10-02 00:00:00" },
      { memberId: "a", country: "SE", updated_at: "2026-10-01 00:00:00" },
      { memberId: "b", country: "SE" },
      { memberId: "c", country: "SE" },
      { memberId: "c", country: "FI" },
      { memberId: "d", country: "SE", updated_at: "2026-10-01 00:00:00" },
    ],
  });
  await company.drop({
    customers: [
      { memberId: "a", country: "SE", updated_at: "2026-10-01 12:00:00" },
      { memberId: "b", country: "FI" },
      { memberId: "d", country: "FI" },
    ],
  });
  const { run, customers } = await company.run("2026-11-24T01:00:00Z");
  expect(customers).toBe(4);
  expect(await company.membersOf(run, "finns")).toEqual(["a", "b", "c"]);
});

const line = (order_id: string) => ({ memberId: "a", order_id, ordered_on: "2026-11-01" });

test("an order that is dropped again replaces all its lines, also when it comes back shorter", async () => {
  const company = await started(
    aFolder({ big: "{ orders: { spend: { at-least: 30 } } }", ten: "{ orders: { spend: 10 } }" }),
  );
  await company.drop({
    orders: [line("1"), line("1"), line("1"), { ...line("2"), memberId: "b" }],
  });
  const first = await company.run("2026-11-24T01:00:00Z");
  expect(await company.membersOf(first.run, "big")).toEqual(["a"]);
  await company.drop({ orders: [line("1")] });
  const second = await company.run("2026-11-25T01:00:00Z");
  expect(await company.membersOf(second.run, "big")).toEqual([]);
  expect(await company.membersOf(second.run, "ten")).toEqual(["a", "b"]);
});

test("who stays keeps the day they came; only those whose segments change are written", async () => {
  const company = await started();
  await company.drop({ orders: [bought("stays", "2026-11-20"), bought("leaves", "2026-08-28")] });
  const first = await company.run("2026-11-24T01:00:00Z");
  expect(first).toMatchObject({
    changes: 2,
    segments: [{ id: "lately", size: 2, entered: 2, left: 0 }],
  });
  await company.settle(first.run);
  await company.drop({ orders: [bought("comes", "2026-11-30")] });
  const second = await company.run("2026-12-01T01:00:00Z");
  expect(second).toMatchObject({
    changes: 2,
    segments: [{ id: "lately", size: 2, entered: 1, left: 1 }],
  });
  expect(await company.read(second.run, "memberships")).toEqual([
    { segment: "lately", memberId: "comes", since: "2026-12-01" },
    { segment: "lately", memberId: "stays", since: "2026-11-24" },
  ]);
  expect(await company.read(second.run, "changes")).toEqual([
    { memberId: "comes", segments: '{"lately":"2026-12-01"}' },
    { memberId: "leaves", segments: "{}" },
  ]);
});

test("members of a publication that never finished are written again", async () => {
  const company = await started();
  await company.drop({ orders: [bought("a", "2026-11-20"), bought("b", "2026-08-28")] });
  const first = await company.run("2026-11-24T01:00:00Z");
  const pointer = await company.ports.generationPointer.read("generation");
  await company.ports.generationPointer.write(
    "generation",
    { generation: 1, published: null, unfinished: [first.run] },
    pointer?.version ?? 0,
  );
  const second = await company.run("2026-12-01T01:00:00Z");
  expect(await company.read(second.run, "changes")).toEqual([
    { memberId: "a", segments: '{"lately":"2026-12-01"}' },
    { memberId: "b", segments: "{}" },
  ]);
});

test("who was erased is in no segment, not in the universe and in no cut point", async () => {
  const company = await started(aFolder({ all: "{ rfm: { monetary: { at-least: 1 } } }" }));
  await company.drop({
    customers: [{ memberId: "a" }, { memberId: "b" }],
    orders: [bought("a", "2026-11-20"), bought("b", "2026-11-20")],
  });
  company.gone.push(memberOf("b"));
  const summary = await company.run("2026-11-24T01:00:00Z");
  expect(summary).toMatchObject({ customers: 1, rfm: { customers: 1 } });
  expect(await company.membersOf(summary.run, "all")).toEqual(["a"]);
});

test("marks tell who is too young, whose age is unknown, and whom a destination takes", async () => {
  const differs = {
    "destinations.yaml":
      'meta-sweden: { platform: meta, ad-account: "1", secret: m, only: { any: [{ place: { country: SE } }, { segment: s }] } }\n',
  };
  const company = await started(aFolder({ s: "{ place: { country: DK } }" }, differs));
  await company.drop({
    customers: [
      { memberId: "child", birth_date: "2008-11-25", country: "SE" },
      { memberId: "grown", birth_date: "2008-11-24", country: "FI" },
      { memberId: "unknown", country: "DK" },
    ],
  });
  const { run } = await company.run("2026-11-24T01:00:00Z");
  expect(await company.read(run, "marks")).toEqual([
    { mark: "age-unknown", memberId: "unknown" },
    { mark: "minor", memberId: "child" },
    { mark: "only:meta-sweden", memberId: "child" },
    { mark: "only:meta-sweden", memberId: "unknown" },
  ]);
});

test("verdicts tell each clause apart: yes, no, not known", async () => {
  const company = await started(
    aFolder({ s: "{ all: [{ place: { country: FI } }, { not: { age: { below: 18 } } }] }" }),
  );
  await company.drop({
    customers: [
      { memberId: "a", country: "FI" },
      { memberId: "b", country: "SE", birth_date: "2020-01-01" },
    ],
  });
  const { run } = await company.run("2026-11-24T01:00:00Z");
  expect(await company.read(run, "verdicts")).toEqual([
    { memberId: "a", "s/all/0/place": true, "s/all/1/not/age": null },
    { memberId: "b", "s/all/0/place": false, "s/all/1/not/age": true },
  ]);
  expect(await company.membersOf(run, "s")).toEqual(["a"]);
});

test("with no file and no segment there is still a generation, with nobody in it", async () => {
  const company = await started(aFolder({}));
  expect(await company.run("2026-11-24T01:00:00Z")).toMatchObject({
    customers: 0,
    segments: [],
    changes: 0,
    rfm: null,
  });
});

test("a workspace that cannot be used stops the run with the place of the first problem", async () => {
  const company = await started(aFolder({ s: "{ age: x }" }));
  await expect(company.run("2026-11-24T01:00:00Z")).rejects.toMatchObject({
    name: "InputProblem",
    place: { file: "segments/s.yaml", line: 2, column: 13 },
  });
});

type Bought = ReturnType<typeof bought>;

/** Buyers with many equal values, in an order that the number decides. */
const crowd = (order: (at: number) => number) =>
  Array.from({ length: 3000 }, (_, at) => order(at)).map((at) =>
    bought(`m${at % 700}`, `2026-${String((at % 11) + 1).padStart(2, "0")}-15`, {
      order_id: String(at),
      amount_cents: (at % 13) * 100,
    }),
  );

const withAddress = ({ memberId }: Bought) => ({ memberId, email_ids: [`e-${memberId}`] });
const numbered = (row: Bought) => ({ ...row, order_line: String(row.order_id.length) });
const byAddress = (row: Bought) => ({
  ...row,
  memberId: `e-${row.memberId}`,
  order_id: `e-${row.order_id}`,
});

test("the same inputs give the same bytes: twice, with one thread or two, in any order of rows", async () => {
  const folder = aFolder({
    top: "{ rfm: [champions, loyal, at-risk] }",
    loyal: "{ lifecycle: loyal }",
    big: "{ orders: { largest: { at-least: 12 } } }",
  });
  const bytes = async (threads: number, rows: ReturnType<typeof crowd>) => {
    const company = aCompany(folder, { threads });
    await company.publish(folder);
    await company.drop({ orders: rows, customers: rows.map(withAddress) });
    const some = crowd((at) => at).slice(0, 300);
    await company.drop({ orders: some.map(numbered) }, { parts: 2 });
    await company.drop({ orders: some.map(byAddress) }, { byEmail: true });
    const { run } = await beginRun(company.ports)({
      now: "2026-11-24T01:00:00Z",
      trigger: "asked",
    });
    const found = [];
    for (let time = 0; time < 2; time += 1) {
      await computeGeneration(company.ports)({ run });
      for (const key of ["memberships", "changes", "verdicts", "marks", "aliases"] as const) {
        found.push(company.lake.contents.get(generationKeys(run)[key])?.toString("base64"));
      }
    }
    expect(found.slice(0, 5)).toEqual(found.slice(5));
    return found.slice(0, 5);
  };
  const one = await bytes(
    1,
    crowd((at) => at),
  );
  const two = await bytes(
    2,
    crowd((at) => (at * 1_009) % 3_000),
  );
  expect(one[0]?.length).toBeGreaterThan(500);
  expect(two).toEqual(one);
});

test("the summary counts customers whose newest row was hashed by older rules", async () => {
  const company = await started();
  const rules = identityRulesVersion;
  await company.drop({
    customers: [
      { memberId: "a", rules: rules - 1 },
      { memberId: "b", rules: rules - 1 },
      { memberId: "c", rules },
    ],
  });
  expect(await company.run("2026-11-24T01:00:00Z")).toMatchObject({ oldHashes: 2 });
  await company.drop({ customers: [{ memberId: "a", rules }] });
  expect(await company.run("2026-11-25T01:00:00Z")).toMatchObject({ oldHashes: 1 });
});

test("the summary lies in the lake", async () => {
  const company = await started();
  await company.drop({ orders: [bought("a", "2026-11-20")] });
  const summary = await company.run("2026-11-24T01:00:00Z");
  expect(await company.lake.readJson(generationKeys(summary.run).summary, summarySchema)).toEqual(
    summary,
  );
  expect(readDefinitions(aFolder({})).problems).toEqual([]);
});
