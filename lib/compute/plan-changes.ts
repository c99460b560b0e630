import {
  any,
  call,
  column,
  equal,
  firstOf,
  joined,
  known,
  unequal,
  unknown,
  callWhere,
  cast,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Segment } from "../segments/contract.ts";
import { select, steps, table, union } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import { sameMembership } from "./plan-compute.ts";

const quoted = (of: Expression): Expression => joined(joined(value('"'), of), value('"'));

/** `{"loyal":"2026-11-24"}` for everybody in a segment; ids of segments need no escaping. */
function items(memberships: string): Relation {
  const entry = joined(
    joined(quoted(column("segment")), value(":")),
    quoted(cast(column("since"), "VARCHAR")),
  );
  const entries: Expression = {
    is: "call",
    name: "string_agg",
    args: [entry, value(",")],
    orderBy: [{ by: column("segment") }],
  };
  return select({
    from: table(memberships),
    columns: {
      memberId: column("memberId"),
      segments: joined(joined(value("{"), entries), value("}")),
    },
    groupBy: [column("memberId")],
  });
}

const memberIds = (of: string): Relation =>
  select({ from: table(of), columns: { memberId: column("memberId") } });

const beside = (name: string): Join => ({
  kind: "left",
  relation: table(name),
  as: name,
  on: equal(column("memberId", "person"), column("memberId", name)),
});

const itemOf = (of: string): Expression => call("coalesce", column("segments", of), value("{}"));

/**
 * Memberships of the published generation (table `published`) by the ids that segments have today: who was in
 * a segment under its old id stays in it.
 */
export function underTodaysIds(segments: readonly Segment[]): Relation {
  const renamed = segments.flatMap(({ id, was }) =>
    was === undefined
      ? []
      : [{ when: equal(column("segment"), value(was)), gives: value(String(id)) }],
  );
  const columns = { segment: firstOf(renamed, column("segment")), memberId: column("memberId") };
  return renamed.length === 0
    ? table("published")
    : select({
        note: "under the ids that segments have today",
        from: table("published"),
        columns: { ...columns, since: call("min", column("since")) },
        groupBy: Object.values(columns),
      });
}

/**
 * Everybody whose item must be written: their segments differ from the published generation's, or a
 * publication that was never finished may have written something else (table `again`).
 */
export const changedItems = (): Relation =>
  steps(
    [
      { name: "now", relation: items("memberships") },
      { name: "before", relation: items("published") },
      {
        name: "rewritten",
        relation: select({
          from: memberIds("again"),
          distinct: true,
          columns: { memberId: column("memberId") },
        }),
      },
      {
        name: "everybody",
        relation: select({
          from: union(memberIds("now"), memberIds("before"), memberIds("rewritten")),
          distinct: true,
          columns: { memberId: column("memberId") },
        }),
      },
    ],
    select({
      from: table("everybody"),
      as: "person",
      joins: [beside("now"), beside("before"), beside("rewritten")],
      columns: { memberId: column("memberId", "person"), segments: itemOf("now") },
      where: any(unequal(itemOf("now"), itemOf("before")), known(column("memberId", "rewritten"))),
      orderBy: [{ by: column("memberId", "person") }],
    }),
  );

/** Per segment: how many are in it, came, and left. */
export const movement = (): Relation =>
  select({
    from: table("memberships"),
    as: "now",
    joins: [
      {
        kind: "full",
        relation: table("previous"),
        as: "before",
        on: sameMembership("now", "before"),
      },
    ],
    columns: {
      segment: call("coalesce", column("segment", "now"), column("segment", "before")),
      size: call("count", column("memberId", "now")),
      entered: callWhere("count", unknown(column("memberId", "before"))),
      left: callWhere("count", unknown(column("memberId", "now"))),
    },
    groupBy: [call("coalesce", column("segment", "now"), column("segment", "before"))],
  });
