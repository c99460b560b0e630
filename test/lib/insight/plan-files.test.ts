import { expect, test } from "vitest";
import { fileReport, rowsOf } from "../../../lib/insight/plan-files.ts";
import { aRecord } from "../../builders/accepted-files.ts";

test("a night's rows are those of the files that count: none of a file that was taken back", () => {
  const files = [
    aRecord("a"),
    aRecord("b", { status: "taken-back" }),
    aRecord("c", { status: "held" }),
  ];
  expect(rowsOf(files.map((file) => fileReport(file, undefined)))).toEqual({
    all: 10,
    accepted: 9,
    rejected: 1,
    skipped: 0,
  });
});
