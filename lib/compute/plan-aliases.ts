import { call, column, equal, over, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { newestFirst } from "../sql/newest-row.ts";
import { create, createEmpty, parquet, select, table, union } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";
import { fileRows } from "./plan-current-rows.ts";
import type { DatasetFiles } from "./plan-current-rows.ts";

/**
 * People whom some file knows by an e-mail address alone have a pseudonym of their own, and each
 * customer's row tells the pseudonyms of its addresses (`email_ids`). Whose alias it is, is found anew
 * in each run, so nothing is rewritten when a customer gets, changes or loses an address.
 */

/** Parquet files that know people by e-mail, by the column that does. */
export interface NamingFiles {
  readonly memberId: readonly string[];
  readonly referred_member: readonly string[];
}

const isNaming = ({ memberId, referred_member: referred }: NamingFiles): boolean =>
  memberId.length + referred.length > 0;

const inColumn = (name: string, paths: readonly string[]): readonly Relation[] =>
  paths.length === 0
    ? []
    : [select({ from: parquet(...paths), columns: { memberId: column(name) } })];

/** Pseudonyms by which some file knows people. */
function named({ memberId, referred_member: referred }: NamingFiles): Relation {
  return select({
    from: union(...inColumn("memberId", memberId), ...inColumn("referred_member", referred)),
    columns: { memberId: column("memberId") },
    distinct: true,
  });
}

const namedBy = (kind: "semi" | "anti", name: string): Join => ({
  kind,
  relation: table("named"),
  as: "named",
  on: equal(column("memberId", "named"), column(name, "row")),
});

const rowNames = ["memberId", "updated_at", "file_order", "line"];
const columnsOf = (names: readonly string[]): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [name, column(name, "row")]));

/** Each named pseudonym (`alias`) in rows of customers who are known by id: only they have aliases. */
function aliasesIn(rows: Relation, names: readonly string[]): Relation {
  const unnested = select({
    from: rows,
    as: "row",
    columns: { ...columnsOf(names), alias: call("unnest", column("email_ids", "row")) },
    joins: [namedBy("anti", "memberId")],
  });
  return select({
    from: unnested,
    as: "row",
    everything: true,
    columns: {},
    joins: [namedBy("semi", "alias")],
  });
}

/** All rows of customers who have or had a named address; of each the newest has `age` 1. */
const touched = (customers: Relation): Relation =>
  select({
    from: customers,
    as: "row",
    columns: {
      ...columnsOf([...rowNames, "email_ids"]),
      age: over(call("row_number"), {
        partitionBy: [column("memberId", "row")],
        orderBy: newestFirst,
      }),
    },
    joins: [
      {
        kind: "semi",
        relation: aliasesIn(customers, ["memberId"]),
        as: "touched",
        on: equal(column("memberId", "touched"), column("memberId", "row")),
      },
    ],
  });

/**
 * Of several customers with an address the newest row has the alias. An address that nobody has any
 * more still means who had it last: what they did under it stays theirs.
 */
const holders = select({
  from: table("carriers"),
  columns: { alias: column("alias"), memberId: column("memberId") },
  qualify: equal(
    over(call("row_number"), {
      partitionBy: [column("alias")],
      orderBy: [
        { by: equal(column("age"), value(1)), descending: true },
        ...newestFirst,
        { by: column("memberId") },
      ],
    }),
    value(1),
  ),
});

const carrierColumns = {
  alias: "VARCHAR",
  memberId: "VARCHAR",
} as const;

/**
 * Tables `carriers` (alias, memberId: every customer who has or had an address by which some file knows
 * people) and `aliases` (alias, memberId: the one who is meant by it). Need the shape of customers, and the
 * Parquet files that know people by e-mail.
 */
export function planAliases(customers: DatasetFiles, byEmail: NamingFiles): readonly Statement[] {
  if (!isNaming(byEmail))
    return [createEmpty("carriers", carrierColumns), createEmpty("aliases", carrierColumns)];
  const carriers = aliasesIn(touched(fileRows(customers)), [...rowNames, "age"]);
  return [
    create("named", named(byEmail), "people whom files know by e-mail"),
    create("carriers", carriers, "customers with such addresses"),
    create("aliases", holders, "who is meant by each"),
  ];
}

const memberIds = (from: Relation): Relation =>
  select({ from, columns: { memberId: column("memberId") } });

/**
 * Table `refusing`: who was erased (`tombstones`) or objects, and every customer who has or had the
 * address of somebody known by e-mail who does: they are in no segment at all. An objection holds at once,
 * also one that is dated in the future: in doubt the answer is no.
 */
export function planRefusing(objections: DatasetFiles): Statement {
  const refusing = union(memberIds(table("tombstones")), memberIds(fileRows(objections)));
  const carriers = select({
    from: table("carriers"),
    as: "carrier",
    columns: { memberId: column("memberId", "carrier") },
    joins: [
      {
        kind: "semi",
        relation: refusing,
        as: "refusing",
        on: equal(column("memberId", "refusing"), column("alias", "carrier")),
      },
    ],
  });
  return create(
    "refusing",
    select({
      from: union(refusing, carriers),
      columns: { memberId: column("memberId") },
      distinct: true,
    }),
    "erased, or objecting",
  );
}
