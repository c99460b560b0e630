import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Sha256 } from "../../../lib/core/ids.ts";
import { pseudonyms } from "../../../lib/identity/member-id.ts";
import { checkCustomerConsents } from "../../../lib/ingest/check-lake-rows.ts";
import { datasetColumns } from "../../../lib/ingest/contract-columns.ts";
import { nameMembers } from "../../../lib/ingest/name-members.ts";
import { planCustomerConsents } from "../../../lib/ingest/plan-customer-consents.ts";
import { countUnusableConsents } from "../../../lib/ingest/count-unusable-consents.ts";
import { table } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { everyRow, judgedRows } from "../../builders/judged-rows.ts";

const names = pseudonyms("a key for tests");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex") as Sha256;

const advertising = "consents: { advertising: { from: ads_ok, at: updated_at } }";
const header = ["customer_id", "ads_ok", "updated_at"];
const uploaded = "2026-11-22T10:00:00.000Z";

/** What a customers file says of consents: who, answer and since when; by purpose and line. */
async function consentsOf(map: string, file: readonly (readonly string[])[]) {
  return withBench()(async (bench) => {
    const { rows, reading } = await judgedRows(bench, { dataset: "customers", map }, file);
    const { layout, plan } = reading;
    const naming = { people: plan.people, layout, pseudonyms: names };
    const members = await nameMembers(bench.engine, rows, naming);
    const planned = planCustomerConsents(rows, { layout, members });
    await bench.engine.run({ is: "create", name: "consents", as: planned });
    await checkCustomerConsents(bench.engine, rows, { layout, written: table("consents") });
    const found = await everyRow(bench, table("consents"));
    return {
      found: found.toSorted(
        (one, other) =>
          String(one["purpose"]).localeCompare(String(other["purpose"])) ||
          Number(one["line"]) - Number(other["line"]),
      ),
      unusable: await countUnusableConsents(bench.engine, rows, layout),
    };
  });
}

type Found = Awaited<ReturnType<typeof consentsOf>>["found"];
const answers = (found: Found) => found.map(({ line, granted, at }) => [line, granted, at]);

test("an answer in a column is a row of consents, with the time of the column that the map names", async () => {
  const map = `consents:
  advertising: { from: ads_ok, at: updated_at }
  email: { from: email_ok, at: email_at }`;
  const { found, unusable } = await consentsOf(map, [
    [...header, "email_ok", "email_at"],
    ["c-1", "Kyllä", "2026-01-02T10:00:00Z", "nej", "2026-02-03"],
    ["c-2", "", "2026-01-02T10:00:00Z", "1", "2026-02-03 10:30"],
  ]);
  expect(found.map((row) => Object.keys(row))).toEqual(
    found.map(() => Object.keys(datasetColumns.consents)),
  );
  const nothing = { source: null, wording: null, evidence: null };
  expect(found).toEqual([
    {
      memberId: names.ofCustomer("c-1"),
      purpose: "advertising",
      granted: true,
      at: "2026-01-02T10:00:00.000Z",
      line: 2,
      ...nothing,
    },
    {
      memberId: names.ofCustomer("c-1"),
      purpose: "email",
      granted: false,
      at: "2026-02-02T22:00:00.000Z",
      line: 2,
      ...nothing,
    },
    {
      memberId: names.ofCustomer("c-2"),
      purpose: "email",
      granted: true,
      at: "2026-02-03T08:30:00.000Z",
      line: 3,
      ...nothing,
    },
  ]);
  expect(unusable).toEqual({});
});

test("a time is read by the format that the map gives its column", async () => {
  const map = `columns: { updated_at: { from: muutettu, format: "%d.%m.%Y" } }
consents: { advertising: { from: ads_ok, at: muutettu } }`;
  const { found } = await consentsOf(map, [
    ["customer_id", "ads_ok", "muutettu"],
    ["c-1", "ei", "3.2.2026"],
  ]);
  expect(answers(found)).toEqual([[2, false, "2026-02-02T22:00:00.000Z"]]);
});

test("an answer that cannot be read is a no, and counted", async () => {
  const { found, unusable } = await consentsOf(advertising, [
    header,
    ["c-1", "perhaps", "2026-01-02T10:00:00Z"],
    ["c-2", "perhaps", ""],
  ]);
  expect(answers(found)).toEqual([
    [2, false, "2026-01-02T10:00:00.000Z"],
    [3, false, uploaded],
  ]);
  expect(unusable).toEqual({ "consents.advertising": 2 });
});

test("a no without a time counts from the upload on; a yes without a time is neither yes nor no", async () => {
  const { found, unusable } = await consentsOf(advertising, [
    header,
    ["c-1", "no", ""],
    ["c-2", "yes", ""],
  ]);
  expect(answers(found)).toEqual([[2, false, uploaded]]);
  expect(unusable).toEqual({ "consents.advertising": 1 });
});

test("a rejected row's no counts where the row says whose it is; its yes does not", async () => {
  const { found, unusable } = await consentsOf(advertising, [
    header,
    ["c-1", "no", "some day"],
    ["c-2", "perhaps", "some day"],
    ["c-3", "yes", "some day"],
    ["", "no", "2026-01-02T10:00:00Z"],
    ["c".repeat(300), "no", "2026-01-02T10:00:00Z"],
  ]);
  expect(answers(found)).toEqual([
    [2, false, uploaded],
    [3, false, uploaded],
  ]);
  expect(found.map(({ memberId }) => memberId)).toEqual(["c-1", "c-2"].map(names.ofCustomer));
  expect(unusable).toEqual({});
});

test("a skipped row says nothing of consents", async () => {
  const map = `${advertising}\nskip: [{ when: { ads_ok: "no" }, because: a test }]`;
  const { found } = await consentsOf(map, [header, ["c-1", "no", "2026-01-02"]]);
  expect(found).toEqual([]);
});

test("customers known by e-mail say no under their address, and nobody does without one", async () => {
  const map = `columns: { customer_id: { by: email, from: email } }\n${advertising}`;
  const { found } = await consentsOf(map, [
    ["email", "ads_ok", "updated_at"],
    ["Aino@example.fi", "no", "2026-01-02T10:00:00Z"],
    ["other@example.fi", "no", "some day"],
    ["no address", "no", "2026-01-02T10:00:00Z"],
  ]);
  expect(found.map(({ memberId, granted }) => [memberId, granted])).toEqual(
    ["aino@example.fi", "other@example.fi"].map((address) => [
      names.ofEmail(sha256(address)),
      false,
    ]),
  );
});
