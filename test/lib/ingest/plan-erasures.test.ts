import { expect, test } from "vitest";
import { judgeLines } from "../../builders/judge-lines.ts";

const judged = async (csv: string) =>
  (await judgeLines("erasures", csv)).map(({ verdict, kept, columns }) => [
    verdict,
    kept,
    columns["requested_at"],
    columns["reference"],
  ]);

test("a request needs nothing but who asks", async () => {
  expect(await judged("customer_id\nc1\n")).toEqual([[null, true, null, null]]);
});

test("a request keeps when it was made and its reference, unless that holds an address", async () => {
  expect(
    await judged(
      "customer_id,requested_at,reference\nc1,2026-03-01T10:00:00Z,case 7\nc2,,mail of anna@example.com\n",
    ),
  ).toEqual([
    [null, true, "2026-03-01T10:00:00.000Z", "case 7"],
    [null, true, null, null],
  ]);
});

test("with an unreadable time it is rejected, and yet it counts; of nobody it does not", async () => {
  const rows = await judged("customer_id,requested_at,reference\nc1,soon,\n,2026-03-01,case 7\n");
  expect(rows).toEqual([
    ["requested_at-unreadable", true, null, null],
    ["customer_id-missing", false, "2026-02-28T22:00:00.000Z", "case 7"],
  ]);
});
