import type * as z from "zod";
import type { SegmentId } from "../core/ids.ts";
import type { Expression } from "../sql/expression.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Features } from "./features.ts";

/** What a rule may refer to. */
export interface RuleContext {
  readonly workspace: Workspace;
  readonly segments: readonly string[];
}

/** One rule as it stands in a segment. */
export interface Clause {
  readonly kind: string;
  /** Segments whose membership it asks for. */
  readonly references: readonly SegmentId[];
  /** Whether it holds; unknown (null) where something it needs is not known. */
  readonly expression: (features: Features) => Expression;
  /** Plain words in English: "women aged 25 to 64". */
  readonly words: () => string;
}

/** A kind of rule: how it is written, what it means, how it reads. */
export interface RuleKind {
  readonly kind: string;
  readonly schema: (context: RuleContext) => z.ZodType<Clause>;
}

interface About<T> {
  readonly schema: (context: RuleContext) => z.ZodType<T>;
  readonly expression: (rule: T, features: Features) => Expression;
  readonly words: (rule: T) => string;
  readonly references?: (rule: T) => readonly SegmentId[];
}

/** Makes a rule kind of its three parts. */
export const ruleKind = <T>(kind: string, about: About<T>): RuleKind => ({
  kind,
  schema: (context) =>
    about.schema(context).transform((rule): Clause => ({
      kind,
      references: about.references?.(rule) ?? [],
      expression: (features) => about.expression(rule, features),
      words: () => about.words(rule),
    })),
});
