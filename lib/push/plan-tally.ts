import { all, call, callWhere, column, equal, known, not } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { notIn } from "./plan-changes.ts";
import { entryColumns } from "./row-shape.ts";
import type { RowShape } from "./row-shape.ts";

/** What a push came to. Tables: before and ledger (the old and new ledger), forbidden, present, wanted, goal, to_remove. */

const same = (name: string, left: string, right: string): Expression =>
  equal(column(name, left), column(name, right));

/** The ledger after a push: wanted entries whose row is at the platform, or may be; and rows whose removal was refused. */
export function newLedger(shape: RowShape): Relation {
  const there = select({
    from: table("present"),
    columns: { key: column("key"), sure: call("bool_and", column("sure")) },
    groupBy: [column("key")],
  });
  const kept = select({
    from: table("wanted"),
    as: "w",
    columns: { ...entryColumns(shape, "w"), sure: column("sure", "p") },
    joins: [{ kind: "inner", relation: there, as: "p", on: same("key", "p", "w") }],
  });
  const unremoved = select({
    from: notIn(table("present"), table("wanted")),
    as: "p",
    columns: { ...entryColumns(shape, "p"), sure: column("sure", "p") },
    joins: [{ kind: "semi", relation: table("to_remove"), as: "t", on: same("key", "t", "p") }],
  });
  return select({
    from: union(kept, unremoved),
    everything: true,
    columns: {},
    orderBy: [{ by: column("key") }, { by: column("memberId") }],
  });
}

const sureOf = (of: string): Relation =>
  select({ from: table(of), everything: true, columns: {}, where: column("sure") });

/** Members there now; one any of whose rows is new counts as added, so added + unchanged = there. */
function staying(): Relation {
  const members = select({
    from: sureOf("ledger"),
    as: "a",
    joins: [
      {
        kind: "left",
        relation: sureOf("before"),
        as: "b",
        on: all(same("key", "b", "a"), same("memberId", "b", "a")),
      },
    ],
    columns: {
      memberId: column("memberId", "a"),
      same: call("bool_and", known(column("key", "b"))),
    },
    groupBy: [column("memberId", "a")],
  });
  return select({
    from: members,
    columns: {
      unchanged: callWhere("count", column("same")),
      added: callWhere("count", not(column("same"))),
    },
  });
}

/** Members there before and not now, and those of them who may not be there. */
function gone(): Relation {
  const members = select({
    from: table("before"),
    as: "a",
    distinct: true,
    joins: [
      { kind: "anti", relation: table("ledger"), as: "b", on: same("memberId", "b", "a") },
      { kind: "left", relation: table("forbidden"), as: "f", on: same("memberId", "f", "a") },
    ],
    columns: { memberId: column("memberId", "a"), withdrawn: known(column("memberId", "f")) },
  });
  return select({
    from: members,
    columns: { removed: call("count"), withdrawn: callWhere("count", column("withdrawn")) },
  });
}

const entriesOnlyIn = (one: string, other: string): Relation =>
  select({
    from: table(one),
    as: "a",
    joins: [
      {
        kind: "anti",
        relation: table(other),
        as: "b",
        on: all(same("key", "b", "a"), same("memberId", "b", "a"), same("sure", "b", "a")),
      },
    ],
    columns: { entries: call("count") },
  });

/** added, unchanged, removed, withdrawn in members; came, went: entries. */
export const membersMoved = (): Relation =>
  select({
    from: staying(),
    as: "s",
    joins: [
      { kind: "cross", relation: gone(), as: "g" },
      { kind: "cross", relation: entriesOnlyIn("ledger", "before"), as: "c" },
      { kind: "cross", relation: entriesOnlyIn("before", "ledger"), as: "w" },
    ],
    columns: {
      unchanged: column("unchanged", "s"),
      added: column("added", "s"),
      removed: column("removed", "g"),
      withdrawn: column("withdrawn", "g"),
      came: column("entries", "c"),
      went: column("entries", "w"),
    },
  });

const keys = (of: string): Relation =>
  select({ from: table(of), columns: { key: column("key") }, distinct: true });

const missing = (from: string, other: string): Relation =>
  select({ from: notIn(keys(from), table(other)), columns: { rows: call("count") } });

/** Rows that would still have to be added to and removed from a table for it to equal `goal`. */
export const pendingRows = (of: "present" | "staying"): Relation =>
  select({
    from: missing("goal", of),
    as: "a",
    joins: [{ kind: "cross", relation: missing(of, "goal"), as: "r" }],
    columns: { add: column("rows", "a"), remove: column("rows", "r") },
  });
