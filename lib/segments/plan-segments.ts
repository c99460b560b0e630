import type { DestinationId, SegmentId } from "../core/ids.ts";
import type { RunClock } from "../core/run-clock.ts";
import { all, any, column, not, surely } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import { onlyColumn, valueColumn } from "./contract.ts";
import type { ClauseAbout, FoundColumn, PlanWish, SegmentPlan, MemberValue } from "./contract.ts";
import { collectFeatures, stageColumn } from "./features.ts";
import type { Features } from "./features.ts";
import { layersOf } from "./layers.ts";
import { valueOf } from "./member-values.ts";
import { clausesOf } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** The rules of a workspace: who is in each segment, whom each destination takes, who is where on the journey. */
export interface Rules {
  readonly segments: ReadonlyMap<SegmentId, Rule>;
  readonly only: ReadonlyMap<DestinationId, Rule>;
  readonly stages: ReadonlyMap<string, Rule>;
  /** By what members of any segment are valued. */
  readonly values: readonly MemberValue[];
}

/** A rule and the column that will say for whom it holds. */
interface Named {
  readonly name: string;
  readonly rule: Rule;
}

const clauseColumn = (name: string, path: string): string => `${name}/${path}`;

/** What the clauses of a segment ask for. */
export const clausesAbout = (
  segment: SegmentId,
  rule: Rule,
  negated = false,
): readonly ClauseAbout[] => {
  if (rule.is === "not") return clausesAbout(segment, rule.of, !negated);
  if (rule.is !== "clause") return rule.of.flatMap((one) => clausesAbout(segment, one, negated));
  const { clause, path, place } = rule;
  const { asks, references } = clause;
  return [{ segment, column: clauseColumn(segment, path), place, negated, asks, references }];
};

/** A clause over something unknown is false; `not` is plain negation of that. */
function holds(name: string, rule: Rule): Expression {
  switch (rule.is) {
    case "clause":
      return surely(column(clauseColumn(name, rule.path)));
    case "not":
      return not(holds(name, rule.of));
    case "all":
      return all(...rule.of.map((one) => holds(name, one)));
    case "any":
      return any(...rule.of.map((one) => holds(name, one)));
  }
}

/** One column for each clause of the rules, and one for each rule. */
function verdictColumns(rules: readonly Named[], features: Features): Record<string, Expression> {
  const columns: Record<string, Expression> = {};
  for (const { name, rule } of rules) {
    for (const { path, clause } of clausesOf(rule))
      columns[clauseColumn(name, path)] = clause.expression(features);
    columns[name] = holds(name, rule);
  }
  return columns;
}

interface FoundColumns {
  readonly columns: Record<string, Expression>;
  readonly found: Record<string, readonly FoundColumn[]>;
}

/** What each clause looks at, as columns called after the clause. */
function foundColumns(rules: readonly Named[], features: Features): FoundColumns {
  const columns: Record<string, Expression> = {};
  const found: Record<string, readonly FoundColumn[]> = {};
  for (const { name, rule } of rules) {
    for (const { path, clause } of clausesOf(rule)) {
      const of = clauseColumn(name, path);
      found[of] = clause.finds(features).map(({ of: value, ...told }, at) => {
        columns[`${of} found ${at}`] = value;
        return { ...told, column: `${of} found ${at}` };
      });
    }
  }
  return { columns, found };
}

/** One plan for all rules on a day. The rules must have no circles. */
export function planSegments(
  rules: Rules,
  { settings, clock }: { readonly settings: WorkspaceSettings; readonly clock: RunClock },
  wish: PlanWish = { found: false },
): SegmentPlan {
  const features = collectFeatures(clock, settings);
  const named: readonly Named[] = [
    ...[...rules.segments].map(([name, rule]) => ({ name, rule })),
    ...[...rules.only].map(([destination, rule]) => ({ name: onlyColumn(destination), rule })),
    ...[...rules.stages].map(([stage, rule]) => ({ name: stageColumn(stage), rule })),
  ];
  const verdicts = verdictColumns(named, features);
  const values = Object.fromEntries(
    rules.values.map((of) => [valueColumn(of), valueOf(of, features)] as const),
  );
  const { columns, found } = wish.found
    ? foundColumns(named, features)
    : { columns: {}, found: {} };
  const { everybody, ...collected } = features.collected();
  return {
    ...collected,
    layers: layersOf({ ...everybody, ...verdicts, ...values, ...columns }),
    clauses: named.flatMap(({ name, rule }) =>
      clausesOf(rule).map(({ path }) => clauseColumn(name, path)),
    ),
    segments: [...rules.segments.keys()],
    only: [...rules.only.keys()],
    values: rules.values,
    found,
  };
}
