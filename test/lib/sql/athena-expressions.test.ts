import { expect, test } from "vitest";
import {
  above,
  all,
  among,
  any,
  below,
  call,
  callWhere,
  cast,
  castOrNull,
  column,
  date,
  dividedBy,
  equal,
  firstOf,
  isLike,
  joined,
  known,
  lambda,
  list,
  minus,
  modulo,
  not,
  over,
  plus,
  surely,
  times,
  timestamp,
  unknown,
  value,
} from "../../../lib/sql/expression.ts";
import type { Expression } from "../../../lib/sql/expression.ts";
import { select, table } from "../../../lib/sql/relation.ts";
import { askShelf, folded } from "../../builders/athena-shelf.ts";

const word = column("word");
const words = column("words");
const n = column("n");
const amount = column("amount");
const ratio = column("ratio");
const day = column("day");
const at = column("at");
const club = column("club");
const group = column("group");
const one = column("one");

const ofEachRow: Readonly<Record<string, Readonly<Record<string, Expression>>>> = {
  texts: {
    folded,
    left: call("ltrim", word),
    right: call("rtrim", word),
    noStars: call("trim", value("[*a*]"), value("[]*^")),
    upper: call("upper", word),
    contains: call("contains", folded, value("å")),
    containsNothing: call("contains", word, value("")),
    starts: call("starts_with", folded, value("åb")),
    ends: call("ends_with", folded, value("sat")),
    endsInNothing: call("ends_with", word, value("")),
    endsInMore: call("ends_with", value("o"), folded),
    like: isLike(word, value("%100%%")),
    among: among(folded, [value("åbo"), value("")]),
    length: call("length", word),
    bytes: call("strlen", word),
    part: call("substring", word, value(2), value(3)),
    rest: call("substring", word, value(3)),
    replaced: call("replace", word, value("bo"), value("BO")),
    joined: joined(joined(word, value("-")), value("two\nlines")),
    concat: call("concat", word, value("/"), n, club, day),
    alone: call("concat", word),
    pieces: call("string_split", word, value(" ")),
    quoted: equal(word, value("it's")),
  },

  patterns: {
    matches: call("regexp_matches", word, value(String.raw`b\w+`)),
    extract: call("regexp_extract", word, value("(b)(o)"), value(2)),
    none: call("regexp_extract", word, value("zz")),
    replaced: call("regexp_replace", word, value("([bo])"), value(String.raw`<\1$>`), value("g")),
  },

  "hashes and bytes": {
    sha256: call("sha256", word),
    md5: call("md5", call("concat", word, value("x"))),
    ofBytes: call("sha256", call("unhex", value("61"))),
    base64: call("to_base64", call("encode", word)),
    json: call("to_json", words),
  },

  numbers: {
    sum: plus(n, value(1)),
    less: minus(n, value(-5)),
    times: times(amount, value(3)),
    half: dividedBy(n, value(2)),
    ratio: dividedBy(amount, cast(n, "DECIMAL(18,3)")),
    rest: modulo(n, value(4)),
    restOfNothing: modulo(value(7), n),
    abs: call("abs", amount),
    ceil: call("ceil", ratio),
    floor: call("floor", amount),
    round: call("round", amount, value(1)),
    sine: call("sin", call("radians", ratio)),
    arc: call("asin", call("sqrt", call("cos", ratio))),
    greatest: call("greatest", n, value(1), amount),
    least: call("least", n, amount),
    nullif: call("nullif", n, value(0)),
    orZero: call("coalesce", n, value(0)),
    same: call("coalesce", n),
    large: value(10_000_000_000),
  },

  "days and times": {
    days: call("date_diff", value("day"), day, date("2026-11-24")),
    months: call("date_diff", value("month"), day, date("2026-03-01")),
    years: call("date_diff", value("year"), day, date("2026-11-24")),
    daysBetween: call("date_diff", value("day"), at, timestamp("2026-02-01T00:00:00.000Z")),
    hours: call("date_diff", value("hour"), at, timestamp("2026-02-01T00:00:00.000Z")),
    year: call("year", day),
    monthAndDay: plus(times(call("month", day), value(100)), call("day", at)),
    before: below(day, date("2026-02-01")),
    later: above(at, timestamp("2026-01-31T23:59:59.000Z")),
    micros: call("epoch_us", at),
    made: call("make_timestamp", call("epoch_us", at)),
    on: cast(at, "DATE"),
  },

  lists: {
    folded: call("list_transform", words, lambda("one", call("lower", one))),
    any: call("list_has_any", words, list(value("KOIRA "), value("Älg"))),
    anyOfUnknown: call("list_has_any", words, list(value(null), value("hund"))),
    all: call("list_has_all", words, list(value("kissa"), value("Kissa"))),
    allOfNone: call("list_has_all", words, list(value(null))),
    has: call("list_contains", words, value("kissa")),
    how: call("length", call("list_filter", words, lambda("one", known(one)))),
    first: call("list_extract", words, value(1)),
    ninth: call("list_extract", words, value(9)),
    some: call("list_slice", words, value(2), value(3)),
    none: call("list_slice", words, value(3), value(1)),
    sorted: call("list_sort", words),
    distinct: call("list_sort", call("list_distinct", words)),
    joined: call(
      "array_to_string",
      call("list_filter", words, lambda("one", known(one))),
      value("|"),
    ),
    texts: call("array_to_string", words, value("|")),
    more: call("list_concat", words, list(word), cast(value(null), "VARCHAR[]")),
    nothing: call("list_concat", words, cast(value(null), "VARCHAR[]")),
    flat: call("flatten", list(words, list(word), words)),
    series: call("generate_series", value(1), n),
  },

  "what holds": {
    surely: surely(above(n, value(1))),
    both: all(club, known(n)),
    either: any(club, unknown(n)),
    neither: not(any(club, above(n, value(0)))),
    of: all(),
    none: any(),
    amongNone: among(word, []),
    first: firstOf(
      [
        { when: above(n, value(0)), gives: value("many") },
        { when: club, gives: value("club") },
      ],
      value(null),
    ),
  },

  types: {
    text: cast(n, "VARCHAR"),
    dayText: cast(day, "VARCHAR"),
    yes: cast(club, "VARCHAR"),
    number: castOrNull(word, "BIGINT"),
    decimal: cast(amount, "DECIMAL(38,6)"),
    list: cast(value(null), "VARCHAR[]"),
    large: cast(n, "DOUBLE"),
  },

  "the rows around it": {
    number: over(call("row_number"), {
      partitionBy: [group],
      orderBy: [{ by: n, descending: true }, { by: column("id") }],
    }),
    rank: over(call("rank"), { orderBy: [{ by: amount, nullsFirst: true }] }),
    everybody: over(call("count"), {}),
    good: over(callWhere("count", club), { partitionBy: [group] }),
    spent: over(callWhere("sum", club, n), { partitionBy: [group] }),
    running: over(call("sum", n), {
      orderBy: [{ by: column("id") }],
      frame: { unit: "rows", from: "unbounded", to: "current" },
    }),
    near: over(call("max", n), {
      orderBy: [{ by: column("id") }],
      frame: { unit: "range", from: { preceding: 1 }, to: { following: 2 } },
    }),
    best: over(call("arg_max", word, n), { partitionBy: [group] }),
    lastKnown: over(call("arg_max", amount, column("id")), { partitionBy: [group] }),
    last: over(call("any_value", day), { partitionBy: [column("id")] }),
  },
};

test.each(Object.entries(ofEachRow))(
  "about the %s of each row Athena answers what DuckDB does",
  async (_, columns) => {
    const { athena, duckdb } = await askShelf(
      select({ from: table("shelf"), columns, orderBy: [{ by: column("id") }] }),
    );
    expect(athena).toEqual(duckdb);
    expect(duckdb.rows).toHaveLength(5);
  },
);
