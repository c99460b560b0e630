import type { Expression } from "../../sql/expression.ts";

/** True, false, or not known. */
export type Truth = boolean | null;

/** What a value is compared with. */
type Constant = string | number | boolean;

/** What is known of the values that something can have. */
export interface Values {
  /** Whether it may be unknown. */
  readonly nullable: boolean;
  /** Whether they are whole numbers, of which the least is 0. */
  readonly counts: boolean;
  /** All values there are, where they can be listed. */
  readonly only?: readonly Constant[];
}

/**
 * One of the kinds of values that comparisons can tell apart: null is unknown, 2i + 1 is the ith constant,
 * 2i is what lies between it and the one before.
 */
type Region = number | null;

const lesser = (one: Constant, other: Constant): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** Something that rules look at in a person, whatever it is: told apart by the constants it is compared with. */
export class Term {
  readonly values: Values;
  readonly #constants = new Set<Constant>();
  #sorted: readonly Constant[] | undefined;

  constructor(values: Values) {
    this.values = values;
    for (const one of values.only ?? []) this.compareWith(one);
  }

  compareWith(constant: Constant): void {
    this.#constants.add(constant);
    this.#sorted = undefined;
  }

  sorted(): readonly Constant[] {
    this.#sorted ??= [...this.#constants].toSorted(lesser);
    return this.#sorted;
  }

  regionOf = (constant: Constant): number => 2 * this.sorted().indexOf(constant) + 1;

  /** Every region that a value may lie in; rather one too many than one too few. */
  regions(): readonly Region[] {
    const { nullable, only } = this.values;
    const last = 2 * this.sorted().length;
    const all = only?.map(this.regionOf) ?? [...Array(last + 1).keys()].filter(this.#isThere);
    return nullable ? [null, ...all] : all;
  }

  /** Of counts there is nothing below 0, and nothing between 3 and 4. */
  #isThere = (region: number): boolean => {
    const sorted = this.sorted();
    const at = sorted[Math.floor(region / 2)];
    if (!this.values.counts || at === undefined) return true;
    if (region % 2 === 1) return Number(at) >= 0;
    const before = sorted[region / 2 - 1] ?? -1;
    return Math.max(Math.floor(Number(before)) + 1, 0) < Number(at);
  };
}

export type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** A condition over terms. */
export type Formula =
  | { readonly is: "truth"; readonly truth: Truth }
  | { readonly is: "all" | "any"; readonly of: readonly Formula[] }
  | { readonly is: "not"; readonly of: Formula }
  | { readonly is: "or-else"; readonly of: Formula; readonly otherwise: Truth }
  | { readonly is: "known"; readonly of: Term }
  | {
      readonly is: "compares";
      readonly of: Term;
      readonly how: Comparison;
      readonly with: Constant;
    }
  | {
      readonly is: "first";
      readonly branches: readonly { readonly when: Formula; readonly gives: Formula }[];
      readonly otherwise: Formula;
    };

/** The regions that were assumed so far. */
export type Assumed = ReadonlyMap<Term, Region>;

const compare: Readonly<Record<Comparison, (one: number, other: number) => boolean>> = {
  "=": (one, other) => one === other,
  "<>": (one, other) => one !== other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
};

/** `all` is decided by the first false, `any` by the first true; else by what is not known yet, else by null. */
function joined(of: readonly Formula[], decisive: boolean, assumed: Assumed): Truth | Term {
  let open: Term | undefined;
  let found: Truth = !decisive;
  for (const one of of) {
    const truth = evaluate(one, assumed);
    if (truth === decisive) return decisive;
    if (truth instanceof Term) open ??= truth;
    else if (truth === null) found = null;
  }
  return open ?? found;
}

const negated = (truth: Truth | Term): Truth | Term =>
  typeof truth === "boolean" ? !truth : truth;

function first(of: Extract<Formula, { is: "first" }>, assumed: Assumed): Truth | Term {
  for (const { when, gives } of of.branches) {
    const truth = evaluate(when, assumed);
    if (truth instanceof Term) return truth;
    if (truth === true) return evaluate(gives, assumed);
  }
  return evaluate(of.otherwise, assumed);
}

function looked(
  of: Extract<Formula, { is: "known" | "compares" }>,
  assumed: Assumed,
): Truth | Term {
  const region = assumed.get(of.of);
  if (region === undefined) return of.of;
  if (of.is === "known") return region !== null;
  return region === null ? null : compare[of.how](region, of.of.regionOf(of.with));
}

/** Whether a formula holds, as far as the assumptions decide it; else a term that it still hangs on. */
function evaluate(of: Formula, assumed: Assumed): Truth | Term {
  switch (of.is) {
    case "truth":
      return of.truth;
    case "all":
      return joined(of.of, false, assumed);
    case "any":
      return joined(of.of, true, assumed);
    case "not":
      return negated(evaluate(of.of, assumed));
    case "or-else":
      return evaluate(of.of, assumed) ?? of.otherwise;
    case "first":
      return first(of, assumed);
    case "known":
    case "compares":
      return looked(of, assumed);
  }
}

/** A search that has taken so many steps is given up. */
const mostSteps = 20_000;

/** Whether some person could be found for whom the formula comes out so; undefined when that takes too long to see. */
export function canBe(formula: Formula, wanted: (truth: Truth) => boolean): boolean | undefined {
  let steps = 0;
  const assumed = new Map<Term, Region>();
  const search = (): boolean => {
    steps += 1;
    if (steps > mostSteps) return false;
    const found = evaluate(formula, assumed);
    if (!(found instanceof Term)) return wanted(found);
    const some = found.regions().some((region) => {
      assumed.set(found, region);
      return search();
    });
    assumed.delete(found);
    return some;
  };
  const possible = search();
  return possible || steps <= mostSteps ? possible : undefined;
}

/** What an expression is, as text: equal expressions are the same thing. */
export const textOf = (of: Expression): string =>
  JSON.stringify(of, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
