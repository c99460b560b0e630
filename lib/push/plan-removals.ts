import {
  above,
  all,
  any,
  call,
  cast,
  column,
  equal,
  firstOf,
  known,
  lambda,
  list,
  not,
  surely,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { batchNumber } from "./plan-changes.ts";
import type { Match, RowShape } from "./row-shape.ts";

/**
 * What of a leaving row may be sent. A platform takes off everybody who matches, so an identifier
 * that also stands in a row which stays is blanked; a row with nothing left to match by goes unsent.
 * Tables: going (rows to remove), present, wanted.
 */

const isSingle = ({ columns }: Match): boolean => columns.length === 1;
const firstColumn = ({ columns }: Match): string => columns[0] ?? "";
const shareName = (match: Match): string => `shared ${match.columns.join(" ")}`;
const noText = cast(value(null), "VARCHAR");

/** What rows are compared by: the cell itself, or all cells of a name or address together. */
function matchText(match: Match): Expression {
  if (isSingle(match)) return column(firstColumn(match));
  const cells = match.columns.map((name) => column(name));
  const together = call("concat", ...cells.flatMap((cell) => [cell, value("|")]));
  return firstOf([{ when: all(...cells.map(known)), gives: together }], noText);
}

/** All values of one match in `from`, once each. */
function valuesOf(match: Match, from: Relation): Relation {
  const found = match.list ? call("unnest", column(firstColumn(match))) : matchText(match);
  return select({
    from: select({ from, columns: { found } }),
    columns: { found: column("found") },
    where: known(column("found")),
    distinct: true,
  });
}

/** One row: the list of values that leaving and staying rows share. */
function shared(match: Match): Relation {
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
  return select({
    from: valuesOf(match, table("going")),
    as: "g",
    joins: [
      {
        kind: "semi",
        relation: valuesOf(match, staying),
        as: "s",
        on: equal(column("found", "s"), column("found", "g")),
      },
    ],
    columns: {
      [shareName(match)]: call(
        "coalesce",
        call("array_agg", column("found", "g")),
        cast(list(), "VARCHAR[]"),
      ),
    },
  });
}

const isShared = (match: Match): Expression =>
  surely(call("list_contains", column(shareName(match)), matchText(match)));

/** A column without what is shared. A name or an address is blanked by its first column. */
function blanked(name: string, { matchedBy }: RowShape): Expression {
  const mine = matchedBy.filter((match) => firstColumn(match) === name);
  const several = mine.find((match) => match.list);
  if (several !== undefined) {
    const others = not(call("list_contains", column(shareName(several)), column("one")));
    return call("list_filter", column(name), lambda("one", others));
  }
  if (mine.length === 0) return column(name);
  return firstOf([{ when: any(...mine.map(isShared)), gives: noText }], column(name));
}

const canMatch = (match: Match): Expression =>
  match.list
    ? surely(above(call("length", column(firstColumn(match))), value(0)))
    : all(...match.columns.map((name) => known(column(name))));

/** The rows to send for removal, with their batch. */
export function strippedRemovals(shape: RowShape, size: number): Relation {
  const stripped = select({
    note: "identifiers of somebody who stays are blanked",
    from: table("going"),
    joins: shape.matchedBy.map((match) => ({
      kind: "cross",
      relation: shared(match),
      as: shareName(match),
    })),
    columns: {
      key: column("key"),
      ...Object.fromEntries(Object.keys(shape.columns).map((name) => [name, blanked(name, shape)])),
    },
  });
  return select({
    from: stripped,
    everything: true,
    columns: { batch: batchNumber(size) },
    where: any(...shape.matchedBy.map(canMatch)),
  });
}
