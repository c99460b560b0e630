import type { SegmentId } from "../core/ids.ts";
import { dayBefore } from "../core/run-clock.ts";
import type { RunClock } from "../core/run-clock.ts";
import type { Rulebook } from "../segments/contract.ts";
import {
  above,
  all,
  any,
  atMost,
  call,
  callWhere,
  cast,
  column,
  date,
  firstOf,
  not,
  surely,
  unknown,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";

/** What a preview counts, of the table `verdicts` in one pass. */

export type Rule = Rulebook["rules"] extends ReadonlyMap<SegmentId, infer R> ? R : never;
type PlacedClause = Extract<Rule, { readonly is: "clause" }>;
type Leaf = (clause: PlacedClause) => Expression;

/** The nodes of a rule, in the order in which they are written. */
export function nodesOf(rule: Rule): readonly Rule[] {
  if (rule.is === "clause") return [rule];
  return [rule, ...(rule.is === "not" ? [rule.of] : rule.of).flatMap(nodesOf)];
}

/** A rule over the columns of its clauses; `instead` stands in for some of its nodes. */
function holds(rule: Rule, leaf: Leaf, instead?: (of: Rule) => Expression | undefined): Expression {
  const replaced = instead?.(rule);
  if (replaced !== undefined) return replaced;
  switch (rule.is) {
    case "clause":
      return leaf(rule);
    case "not":
      return not(holds(rule.of, leaf, instead));
    case "all":
      return all(...rule.of.map((one) => holds(one, leaf, instead)));
    case "any":
      return any(...rule.of.map((one) => holds(one, leaf, instead)));
  }
}

/** A rule less one of its nodes, and less what has nothing in it without; undefined: nothing is left. */
function less(rule: Rule, node: Rule): Rule | undefined {
  if (rule === node) return undefined;
  if (rule.is === "clause") return rule;
  if (rule.is === "not") {
    const inner = less(rule.of, node);
    return inner === undefined ? undefined : { is: "not", of: inner };
  }
  const left = rule.of.flatMap((one) => less(one, node) ?? []);
  return left.length === 0 ? undefined : { is: rule.is, of: left };
}

/** The column of a clause: null where something is not known. */
const verdictOf =
  (segment: SegmentId): Leaf =>
  ({ path }) =>
    column(`${segment}/${path}`);

const counted = (where: Expression): Expression => callWhere("count", where);

/** Members who would not be, if a `not` held only where it is known that its rule does not. */
function onlyUnknown(rule: Rule, node: Rule, segment: SegmentId): Expression {
  const verdict = verdictOf(segment);
  const strictly = holds(
    rule,
    (clause) => surely(verdict(clause)),
    (of) => (of === node && of.is === "not" ? surely(not(holds(of.of, verdict))) : undefined),
  );
  return all(column(segment), not(strictly));
}

/** What is counted of one node, by column. */
function countsOf(
  rule: Rule,
  node: Rule,
  segment: SegmentId,
): Readonly<Record<string, Expression>> {
  if (node.is === "not") return { unknown: onlyUnknown(rule, node, segment) };
  if (node.is !== "clause") return {};
  const verdict = verdictOf(segment);
  const left = less(rule, node);
  return {
    holds: verdict(node),
    unknown: unknown(verdict(node)),
    without: left === undefined ? value(true) : holds(left, (clause) => surely(verdict(clause))),
  };
}

/** Which column tells what of which node. */
export const nodeColumn = (at: number, what: string): string => `${what} ${at + 1}`;
export const otherColumn = (what: "all" | "both", segment: SegmentId): string =>
  `${what} ${segment}`;

/** One row: everybody, the segment, its clauses and each `not`, and what it shares with the other segments. */
export function figuresOf(rule: Rule, segment: SegmentId, others: readonly SegmentId[]): Relation {
  const nodes = nodesOf(rule).flatMap((node, at) =>
    Object.entries(countsOf(rule, node, segment)).map(
      ([what, where]) => [nodeColumn(at, what), counted(where)] as const,
    ),
  );
  const shared = others.flatMap((other) => [
    [otherColumn("all", other), counted(column(other))] as const,
    [otherColumn("both", other), counted(all(column(segment), column(other)))] as const,
  ]);
  return select({
    note: "what the segment and its clauses come to",
    from: table("verdicts"),
    columns: {
      customers: call("count"),
      size: counted(column(segment)),
      ...Object.fromEntries([...nodes, ...shared]),
    },
  });
}

/** Ages at which a new group begins. */
const ages = [18, 25, 35, 45, 55, 65] as const;
const youngest = `under ${ages[0]}`;
const groups = ages.map((from, at) => {
  const next = ages[at + 1];
  return { from, name: next === undefined ? `${from} and over` : `${from}–${next - 1}` };
});

/** The names of the age groups, youngest first. */
export const ageGroups: readonly string[] = [youngest, ...groups.map(({ name }) => name)];

/** Which of the age groups somebody is in on D; a birth date still to come is no age. */
function ageGroup({ day }: RunClock): Expression {
  const birth = column("birth_date");
  const isAtLeast = (years: number) =>
    atMost(birth, date(dayBefore(day, { amount: years, unit: "years" })));
  return firstOf(
    [
      { when: surely(above(birth, date(day))), gives: cast(value(null), "VARCHAR") },
      ...groups
        .toReversed()
        .map(({ from, name }) => ({ when: surely(isAtLeast(from)), gives: value(name) })),
      { when: unknown(birth), gives: cast(value(null), "VARCHAR") },
    ],
    value(youngest),
  );
}

/** What shares are told of, and the column of `verdicts` that says it. */
export interface SharedColumns {
  readonly country: string;
  readonly lifecycle: string;
}

const sharesBy = (by: string, of: Expression, segment: SegmentId): Relation =>
  select({
    from: table("verdicts"),
    columns: {
      by: value(by),
      value: of,
      members: counted(column(segment)),
      customers: call("count"),
    },
    groupBy: [of],
  });

/** Rows of by, value (null: not known), members of the segment, customers. */
export const sharesOf = (segment: SegmentId, columns: SharedColumns, clock: RunClock): Relation =>
  union(
    sharesBy("country", column(columns.country), segment),
    sharesBy("age", ageGroup(clock), segment),
    sharesBy("lifecycle", column(columns.lifecycle), segment),
  );
