import { all, call, callWhere, column, equal, known, not } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { notIn, refusedTo } from "./plan-changes.ts";
import { entryColumns } from "./row-shape.ts";
import type { RowShape } from "./row-shape.ts";

/** What a push came to. Tables: ledger (the new one), forbidden, present, refused, wanted, goal. */

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
    joins: [{ kind: "semi", relation: refusedTo("remove"), as: "t", on: same("key", "t", "p") }],
  });
  return select({
    from: union(kept, unremoved),
    everything: true,
    columns: {},
    orderBy: [{ by: column("key") }, { by: column("memberId") }],
  });
}

const sureOf = (of: Relation): Relation =>
  select({ from: of, everything: true, columns: {}, where: column("sure") });

/** Members there now; one any of whose rows is new counts as added, so added + unchanged = there. */
function staying(opened: Relation): Relation {
  const members = select({
    from: sureOf(table("ledger")),
    as: "a",
    joins: [
      {
        kind: "left",
        relation: sureOf(opened),
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

/** Members there at first and not now, and those of them who may not be there. */
function gone(opened: Relation): Relation {
  const members = select({
    from: opened,
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

/** added, unchanged, removed, withdrawn: members, counted from an earlier base. */
export const membersMoved = (opened: Relation): Relation =>
  select({
    from: staying(opened),
    joins: [{ kind: "cross", relation: gone(opened), as: "g" }],
    everything: true,
    columns: {},
  });

const entriesOnlyIn = (one: Relation, other: Relation): Relation =>
  select({
    from: one,
    as: "a",
    joins: [
      {
        kind: "anti",
        relation: other,
        as: "b",
        on: all(same("key", "b", "a"), same("memberId", "b", "a"), same("sure", "b", "a")),
      },
    ],
    columns: { entries: call("count") },
  });

/** Entries of the new ledger that a base has not, and the other way round: came, went. */
export const entriesMoved = (base: Relation): Relation =>
  select({
    from: entriesOnlyIn(table("ledger"), base),
    as: "c",
    joins: [{ kind: "cross", relation: entriesOnlyIn(base, table("ledger")), as: "w" }],
    columns: { came: column("entries", "c"), went: column("entries", "w") },
  });

const keysOf = (from: Relation): Relation =>
  select({ from, columns: { key: column("key") }, distinct: true });

const missing = (from: Relation, other: Relation): Relation =>
  select({ from: notIn(keysOf(from), other), columns: { rows: call("count") } });

/** Rows to be added for what is surely there to equal `goal`, and to be removed of what is perhaps there. */
const between = (sure: Relation, perhaps: Relation): Relation =>
  select({
    from: missing(table("goal"), sure),
    as: "a",
    joins: [{ kind: "cross", relation: missing(perhaps, table("goal")), as: "r" }],
    columns: { add: column("rows", "a"), remove: column("rows", "r") },
  });

/** Rows that would still have to be added and removed for the platform to equal `goal`: add, remove. */
export const pendingRows = (of: "present" | "ledger"): Relation =>
  between(sureOf(table(of)), table(of));

/** Rows that the goal would have come and go, besides those that must go: add, remove. */
export const movingRows = (): Relation => between(table("staying"), table("staying"));
