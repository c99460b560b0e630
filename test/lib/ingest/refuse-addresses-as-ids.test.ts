import { expect, test } from "vitest";
import type { Dataset } from "../../../lib/core/dataset.ts";
import { refuseAddressesAsIds } from "../../../lib/ingest/refuse-addresses-as-ids.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { judgedRows } from "../../builders/judged-rows.ts";

const refusalOf = async (
  file: { readonly dataset: Dataset; readonly map?: string },
  cells: readonly (readonly string[])[],
): Promise<unknown> =>
  withBench(1)(async (bench) => {
    const { rows, reading } = await judgedRows(bench, file, cells);
    return refuseAddressesAsIds(bench.engine, rows, reading).catch((error: unknown) => error);
  });

const erasures = [["Asiakas"], ["c-1"], ["Aino@example.fi"], ["second@example.fi"]];

test("a file whose customer ids are e-mail addresses is refused, with what to write in the map", async () => {
  const map = "columns: { customer_id: Asiakas }";
  expect(await refusalOf({ dataset: "erasures", map }, erasures)).toMatchObject({
    name: "InputProblem",
    message:
      "customer_id holds e-mail addresses: write customer_id: " +
      '{ by: email, from: "Asiakas" } in datasets/erasures.yaml',
    place: { line: 3 },
  });
});

test("so is one that brings people by their addresses", async () => {
  const cells = [
    ["referral_id", "customer_id", "referred_customer_id", "referred_at"],
    ["1", "c-1", "", "2026-01-02"],
    ["2", "c-1", "friend <friend@example.fi>", "2026-01-02"],
  ];
  const refusal = await refusalOf({ dataset: "referrals" }, cells);
  expect(String(refusal)).toContain(
    'referred_customer_id: { by: email, from: "referred_customer_id" } in datasets/referrals.yaml',
  );
  expect(refusal).toMatchObject({ place: { line: 3 } });
});

test("a file that says so may name people by their addresses", async () => {
  const map = "columns: { customer_id: { by: email, from: Asiakas } }";
  expect(await refusalOf({ dataset: "erasures", map }, erasures)).toBeUndefined();
});

test("ids that look otherwise, and rows that are skipped, are no reason to refuse a file", async () => {
  const map = "skip: [{ when: { reference: test }, because: a test }]";
  const cells = [
    ["customer_id", "reference"],
    ["17850", ""],
    ["a".repeat(64), ""],
    ["@handle", ""],
    ["somebody@example.fi", "test"],
  ];
  expect(await refusalOf({ dataset: "erasures", map }, cells)).toBeUndefined();
});
