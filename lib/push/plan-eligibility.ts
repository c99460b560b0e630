import type { Definitions, Segment } from "../segments/contract.ts";
import {
  all,
  among,
  any,
  below,
  call,
  column,
  equal,
  firstOf,
  joined,
  known,
  cast,
  unknown,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import type { Destination } from "../workspace/workspace.ts";
import type { WithheldReason } from "./contract.ts";

/** One audience as its workspace defines it. */
export interface AudienceDefinition {
  readonly definitions: Definitions;
  readonly segment: Segment;
  readonly destination: Destination;
}

/** 13 hex digits: as much of a hash as a share can be told apart by. */
const shareDigits = 13;

/** Held out: SHA-256(salt ‖ memberId), read as a fraction, falls under the share. Sticky per person. */
function heldOut(salt: string, share: number): Expression {
  if (share <= 0) return value(false);
  if (share >= 1) return value(true);
  const limit = Math.floor(share * 16 ** shareDigits)
    .toString(16)
    .padStart(shareDigits, "0");
  const hash = call("sha256", joined(value(salt), column("memberId", "m")));
  return below(call("substring", hash, value(1), value(shareDigits)), value(limit));
}

const members = (of: Relation, where: Expression): Relation =>
  select({ from: of, columns: { memberId: column("memberId") }, distinct: true, where });

const texts = (of: readonly string[]): readonly Expression[] => of.map((one) => value(one));

function excluded({ segment, destination }: AudienceDefinition): Relation {
  const named = members(table("memberships"), among(column("segment"), texts(segment.exclude)));
  if (destination.only === undefined) return named;
  const outside = select({
    note: `who does not meet the destination's "only"`,
    from: table("candidates"),
    as: "c",
    joins: [
      {
        kind: "anti",
        relation: table("marks"),
        as: "k",
        on: all(
          equal(column("memberId", "k"), column("memberId", "c")),
          equal(column("mark", "k"), value(`only:${destination.id}`)),
        ),
      },
    ],
    columns: { memberId: column("memberId", "c") },
  });
  return select({
    from: union(named, outside),
    columns: { memberId: column("memberId") },
    distinct: true,
  });
}

/** Of equal ranks the first id wins: nobody may be in two audiences of a group. */
function isBetter(one: Segment, than: Segment): boolean {
  if (one.exclusive === undefined || one.exclusive.group !== than.exclusive?.group) return false;
  const { rank } = than.exclusive;
  return one.exclusive.rank < rank || (one.exclusive.rank === rank && one.id < than.id);
}

/** Members of a better-ranked segment of the same group that has an audience. */
function elsewhere({ definitions, segment }: AudienceDefinition): Relation {
  const better = definitions.segments.filter(
    (other) => other.to.length > 0 && isBetter(other, segment),
  );
  return members(table("memberships"), among(column("segment"), texts(better.map(({ id }) => id))));
}

function minors({ definitions }: AudienceDefinition): Relation {
  const marks =
    definitions.workspace.settings.unknownAge === "withhold" ? ["minor", "age-unknown"] : ["minor"];
  return members(table("marks"), among(column("mark"), texts(marks)));
}

const leftJoin = (as: string, relation: Relation): Join => ({
  kind: "left",
  relation,
  as,
  on: equal(column("memberId", as), column("memberId", "m")),
});
const because = (reason: WithheldReason, when: Expression) => ({ when, gives: value(reason) });
const stands = (as: string): Expression => known(column("memberId", as));

/**
 * Each of `candidates` (the segment's members) with the first reason why they are withheld, or null.
 * Reads the tables candidates, people, erased, without_consent, memberships, marks, rows (the
 * platform's rows of those of them who are identifiable).
 */
export function planEligibility(audience: AudienceDefinition): Relation {
  const { definitions, segment } = audience;
  const { name, holdout } = definitions.workspace.settings;
  return select({
    note: "the first reason that applies, for each member of the segment",
    from: table("candidates"),
    as: "m",
    joins: [
      leftJoin("erased", table("erased")),
      leftJoin("without_consent", table("without_consent")),
      leftJoin("minors", minors(audience)),
      leftJoin("excluded", excluded(audience)),
      leftJoin("elsewhere", elsewhere(audience)),
      leftJoin(
        "identified",
        select({ from: table("rows"), columns: { memberId: column("memberId") }, distinct: true }),
      ),
    ],
    columns: {
      memberId: column("memberId", "m"),
      reason: firstOf(
        [
          because("erased", stands("erased")),
          because("no-consent", stands("without_consent")),
          because("minor", stands("minors")),
          because("excluded", stands("excluded")),
          because("other-group", stands("elsewhere")),
          because(
            "holdout",
            any(heldOut(name, holdout), heldOut(segment.firstId, segment.holdout)),
          ),
          because("no-identifier", unknown(column("memberId", "identified"))),
        ],
        cast(value(null), "VARCHAR"),
      ),
    },
  });
}
