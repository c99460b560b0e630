import { expect, test } from "vitest";
import {
  above,
  all,
  below,
  call,
  callWhere,
  cast,
  column,
  equal,
  joined,
  lambda,
  over,
  unknown,
  value,
} from "../../../lib/sql/expression.ts";
import {
  create,
  createEmpty,
  select,
  steps,
  table,
  union,
  view,
} from "../../../lib/sql/relation.ts";
import type { Join, Relation, Statement } from "../../../lib/sql/relation.ts";
import { askShelf } from "../../builders/athena-shelf.ts";

const id = column("id");
const group = column("group");
const n = column("n");
const words = column("words");
const shelf = table("shelf");

/** How many rows come, where both answer the same and nothing is odd in Athena's texts. */
async function rowsInBoth(asked: Relation, statements: readonly Statement[] = []): Promise<number> {
  const { athena, duckdb } = await askShelf(asked, statements);
  expect(athena).toEqual(duckdb);
  return duckdb.rows.length;
}

test("one row of each, chosen by a window, comes with all its columns and no other", async () => {
  const newest = over(call("row_number"), {
    partitionBy: [group],
    orderBy: [{ by: column("day"), descending: true }, { by: id }],
  });
  const asked = select({
    note: "the newest of each",
    from: shelf,
    everything: true,
    columns: { folded: call("upper", column("word")) },
    qualify: equal(newest, value(1)),
    orderBy: [{ by: id, descending: true }],
    limit: 2,
  });
  expect(await rowsInBoth(asked)).toBe(2);
});

test("groups are chosen by a window over them, then made distinct", async () => {
  const best = call("max", column("n", "s"));
  const asked = select({
    from: shelf,
    as: "s",
    columns: { best },
    groupBy: [column("group", "s")],
    having: above(call("count"), value(0)),
    qualify: above(over(call("sum", call("count")), {}), value(4)),
    distinct: true,
    orderBy: [{ by: best }],
  });
  expect(await rowsInBoth(asked)).toBe(2);
});

const few = select({ from: shelf, columns: { id, group, more: n }, where: below(id, value(3)) });
const sameGroup = equal(column("group", "a"), column("group", "b"));

test.each<[Join["kind"], number]>([
  ["inner", 6],
  ["left", 8],
  ["full", 8],
])("a join of the kind %s brings the columns of both", async (kind, rows) => {
  const asked = select({
    from: shelf,
    as: "a",
    everything: true,
    columns: { more: column("more", "b"), their: column("id", "b") },
    joins: [{ kind, relation: few, as: "b", on: sameGroup }],
    orderBy: [{ by: column("id", "a") }, { by: column("id", "b") }],
  });
  expect(await rowsInBoth(asked)).toBe(rows);
});

test.each<[Join["kind"], number]>([
  ["semi", 3],
  ["anti", 2],
])("a join of the kind %s only chooses rows", async (kind, rows) => {
  const asked = select({
    from: shelf,
    everything: true,
    columns: {},
    joins: [
      { kind, relation: few, as: "b", on: equal(column("group", "shelf"), column("group", "b")) },
    ],
    orderBy: [{ by: id }],
  });
  expect(await rowsInBoth(asked)).toBe(rows);
});

test("what must and must not be there are conditions beside a filter and other joins", async () => {
  const sameRow = equal(column("id", "a"), column("id", "g"));
  const asked = select({
    from: shelf,
    as: "a",
    columns: { group: column("group", "a"), rows: call("count") },
    joins: [
      { kind: "semi", relation: few, as: "b", on: sameGroup },
      {
        kind: "cross",
        relation: select({ from: few, columns: { most: call("max", id) } }),
        as: "c",
      },
      { kind: "anti", relation: shelf, as: "g", on: all(sameRow, unknown(column("amount", "g"))) },
    ],
    where: above(column("most", "c"), value(1)),
    groupBy: [column("group", "a")],
  });
  expect(await rowsInBoth(asked)).toBe(1);
});

test("a list is taken apart beside other columns; nobody is left of an empty one", async () => {
  const third = all(
    equal(column("id", "b"), column("id", "s")),
    equal(column("id", "b"), value(3)),
  );
  const taken = select({
    from: shelf,
    as: "s",
    columns: { id: column("id", "s"), words: call("unnest", column("words", "s")) },
    joins: [{ kind: "anti", relation: shelf, as: "b", on: third }],
  });
  const asked = select({
    from: taken,
    everything: true,
    columns: {},
    orderBy: [{ by: id }, { by: words }],
  });
  expect(await rowsInBoth(asked)).toBe(6);
});

test("a list is taken apart beside everything of a table", async () => {
  const small = call("list_transform", words, lambda("one", call("lower", column("one"))));
  const asked = select({
    from: select({ from: shelf, everything: true, columns: { one: call("unnest", small) } }),
    columns: { id, one: column("one"), words },
    orderBy: [{ by: id }, { by: column("one"), nullsFirst: true }],
  });
  expect(await rowsInBoth(asked)).toBe(7);
});

test("relations are put together by the names of their columns", async () => {
  const columns = { id, more: column("more"), group, other: column("other") };
  const asked = select({
    from: union(
      few,
      select({ from: shelf, columns: { more: n, id } }),
      table("none"),
      select({ from: shelf, columns: { group, other: call("upper", group) } }),
    ),
    columns,
    orderBy: Object.values(columns).map((by) => ({ by })),
  });
  const none = createEmpty("none", { group: "VARCHAR", list: "VARCHAR[]", id: "BIGINT" });
  expect(await rowsInBoth(asked, [none])).toBe(12);
});

const features = create(
  "layer 0",
  select({
    note: "what each comes to",
    from: {
      is: "rows",
      columns: ["id", "at"],
      rows: [
        [value(1), value("x")],
        [value(2), value("y")],
      ],
    },
    columns: {
      id,
      "loyal-slipping": above(id, value(1)),
      loyal_slipping: column("at"),
      "orders.spend": id,
    },
  }),
  "features",
);

test("each statement sees the tables and views of those before it, whatever they are called", async () => {
  const counted = view(
    "how many",
    select({
      from: table("layer 0"),
      columns: { "so many": callWhere("count", column("loyal-slipping")) },
    }),
    "how many",
  );
  const layer = select({
    from: table("layer 0"),
    everything: true,
    columns: { "loyal-slipping/all/1": above(column("orders.spend"), value(0)) },
  });
  const both = joined(
    cast(column("loyal-slipping/all/1", "l"), "VARCHAR"),
    column("loyal_slipping", "l"),
  );
  const asked = steps(
    [{ name: "layer 0", note: "a layer over the table of that name", relation: layer }],
    select({
      from: table("layer 0"),
      as: "l",
      columns: { both, most: call("max", column("so many", "how many")) },
      joins: [{ kind: "cross", relation: table("how many"), as: "how many" }],
      groupBy: [both],
      orderBy: [{ by: both }],
    }),
  );
  expect(await rowsInBoth(asked, [features, counted])).toBe(2);
});
