import type { DestinationId, SegmentId } from "../core/ids.ts";
import type { RunClock } from "../core/run-clock.ts";
import { all, any, column, not, surely } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import { onlyColumn } from "./contract.ts";
import type { Layer, SegmentPlan } from "./contract.ts";
import { collectFeatures } from "./features.ts";
import type { Features } from "./features.ts";
import { clausesOf, referencesOf } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** The rules of a workspace: who is in each segment, and whom each destination takes. */
export interface Rules {
  readonly segments: ReadonlyMap<SegmentId, Rule>;
  readonly only: ReadonlyMap<DestinationId, Rule>;
}

/** A rule and the column that will say for whom it holds. */
interface Named {
  readonly name: string;
  readonly rule: Rule;
}

const clauseColumn = (name: string, path: string): string => `${name}/${path}`;

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

/** How many segments must be known before each rule can be: 0 for rules that ask for none. */
function depths(segments: Rules["segments"]): (rule: Rule) => number {
  const known = new Map<Rule, number>();
  const depth = (rule: Rule): number => {
    const before = known.get(rule);
    if (before !== undefined) return before;
    const asked = referencesOf(rule).flatMap((id) => segments.get(id) ?? []);
    const found = Math.max(0, ...asked.map((one) => depth(one) + 1));
    known.set(rule, found);
    return found;
  };
  return depth;
}

function clauseLayer(
  rules: readonly Named[],
  features: Features,
  wanted: "leaves" | "segments",
): Layer {
  const columns: Record<string, Expression> = {};
  for (const { name, rule } of rules) {
    for (const { path, clause } of clausesOf(rule)) {
      const kind = clause.references.length === 0 ? "leaves" : "segments";
      if (kind === wanted) {
        columns[clauseColumn(name, path)] = clause.expression(features);
      }
    }
  }
  return columns;
}

const resultLayer = (rules: readonly Named[]): Layer =>
  Object.fromEntries(rules.map(({ name, rule }) => [name, holds(name, rule)]));

/** Clauses first, then segments; segments that ask for others come after those. */
function layersOf(
  rules: readonly Named[],
  depth: (rule: Rule) => number,
  features: Features,
): readonly Layer[] {
  const deepest = Math.max(0, ...rules.map(({ rule }) => depth(rule)));
  const layers = [clauseLayer(rules, features, "leaves")];
  for (let at = 0; at <= deepest; at += 1) {
    const ready = rules.filter(({ rule }) => depth(rule) === at);
    layers.push(clauseLayer(ready, features, "segments"), resultLayer(ready));
  }
  return layers.filter((layer, at) => at === 0 || Object.keys(layer).length > 0);
}

/** One plan for all rules on a day. The rules must have no circles. */
export function planSegments(
  rules: Rules,
  settings: WorkspaceSettings,
  clock: RunClock,
): SegmentPlan {
  const features = collectFeatures(clock, settings);
  const named: readonly Named[] = [
    ...[...rules.segments].map(([name, rule]) => ({ name, rule })),
    ...[...rules.only].map(([destination, rule]) => ({ name: onlyColumn(destination), rule })),
  ];
  const layers = layersOf(named, depths(rules.segments), features);
  return {
    ...features.collected(),
    layers,
    clauses: named.flatMap(({ name, rule }) =>
      clausesOf(rule).map(({ path }) => clauseColumn(name, path)),
    ),
    segments: [...rules.segments.keys()],
    only: [...rules.only.keys()],
  };
}
