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
  surely,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import { batchNumber } from "./plan-changes.ts";
import type { Match, RowShape } from "./row-shape.ts";

/**
 * What of a leaving row may be sent. A platform takes off everybody who matches, so an identifier
 * that also stands in a row which stays is blanked; a row with nothing left to match by goes unsent.
 * Tables: going (rows to remove, one per key), stays, present, wanted.
 */

const firstColumn = ({ columns }: Match): string => columns[0] ?? "";
const sharedName = (match: Match): string => `shared ${match.columns.join(" ")}`;
const noText = cast(value(null), "VARCHAR");

/** Rows that stay where they are, or perhaps are. */
export const stays = (): Relation =>
  select({
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

/** What rows are compared by: the cell itself, or all cells of a name or address together. */
function matchText(match: Match): Expression {
  if (match.columns.length === 1) return column(firstColumn(match));
  const cells = match.columns.map((name) => column(name));
  const together = call("concat", ...cells.flatMap((cell) => [cell, value("|")]));
  return firstOf([{ when: all(...cells.map(known)), gives: together }], noText);
}

/** All values of one match in a table, with the rows' keys. */
const valuesOf = (match: Match, of: string): Relation =>
  select({
    from: table(of),
    columns: {
      key: column("key"),
      found: match.list ? call("unnest", column(firstColumn(match))) : matchText(match),
    },
  });

const sameFound = equal(column("found", "s"), column("found", "g"));

/** Values (`found`) of one match that leaving and staying rows share, once each. */
const shared = (match: Match): Relation =>
  select({
    from: valuesOf(match, "going"),
    as: "g",
    joins: [{ kind: "semi", relation: valuesOf(match, "stays"), as: "s", on: sameFound }],
    columns: { found: column("found", "g") },
    distinct: true,
  });

/** For each leaving row (`key`) the values of a list column that no staying row has (`own`). */
const ownValues = (match: Match): Relation =>
  select({
    from: valuesOf(match, "going"),
    as: "g",
    joins: [{ kind: "anti", relation: shared(match), as: "s", on: sameFound }],
    columns: {
      key: column("key", "g"),
      own: {
        is: "call",
        name: "array_agg",
        args: [column("found", "g")],
        orderBy: [{ by: column("found", "g") }],
      },
    },
    groupBy: [column("key", "g")],
  });

const byMatch = (match: Match): Join =>
  match.list
    ? {
        kind: "left",
        relation: ownValues(match),
        as: sharedName(match),
        on: equal(column("key", sharedName(match)), column("key", "going")),
      }
    : {
        kind: "left",
        relation: shared(match),
        as: sharedName(match),
        on: equal(column("found", sharedName(match)), matchText(match)),
      };

/** A column without what is shared. A name or an address is blanked by its first column. */
function blanked(name: string, { matchedBy }: RowShape): Expression {
  const mine = matchedBy.filter((match) => firstColumn(match) === name);
  const several = mine.find((match) => match.list);
  if (several !== undefined) return column("own", sharedName(several));
  if (mine.length === 0) return column(name, "going");
  const isShared = any(...mine.map((match) => known(column("found", sharedName(match)))));
  return firstOf([{ when: isShared, gives: noText }], column(name, "going"));
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
    as: "going",
    joins: shape.matchedBy.map(byMatch),
    columns: {
      key: column("key", "going"),
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
