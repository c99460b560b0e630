import { expect, test } from "vitest";
import { judgeLines } from "../../builders/judge-lines.ts";

const judged = async (lines: string) =>
  (await judgeLines("objections", `customer_id,at\n${lines}`)).map(({ verdict, kept, columns }) => [
    verdict,
    kept,
    columns["at"],
  ]);

test("an objection counts from its time on", async () => {
  expect(await judged("c1,2026-03-01T10:00:00Z\n")).toEqual([
    [null, true, "2026-03-01T10:00:00.000Z"],
  ]);
});

test("without a readable time it is rejected, and yet counts from the upload on", async () => {
  expect(await judged("c1,\nc2,some day\nc3,1066-10-14\n")).toEqual([
    ["at-missing", true, "2026-11-22T10:00:00.000Z"],
    ["at-unreadable", true, "2026-11-22T10:00:00.000Z"],
    ["at-unreadable", true, "2026-11-22T10:00:00.000Z"],
  ]);
});

test("of nobody it is rejected and does not count", async () => {
  expect(await judged(",2026-03-01\n")).toMatchObject([["customer_id-missing", false, {}]]);
});
