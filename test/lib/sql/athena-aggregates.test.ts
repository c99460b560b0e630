import { expect, test } from "vitest";
import {
  above,
  call,
  callWhere,
  cast,
  column,
  countDistinct,
  known,
  plus,
  value,
} from "../../../lib/sql/expression.ts";
import type { Expression } from "../../../lib/sql/expression.ts";
import { select, table } from "../../../lib/sql/relation.ts";
import { askShelf } from "../../builders/athena-shelf.ts";

const word = column("word");
const n = column("n");
const amount = column("amount");
const day = column("day");
const at = column("at");
const club = column("club");
const group = column("group");

const ofGroups: Readonly<Record<string, Readonly<Record<string, Expression>>>> = {
  "counts, sums and ends": {
    rows: call("count"),
    good: callWhere("count", club),
    known: call("count", amount),
    kinds: countDistinct(n),
    goodKinds: countDistinct(n, above(n, value(0))),
    sum: call("sum", n),
    money: callWhere("sum", club, amount),
    first: call("min", day),
    last: call("max", at),
    every: call("bool_and", club),
    some: call("bool_or", club),
  },

  "the row that counts": {
    best: call("arg_max", word, n),
    lastKnown: call("arg_max", amount, column("id")),
    leastGood: callWhere("arg_min", known(n), amount, plus(n, column("id"))),
    firstKnown: {
      is: "call",
      name: "any_value",
      args: [amount],
      orderBy: [{ by: column("id"), descending: true }],
    },
    only: call("any_value", group),
  },

  "lists and texts of them": {
    all: { is: "call", name: "array_agg", args: [amount], orderBy: [{ by: column("id") }] },
    good: {
      is: "call",
      name: "array_agg",
      args: [n],
      where: club,
      orderBy: [{ by: column("id"), descending: true }],
    },
    distinct: {
      is: "call",
      name: "array_agg",
      args: [n],
      distinct: true,
      orderBy: [{ by: n, nullsFirst: true }],
    },
    text: {
      is: "call",
      name: "string_agg",
      args: [cast(day, "VARCHAR"), value(",")],
      orderBy: [{ by: day }],
    },
  },
};

test.each(Object.entries(ofGroups))(
  "about the %s of groups Athena answers what DuckDB does",
  async (_, columns) => {
    const { athena, duckdb } = await askShelf(
      select({
        from: table("shelf"),
        columns: { group, ...columns },
        groupBy: [group],
        orderBy: [{ by: group }],
      }),
    );
    expect(athena).toEqual(duckdb);
    expect(duckdb.rows).toHaveLength(3);
  },
);
