import type { Gathering, SegmentPlan } from "../segments/contract.ts";
import { call, column, equal, over } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { create, select, table, union } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";

const isPlanned = (of: Readonly<Record<string, unknown>>): boolean => Object.keys(of).length > 0;

/** What the rows of each person come to, in one pass. */
function gathered({ from, by, each, features }: Gathering): Relation {
  const memberId = column("memberId");
  const rows = isPlanned(by)
    ? select({
        from,
        columns: { memberId, ...each },
        groupBy: [memberId, ...Object.values(by)],
      })
    : from;
  return select({ from: rows, columns: { memberId, ...features }, groupBy: [memberId] });
}

/** Everyone with a row in customers or orders. */
const universe: Relation = select({
  from: union(
    select({ from: table("customers_now"), columns: { memberId: column("memberId") } }),
    select({ from: table("orders_now"), columns: { memberId: column("memberId") } }),
  ),
  columns: { memberId: column("memberId") },
  distinct: true,
});

/** Something that is known of some people: in which table, and which of its columns are called what. */
interface Known {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

const featureTable = (at: number): string => `features ${at + 1}`;

const knownOf = ({ customerColumns, gatherings }: SegmentPlan): readonly Known[] => [
  { table: "customers_now", columns: { birth_date: "birth_date", ...customerColumns } },
  ...gatherings.map(({ features }, at) => ({
    table: featureTable(at),
    columns: Object.fromEntries(Object.keys(features).map((name) => [name, name])),
  })),
];

const beside = (kind: Join["kind"], name: string, by: string): Join => ({
  kind,
  relation: table(name),
  as: name,
  on: equal(column(by, "person"), column(by, name)),
});

const columnsOf = (known: readonly Known[]): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    known.flatMap((one) =>
      Object.entries(one.columns).map(([name, from]) => [name, column(from, one.table)]),
    ),
  );

/** Everybody of a relation, with all that some tables know of them. */
const withKnown = (from: Relation, known: readonly Known[], kept: readonly string[]): Relation =>
  select({
    note: "everyone with a row in customers or orders",
    from,
    as: "person",
    joins: known.map((one) => beside("left", one.table, "memberId")),
    columns: {
      ...Object.fromEntries(kept.map((name) => [name, column(name, "person")])),
      ...columnsOf(known),
    },
  });

/**
 * So many tables are joined at once: all of them must fit in memory together, and with each that knows only
 * some of the people the pieces get smaller that DuckDB works in. Of more than that the parts are brought
 * together by a number of each person.
 */
const atOnce = 4;

const inGroups = <T>(of: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(of.length / atOnce) }, (_, at) =>
    of.slice(at * atOnce, (at + 1) * atOnce),
  );

const partTable = (at: number): string => `part ${at + 1}`;

const numbered: Relation = select({
  from: universe,
  columns: { memberId: column("memberId"), number: over(call("row_number"), {}) },
});

/** The parts side by side, by the numbers of people. */
const together = (groups: readonly (readonly Known[])[]): Relation =>
  select({
    from: table("everyone"),
    as: "person",
    joins: groups.map((_, at) => beside("inner", partTable(at), "number")),
    columns: {
      memberId: column("memberId", "person"),
      ...Object.fromEntries(
        groups.flatMap((group, at) =>
          Object.keys(columnsOf(group)).map((name) => [name, column(name, partTable(at))]),
        ),
      ),
    },
  });

const note = "features of everybody";

function side(groups: readonly (readonly Known[])[]): readonly Statement[] {
  const [only = [], second] = groups;
  if (second === undefined)
    return [create("people", withKnown(universe, only, ["memberId"]), note)];
  return [
    create("everyone", numbered, "everyone, numbered"),
    ...groups.map((group, at) =>
      create(
        partTable(at),
        withKnown(table("everyone"), group, ["number"]),
        `${note}, part ${at + 1} of ${groups.length}`,
      ),
    ),
    create("people", together(groups), note),
  ];
}

/** Table `people`: the universe, with all features side by side; and the tables that it is made of. */
export const planPeople = (plan: SegmentPlan): readonly Statement[] => [
  ...plan.gatherings.map((gathering, at) =>
    create(featureTable(at), gathered(gathering), Object.keys(gathering.features).join(", ")),
  ),
  ...side(inGroups(knownOf(plan))),
];
