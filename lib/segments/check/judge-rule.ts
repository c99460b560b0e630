import type { RunClock } from "../../core/run-clock.ts";
import type { WorkspaceSettings } from "../../workspace/workspace.ts";
import { collectFeatures } from "../features.ts";
import type { Features } from "../features.ts";
import type { Rule } from "../rule.ts";
import { canBe } from "./formula.ts";
import type { Formula } from "./formula.ts";
import { FormulaReader } from "./read-formula.ts";

/** Rules by the columns that other rules ask for them by. They must have no circles. */
export type KnownRules = ReadonlyMap<string, Rule>;

/** What can be said of a rule whoever the customers are: that it holds for everybody, or for nobody. */
export type Certainty = "always" | "never" | undefined;

interface Day {
  readonly settings: WorkspaceSettings;
  readonly clock: RunClock;
  readonly rules: KnownRules;
}

const clockOn = (day: string): RunClock => ({ now: `${day}T12:00:00.000Z`, day });

/** Days that between them have the longest and the shortest months and years before them. */
const days: readonly string[] = [2023, 2024].flatMap((year) =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].flatMap((month) => {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const start = `${year}-${String(month).padStart(2, "0")}-`;
    return [`${start}15`, `${start}${last}`];
  }),
);

/** A day far from all of them, in no way like them. */
const farOff = "2061-05-08";

/** Features that note which columns count rows. */
function noting(counts: Set<string>, features: Features): Features {
  return {
    ...features,
    gather: (rows, name, aggregate) => {
      const found = features.gather(rows, name, aggregate);
      if (aggregate.is === "call" && aggregate.name === "count" && found.is === "column")
        counts.add(found.name);
      return found;
    },
  };
}

function formulaOf(rule: Rule, { settings, clock, rules }: Day): Formula {
  const counts = new Set<string>();
  const now = noting(counts, collectFeatures(clock, settings));
  const later = collectFeatures(clockOn(farOff), settings);
  const known = new Map<string, Formula | undefined>();
  const ruleOf = (column: string): Formula | undefined => {
    const asked = rules.get(column);
    if (asked !== undefined && !known.has(column)) known.set(column, read(asked));
    return known.get(column);
  };
  const reader = new FormulaReader({ isCount: (column) => counts.has(column), ruleOf });
  const read = (of: Rule): Formula => {
    switch (of.is) {
      case "not":
        return { is: "not", of: read(of.of) };
      case "all":
      case "any":
        return { is: of.is, of: of.of.map(read) };
      case "clause": {
        const { clause } = of;
        const inner = reader.read({ now: clause.expression(now), later: clause.expression(later) });
        return { is: "or-else", of: inner, otherwise: false };
      }
    }
  };
  return read(rule);
}

function certaintyOn(rule: Rule, day: Day): Certainty {
  const formula = formulaOf(rule, day);
  if (canBe(formula, (truth) => truth !== true) === false) return "always";
  return canBe(formula, (truth) => truth === true) === false ? "never" : undefined;
}

/**
 * Whether a rule holds for everybody, or for nobody, by what it says alone, on whatever day. It rather says
 * nothing than something wrong: what it cannot see through may be anything.
 */
export function judgeRule(rule: Rule, about: Omit<Day, "clock">): Certainty {
  let found: Certainty;
  for (const [at, day] of days.entries()) {
    const certainty = certaintyOn(rule, { ...about, clock: clockOn(day) });
    if (certainty === undefined || (at > 0 && certainty !== found)) return undefined;
    found = certainty;
  }
  return found;
}
