import {
  all,
  any,
  call,
  callWhere,
  cast,
  column,
  equal,
  firstOf,
  known,
  lambda,
  not,
  over,
  minus,
  dividedBy,
  surely,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { contentKey } from "./row-shape.ts";
import type { Match, RowShape } from "./row-shape.ts";

/**
 * The difference between what a platform should hold and what it holds, over the tables
 *   wanted  (memberId, key, the platform's columns): rows that should be there,
 *   present (the same, and `sure`): rows that are there by the ledger, or may be (unsure).
 */

const everyColumn = (shape: RowShape, of?: string): Record<string, Expression> =>
  Object.fromEntries(Object.keys(shape.columns).map((name) => [name, column(name, of)]));

/** A platform's rows with their key. */
export const keyed = (shape: RowShape, rows: Relation): Relation =>
  select({
    from: rows,
    columns: {
      memberId: column("memberId"),
      key: contentKey(shape.columns),
      ...everyColumn(shape),
    },
  });

/** Which of n rows go together: deterministic batches, cut in the order of their keys. */
const batchNumber = (size: number): Expression =>
  cast(
    call(
      "floor",
      dividedBy(
        cast(
          minus(over(call("row_number"), { orderBy: [{ by: column("key") }] }), value(1)),
          "DOUBLE",
        ),
        cast(value(size), "DOUBLE"),
      ),
    ),
    "BIGINT",
  );

const oncePerKey = (shape: RowShape, from: Relation): Relation =>
  select({
    from,
    columns: {
      key: column("key"),
      ...Object.fromEntries(
        Object.keys(shape.columns).map((name) => [name, call("any_value", column(name))]),
      ),
    },
    groupBy: [column("key")],
  });

const notIn = (from: Relation, other: Relation): Relation =>
  select({
    from,
    as: "a",
    everything: true,
    columns: {},
    joins: [
      { kind: "anti", relation: other, as: "b", on: equal(column("key", "b"), column("key", "a")) },
    ],
  });

/** Rows to add: wanted, and not surely there. One row per key, with its batch. */
export const additions = (shape: RowShape, size: number): Relation => {
  const surelyThere = select({
    from: table("present"),
    columns: { key: column("key") },
    where: column("sure"),
  });
  return select({
    note: "wanted, and not surely there",
    from: oncePerKey(shape, notIn(table("wanted"), surelyThere)),
    everything: true,
    columns: { batch: batchNumber(size) },
  });
};

/** Rows to remove: there or perhaps there, and wanted by nobody. */
export const removals = (shape: RowShape): Relation =>
  select({
    note: "there or perhaps there, and wanted by nobody",
    from: oncePerKey(shape, notIn(table("present"), table("wanted"))),
    everything: true,
    columns: {},
  });

const flat = (match: Match, from: Relation): Relation => {
  const [name = ""] = match.columns;
  return select({
    from: select({
      from,
      columns: { found: match.list ? call("unnest", column(name)) : column(name) },
    }),
    columns: { found: column("found") },
    where: known(column("found")),
    distinct: true,
  });
};

const single = (match: Match): boolean => match.columns.length === 1;
const sharedName = (match: Match): string => `shared ${match.columns.join(" ")}`;

/** The value by which rows are compared for one match: the cell itself, or all cells of an address together. */
function matchText(match: Match): Expression {
  const cells = match.columns.map((name) => column(name));
  return single(match)
    ? column(match.columns[0] ?? "")
    : firstOf(
        [
          {
            when: all(...cells.map(known)),
            then: call("concat", ...cells.flatMap((cell) => [cell, value("|")])),
          },
        ],
        cast(value(null), "VARCHAR"),
      );
}

/**
 * Identifiers of rows in `going` that also stand in a row which stays: they must not be sent for
 * removal, since the platform would take off the one who stays. One row, a list per match.
 */
export function sharedIdentifiers(match: Match): Relation {
  const staying = select({
    from: table("present"),
    as: "p",
    everything: true,
    columns: {},
    joins: [
      {
        kind: "semi",
        relation: table("wanted"),
        as: "w",
        on: equal(column("key", "w"), column("key", "p")),
      },
    ],
  });
  const values = (from: Relation): Relation =>
    match.list
      ? flat(match, from)
      : flat(
          { columns: ["found"], list: false },
          select({ from, columns: { found: matchText(match) } }),
        );
  return select({
    from: values(table("going")),
    as: "g",
    joins: [
      {
        kind: "semi",
        relation: values(staying),
        as: "s",
        on: equal(column("found", "s"), column("found", "g")),
      },
    ],
    columns: {
      [sharedName(match)]: call(
        "coalesce",
        call("array_agg", column("found", "g")),
        cast({ is: "list", of: [] }, "VARCHAR[]"),
      ),
    },
  });
}

/** What of a removal row may be sent: shared identifiers are blanked, rows left with nothing to match by go unsent. */
export function strippedRemovals(shape: RowShape, size: number): Relation {
  const isShared = (match: Match): Expression =>
    surely(call("list_contains", column(sharedName(match)), matchText(match)));
  const blank = (name: string): Expression => {
    const own = shape.matchedBy.find((match) => single(match) && match.columns[0] === name);
    if (own?.list === true) {
      return call(
        "list_filter",
        column(name),
        lambda("one", not(call("list_contains", column(sharedName(own)), column("one")))),
      );
    }
    const composites = shape.matchedBy.filter(
      (match) => !single(match) && match.columns[0] === name,
    );
    const shared = [...(own === undefined ? [] : [own]), ...composites].map(isShared);
    return shared.length === 0
      ? column(name)
      : firstOf([{ when: any(...shared), then: cast(value(null), "VARCHAR") }], column(name));
  };
  const stripped = select({
    note: "identifiers of somebody who stays are blanked",
    from: table("going"),
    joins: shape.matchedBy.map((match) => ({
      kind: "cross",
      relation: sharedIdentifiers(match),
      as: sharedName(match),
    })),
    columns: {
      key: column("key"),
      ...Object.fromEntries(Object.keys(shape.columns).map((name) => [name, blank(name)])),
    },
  });
  const matchable = shape.matchedBy.map((match) =>
    match.list
      ? surely({
          is: "operation",
          operator: ">",
          left: call("length", column(match.columns[0] ?? "")),
          right: value(0),
        })
      : all(...match.columns.map((name) => known(column(name)))),
  );
  return select({
    from: stripped,
    everything: true,
    columns: { batch: batchNumber(size) },
    where: any(...matchable),
  });
}

/** The ledger after a push: wanted entries whose row is at the platform. */
export const newLedger = (): Relation =>
  select({
    from: table("wanted"),
    as: "w",
    everything: true,
    columns: {},
    joins: [
      {
        kind: "semi",
        relation: table("present"),
        as: "p",
        on: equal(column("key", "p"), column("key", "w")),
      },
    ],
    orderBy: [{ by: column("key", "w") }, { by: column("memberId", "w") }],
  });

const sameEntry = all(
  equal(column("key", "b"), column("key", "a")),
  equal(column("memberId", "b"), column("memberId", "a")),
);

/**
 * What a push did, in members: `before` is the old ledger, `ledger` the new one, `forbidden` those who
 * may not be there. A member one of whose rows is new counts as added, so added + unchanged = there.
 */
export const membersMoved = (): Relation => {
  const now = select({
    from: table("ledger"),
    as: "a",
    joins: [{ kind: "left", relation: table("before"), as: "b", on: sameEntry }],
    columns: {
      memberId: column("memberId", "a"),
      same: call("bool_and", known(column("key", "b"))),
    },
    groupBy: [column("memberId", "a")],
  });
  const gone = select({
    from: table("before"),
    as: "a",
    distinct: true,
    joins: [
      {
        kind: "anti",
        relation: table("ledger"),
        as: "b",
        on: equal(column("memberId", "b"), column("memberId", "a")),
      },
      {
        kind: "left",
        relation: table("forbidden"),
        as: "f",
        on: equal(column("memberId", "f"), column("memberId", "a")),
      },
    ],
    columns: { memberId: column("memberId", "a"), withdrawn: known(column("memberId", "f")) },
  });
  return select({
    from: select({
      from: now,
      columns: {
        unchanged: callWhere("count", column("same")),
        added: callWhere("count", not(column("same"))),
      },
    }),
    joins: [
      {
        kind: "cross",
        as: "g",
        relation: select({
          from: gone,
          columns: { removed: call("count"), withdrawn: callWhere("count", column("withdrawn")) },
        }),
      },
    ],
    everything: true,
    columns: {},
  });
};

/** Rows (keys) that would still have to be added and removed for the platform to equal `goal`. */
export const pendingRows = (): Relation => {
  const keys = (of: string): Relation =>
    select({ from: table(of), columns: { key: column("key") }, distinct: true });
  const missing = (from: string, other: string): Relation =>
    select({ from: notIn(keys(from), table(other)), columns: { rows: call("count") } });
  return select({
    from: missing("goal", "present"),
    as: "a",
    joins: [{ kind: "cross", relation: missing("present", "goal"), as: "r" }],
    columns: { add: column("rows", "a"), remove: column("rows", "r") },
  });
};
