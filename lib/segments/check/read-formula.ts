import type { Expression } from "../../sql/expression.ts";
import { Term, textOf } from "./formula.ts";
import type { Comparison, Formula, Truth, Values } from "./formula.ts";

type Literal = Extract<Expression, { is: "value" | "date" | "timestamp" }>;

/** An expression as it stands on one day, and the same on a day far from it: what differs goes with the day. */
export interface OnTwoDays {
  readonly now: Expression;
  readonly later: Expression;
}

/** What an expression is made of from outside. */
export interface Surroundings {
  /** Whether a column is a count of rows, or unknown. */
  readonly isCount: (column: string) => boolean;
  /** What a column means that is a rule itself: a segment, a stage of the journey. */
  readonly ruleOf: (column: string) => Formula | undefined;
}

const isLiteral = (of: Expression): of is Literal =>
  of.is === "value" || of.is === "date" || of.is === "timestamp";

const comparisons: ReadonlySet<string> = new Set<Comparison>(["=", "<>", "<", "<=", ">", ">="]);
const isComparison = (of: string): of is Comparison => comparisons.has(of);

/** The same said from the other side. */
const turned: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

const truth = (of: Truth): Formula => ({ is: "truth", truth: of });
const truthOf = (of: Literal): Truth => (typeof of.value === "boolean" ? of.value : null);

/**
 * Reads conditions as formulas over terms. What it does not understand becomes a term of its own that may be
 * anything, so that a formula can be more than the condition, and never less.
 */
export class FormulaReader {
  readonly #around: Surroundings;
  readonly #terms = new Map<string, { readonly term: Term; kind: string | undefined }>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  // oxlint-disable-next-line complexity -- one line per kind of expression that is understood
  read({ now, later }: OnTwoDays): Formula {
    if (now.is === "value") return truth(truthOf(now));
    if (now.is === "all" && later.is === "all")
      return { is: "all", of: this.#each(now.of, later.of) };
    if (now.is === "any" && later.is === "any")
      return { is: "any", of: this.#each(now.of, later.of) };
    if (now.is === "not" && later.is === "not")
      return { is: "not", of: this.read({ now: now.of, later: later.of }) };
    if (now.is === "known" && later.is === "known")
      return { is: "known", of: this.#entry(now.of).term };
    if (now.is === "operation" && later.is === "operation") return this.#compared(now, later);
    if (now.is === "among" && later.is === "among") return this.#among(now, later);
    if (now.is === "call" && later.is === "call") return this.#called(now, later);
    if (now.is === "case" && later.is === "case") return this.#chosen(now, later);
    const rule = now.is === "column" ? this.#around.ruleOf(now.name) : undefined;
    return rule ?? this.#opaque(now);
  }

  #each(now: readonly Expression[], later: readonly Expression[]): readonly Formula[] {
    return now.map((one, at) => this.read({ now: one, later: later[at] ?? one }));
  }

  /** A condition about which nothing is known but that it is the same wherever it stands. */
  #opaque(of: Expression): Formula {
    const { term } = this.#entry(of);
    term.compareWith(true);
    return { is: "compares", of: term, how: "=", with: true };
  }

  #compared(
    now: Extract<Expression, { is: "operation" }>,
    later: Extract<Expression, { is: "operation" }>,
  ): Formula {
    if (!isComparison(now.operator)) return this.#opaque(now);
    const found = isLiteral(now.right)
      ? this.#against(now.left, now.operator, { now: now.right, later: later.right })
      : undefined;
    if (found !== undefined) return found;
    const other = isLiteral(now.left)
      ? this.#against(now.right, turned[now.operator], { now: now.left, later: later.left })
      : undefined;
    return other ?? this.#opaque(now);
  }

  /** A term against a constant. Days that go with the calendar keep their order, days that stand still do not. */
  #against(of: Expression, how: Comparison, { now, later }: OnTwoDays): Formula | undefined {
    if (!isLiteral(now) || !isLiteral(later)) return undefined;
    const moves = now.value !== later.value;
    if (moves !== (now.is !== "value")) return undefined;
    if (now.value === null) return truth(null);
    const constant = typeof now.value === "bigint" ? Number(now.value) : now.value;
    const entry = this.#entry(of);
    const kind = now.is === "value" ? typeof constant : now.is;
    entry.kind ??= kind;
    if (entry.kind !== kind) return undefined;
    entry.term.compareWith(constant);
    return { is: "compares", of: entry.term, how, with: constant };
  }

  #among(
    now: Extract<Expression, { is: "among" }>,
    later: Extract<Expression, { is: "among" }>,
  ): Formula {
    const each = now.values.map((one, at) =>
      this.#against(now.of, "=", { now: one, later: later.values[at] ?? now }),
    );
    const read = each.filter((one) => one !== undefined);
    const same = now.values.length === later.values.length && read.length === each.length;
    return same ? { is: "any", of: read } : this.#opaque(now);
  }

  #called(
    now: Extract<Expression, { is: "call" }>,
    later: Extract<Expression, { is: "call" }>,
  ): Formula {
    const [of, otherwise] = now.args;
    if (now.name !== "coalesce" || of === undefined || otherwise?.is !== "value")
      return this.#opaque(now);
    const inner = this.read({ now: of, later: later.args[0] ?? of });
    return { is: "or-else", of: inner, otherwise: truthOf(otherwise) };
  }

  #chosen(
    now: Extract<Expression, { is: "case" }>,
    later: Extract<Expression, { is: "case" }>,
  ): Formula {
    const branches = now.branches.map(({ when, gives }, at) => ({
      when: this.read({ now: when, later: later.branches[at]?.when ?? when }),
      gives: this.read({ now: gives, later: later.branches[at]?.gives ?? gives }),
    }));
    const otherwise = this.read({ now: now.otherwise, later: later.otherwise });
    return { is: "first", branches, otherwise };
  }

  #entry(of: Expression) {
    const text = textOf(of);
    const known = this.#terms.get(text);
    if (known !== undefined) return known;
    const values = this.#valuesOf(of);
    const entry = { term: new Term(values), kind: kindOf(values) };
    this.#terms.set(text, entry);
    return entry;
  }

  #valuesOf(of: Expression): Values {
    if (of.is === "column") return { nullable: true, counts: this.#around.isCount(of.name) };
    if (of.is === "case") return outcomesOf(of);
    const [inner, otherwise] = of.is === "call" && of.name === "coalesce" ? of.args : [];
    if (inner === undefined || otherwise?.is !== "value" || otherwise.value === null)
      return { nullable: true, counts: false };
    const { counts } = this.#valuesOf(inner);
    return { nullable: false, counts: counts && otherwise.value === 0 };
  }
}

const kindOf = ({ only }: Values): string | undefined =>
  only?.[0] === undefined ? undefined : typeof only[0];

/** The values of a choice between constants. */
function outcomesOf({ branches, otherwise }: Extract<Expression, { is: "case" }>): Values {
  const all = [...branches.map(({ gives }) => gives), otherwise];
  const constants = all.flatMap((one) => (one.is === "value" ? [one.value] : []));
  const only = constants.filter((one) => one !== null && typeof one !== "bigint");
  const listed =
    constants.length === all.length && constants.every((one) => typeof one !== "bigint");
  const oneKind = new Set(only.map((one) => typeof one)).size === 1;
  return listed && oneKind
    ? { nullable: constants.includes(null), counts: false, only }
    : { nullable: true, counts: false };
}
