import { describe, expect, test } from "vitest";
import { addedNames, fileColumns } from "../../../lib/ingest/added-columns.ts";

const nothing: ReadonlySet<string> = new Set();
const plain = { line: "line", reason: "reason" };
const underscored = { line: "_line", reason: "_reason" };

test("rejected rows get a line and a reason, under other names where one of these is taken", () => {
  expect(addedNames(["order_id", "amount"])).toEqual(plain);
  expect(addedNames(["order_id", " LINE "])).toEqual(underscored);
  expect(addedNames(["reason"])).toEqual(underscored);
  expect(addedNames(["line", "_reason"])).toEqual({ line: "__line", reason: "__reason" });
});

describe("a file that ends in", () => {
  test("line and reason has come back: they are no data", () =>
    expect(fileColumns(["order_id", "Line", "reason"], nothing)).toEqual({
      names: ["order_id"],
      added: plain,
    }));

  test("_line and _reason has come back when it has a column of its own called line", () =>
    expect(fileColumns(["order_id", "line", "_line", "_reason"], nothing)).toEqual({
      names: ["order_id", "line"],
      added: underscored,
    }));

  test("reason and line, or in one of them alone, has not", () => {
    const names = ["order_id", "reason", "line"];
    expect(fileColumns(names, nothing)).toEqual({ names, added: underscored });
    expect(fileColumns(["order_id", "line"], nothing).names).toEqual(["order_id", "line"]);
  });

  test("what the map asks for by its name has not", () => {
    const names = ["order_id", "line", "reason"];
    expect(fileColumns(names, new Set(["reason"]))).toEqual({ names, added: underscored });
  });

  test("names that stand twice has not", () => {
    const names = ["line", "order_id", "line", "reason"];
    expect(fileColumns(names, nothing).names).toEqual(names);
  });
});
