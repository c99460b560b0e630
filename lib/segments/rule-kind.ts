import type * as z from "zod";
import type { Dataset } from "../core/dataset.ts";
import type { SegmentId } from "../core/ids.ts";
import type { Expression } from "../sql/expression.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Features } from "./features.ts";
import type { Language } from "./language.ts";

/** What a rule may refer to. */
export interface RuleContext {
  readonly workspace: Workspace;
  readonly segments: readonly string[];
  /** Stages of the workspace's journey, in order. */
  readonly stages: readonly string[];
}

/** How something that was found is told. */
export interface Told {
  /** What it is: `orders in the last 24 months`. */
  readonly what: (language: Language) => string;
  readonly as: "number" | "money" | "share" | "day" | "text" | "yes-no";
  /** What it must be: `at least 3`. */
  readonly needs: (language: Language) => string;
}

/** Something that a clause looks at in a person. */
export interface Finding extends Told {
  readonly of: Expression;
}

/** A column of a dataset that a clause asks about, and the texts that it compares it with. */
export interface Asked {
  readonly dataset: Dataset;
  readonly column: string;
  readonly texts: readonly string[];
  /** Whether texts are paths, which match everything below them. */
  readonly path?: boolean;
}

/** One rule as it stands in a segment. */
export interface Clause {
  readonly kind: string;
  /** Segments whose membership it asks for. */
  readonly references: readonly SegmentId[];
  /** Stages of the journey that it asks for. */
  readonly stages: readonly string[];
  readonly asks: readonly Asked[];
  /** Whether it holds; unknown (null) where something it needs is not known. */
  readonly expression: (features: Features) => Expression;
  /** What it looks at in each person, for explaining. */
  readonly finds: (features: Features) => readonly Finding[];
  /** Plain words: "women aged 25 to 64". */
  readonly words: (language: Language) => string;
}

/** A kind of rule: how it is written, what it means, how it reads. */
export interface RuleKind {
  readonly kind: string;
  readonly schema: (context: RuleContext) => z.ZodType<Clause>;
}

interface About<T> {
  readonly schema: (context: RuleContext) => z.ZodType<T>;
  readonly expression: (rule: T, features: Features) => Expression;
  readonly finds: (rule: T, features: Features) => readonly Finding[];
  readonly words: (rule: T, language: Language) => string;
  readonly asks?: (rule: T) => readonly Asked[];
  readonly references?: (rule: T) => readonly SegmentId[];
  readonly stages?: (rule: T) => readonly string[];
}

/** Makes a rule kind of its parts. */
export const ruleKind = <T>(kind: string, about: About<T>): RuleKind => ({
  kind,
  schema: (context) =>
    about.schema(context).transform((rule): Clause => ({
      kind,
      references: about.references?.(rule) ?? [],
      stages: about.stages?.(rule) ?? [],
      asks: about.asks?.(rule) ?? [],
      expression: (features) => about.expression(rule, features),
      finds: (features) => about.finds(rule, features),
      words: (language) => about.words(rule, language),
    })),
});
