import type { SegmentPlan } from "../segments/contract.ts";
import {
  above,
  atLeast,
  below,
  call,
  callWhere,
  cast,
  column,
  known,
  lambda,
  not,
  surely,
  unequal,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { currentTable } from "./plan-current-rows.ts";
import type { ColumnOfRows } from "./value-columns.ts";

/** Values that fewer people have are not counted to anybody. */
export const fewestPeople = 5;

/** A plan that computes nothing: it only says which rows, as they count now, are wanted. */
export function planForRows({ dataset, name }: ColumnOfRows): SegmentPlan {
  const from = select({
    from: table(currentTable(dataset)),
    columns: { memberId: column("memberId") },
    limit: 1,
  });
  return {
    customerColumns: dataset === "customers" ? { [name]: name } : {},
    gatherings: [{ from, by: {}, each: {}, features: { rows: call("count") } }],
    predictions: [],
    layers: [],
    clauses: [],
    segments: [],
    values: [],
    only: [],
    rfm: {},
    found: {},
  };
}

/** Whether a row says anything. */
const isFilled = ({ name, form }: ColumnOfRows): Expression =>
  form === "several" ? surely(above(call("length", column(name)), value(0))) : known(column(name));

/** `pets/cats/food` as pets, pets/cats and pets/cats/food. */
function withParents(path: Expression): Expression {
  const parts = call("string_split", path, value("/"));
  const upTo = call("list_slice", parts, value(1), column("last"));
  return call(
    "list_transform",
    call("generate_series", value(1), call("length", parts)),
    lambda("last", call("array_to_string", upTo, value("/"))),
  );
}

/** Each value that somebody has, once a person: value, memberId, rows. */
function valuesOfPeople(of: ColumnOfRows): Relation {
  const text = cast(column(of.name), "VARCHAR");
  const own = of.form === "several" ? call("unnest", call("list_distinct", column(of.name))) : text;
  const said = select({
    from: table(currentTable(of.dataset)),
    columns: { memberId: column("memberId"), value: own },
    where: isFilled(of),
  });
  const people = select({
    from: said,
    columns: { memberId: column("memberId"), value: column("value"), rows: call("count") },
    groupBy: [column("memberId"), column("value")],
  });
  if (of.form !== "path") return people;
  const withAll = select({
    from: people,
    columns: {
      memberId: column("memberId"),
      rows: column("rows"),
      value: call("unnest", withParents(column("value"))),
    },
  });
  return select({
    note: "what stands under a category counts to it, too",
    from: withAll,
    columns: {
      memberId: column("memberId"),
      value: column("value"),
      rows: call("sum", column("rows")),
    },
    where: unequal(column("value"), value("")),
    groupBy: [column("memberId"), column("value")],
  });
}

/** Table `values`: value, rows, people. */
export const valueCounts = (of: ColumnOfRows): Relation =>
  select({
    note: `what stands in ${of.dataset}.${of.name}`,
    from: valuesOfPeople(of),
    columns: {
      value: column("value"),
      rows: cast(call("sum", column("rows")), "BIGINT"),
      people: call("count"),
    },
    groupBy: [column("value")],
  });

/** The most frequent values; those of few people only where they cannot be about one of them. */
export const mostFrequent = ({ personal }: ColumnOfRows, limit: number): Relation =>
  select({
    from: table("values"),
    everything: true,
    columns: {},
    where: personal ? atLeast(column("people"), value(fewestPeople)) : undefined,
    orderBy: [{ by: column("rows"), descending: true }, { by: column("value") }],
    limit,
  });

/** How many rows there are, and in how many nothing stands. */
export const rowCounts = (of: ColumnOfRows): Relation =>
  select({
    from: table(currentTable(of.dataset)),
    columns: { rows: call("count"), notKnown: callWhere("count", not(isFilled(of))) },
  });

/** How many values there are, and how many of them few people have. */
export const distinctValues = select({
  from: table("values"),
  columns: {
    values: call("count"),
    rare: callWhere("count", below(column("people"), value(fewestPeople))),
  },
});
