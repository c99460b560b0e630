import { all, call, callWhere, column, equal, known, not } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { notIn } from "./plan-changes.ts";

/** What a push came to. Tables: before and ledger (the old and new ledger), forbidden, present, wanted, goal. */

const same = (name: string, left: string, right: string): Expression =>
  equal(column(name, left), column(name, right));

/** The ledger after a push: wanted entries whose row is at the platform. */
export const newLedger = (): Relation =>
  select({
    from: table("wanted"),
    as: "w",
    everything: true,
    columns: {},
    joins: [{ kind: "semi", relation: table("present"), as: "p", on: same("key", "p", "w") }],
    orderBy: [{ by: column("key", "w") }, { by: column("memberId", "w") }],
  });

/** Members there now; one any of whose rows is new counts as added, so added + unchanged = there. */
function staying(): Relation {
  const members = select({
    from: table("ledger"),
    as: "a",
    joins: [
      {
        kind: "left",
        relation: table("before"),
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

/** added, unchanged, removed, withdrawn: in members. */
export const membersMoved = (): Relation =>
  select({
    from: staying(),
    joins: [{ kind: "cross", relation: gone(), as: "g" }],
    everything: true,
    columns: {},
  });

const keys = (of: string): Relation =>
  select({ from: table(of), columns: { key: column("key") }, distinct: true });

const missing = (from: string, other: string): Relation =>
  select({ from: notIn(keys(from), table(other)), columns: { rows: call("count") } });

/** Rows that would still have to be added and removed for the platform to equal `goal`. */
export const pendingRows = (): Relation =>
  select({
    from: missing("goal", "present"),
    as: "a",
    joins: [{ kind: "cross", relation: missing("present", "goal"), as: "r" }],
    columns: { add: column("rows", "a"), remove: column("rows", "r") },
  });
