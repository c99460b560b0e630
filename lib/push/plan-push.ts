import {
  all,
  column,
  equal,
  known,
  unknown,
  value,
  any,
  call,
  countDistinct,
} from "../sql/expression.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import { notIn } from "./plan-changes.ts";
import { entryColumns } from "./row-shape.ts";
import type { RowShape } from "./row-shape.ts";

/** The small relations that a push plans with. */

const memberIds = (from: Relation): Relation =>
  select({ from, columns: { memberId: column("memberId") } });

/** The members of one segment in a generation. */
export const membersOf = (segment: string): Relation =>
  select({
    from: table("memberships"),
    columns: { memberId: column("memberId") },
    where: equal(column("segment"), value(segment)),
  });

/** Everybody whose consent matters: the segment's members, whoever is at the platform, or was by an earlier base. */
export const everybody = (...bases: readonly Relation[]): Relation =>
  select({
    from: union(...[table("candidates"), table("present"), ...bases].map(memberIds)),
    columns: { memberId: column("memberId") },
    distinct: true,
  });

/** Who may not be at the platform, whatever else is held. */
export const forbidden = (): Relation =>
  select({
    note: "erased, or without consent",
    from: table("everybody"),
    as: "e",
    joins: ["erased", "without_consent"].map((name) => ({
      kind: "left",
      relation: table(name),
      as: name,
      on: equal(column("memberId", name), column("memberId", "e")),
    })),
    columns: { memberId: column("memberId", "e") },
    where: any(known(column("memberId", "erased")), known(column("memberId", "without_consent"))),
  });

const notForbidden: Join = {
  kind: "anti",
  relation: table("forbidden"),
  as: "f",
  on: equal(column("memberId", "f"), column("memberId", "p")),
};

/** What is there of people who may be there: all that is wanted while nothing else may move. */
export const staying = (shape: RowShape): Relation =>
  select({
    from: table("present"),
    as: "p",
    joins: [
      notForbidden,
      {
        kind: "anti",
        relation: table("refused_rows"),
        as: "r",
        on: equal(column("key", "r"), column("key", "p")),
      },
    ],
    columns: entryColumns(shape, "p"),
  });

/** Rows of eligible members. */
export const eligibleRows = (): Relation =>
  select({
    from: table("rows"),
    as: "r",
    everything: true,
    columns: {},
    joins: [
      {
        kind: "semi",
        relation: table("verdicts"),
        as: "v",
        on: all(
          equal(column("memberId", "v"), column("memberId", "r")),
          unknown(column("reason", "v")),
        ),
      },
    ],
  });

/** How many members for each reason; null is eligible. */
export const reasonCounts = (): Relation =>
  select({
    from: table("verdicts"),
    columns: { reason: column("reason"), members: call("count") },
    groupBy: [column("reason")],
  });

/** Members of a base who may be there now: what a guard compares with. */
export const mayStay = (base: Relation): Relation =>
  select({
    from: base,
    as: "p",
    joins: [notForbidden],
    columns: { members: countDistinct(column("memberId", "p"), column("sure", "p")) },
  });

/** Rows that must leave and cannot be removed yet, since the platform is still adding them. */
export const owedRows = (): Relation =>
  select({
    from: notIn(table("present"), table("staying")),
    columns: { rows: call("count") },
    where: equal(column("under_way"), value("add")),
  });

/** Rows of a table. */
export const rowsIn = (of: string): Relation =>
  select({ from: table(of), columns: { rows: call("count") } });
