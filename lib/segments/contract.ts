import type { AudienceId, DestinationId, SegmentId } from "../core/ids.ts";
import type { Dataset } from "../core/dataset.ts";
import type { Duration } from "../core/duration.ts";
import type { Place } from "../core/failure.ts";
import type { RunClock } from "../core/run-clock.ts";
import type { Expression } from "../sql/expression.ts";
import type { Relation } from "../sql/relation.ts";
import type { Guard, Problem, Workspace } from "../workspace/workspace.ts";
import type { Language } from "./language.ts";
import type { Asked, Told } from "./rule-kind.ts";
import type { Rule } from "./rule.ts";

/** What lib/segments hands on: the definitions of a workspace, checked and typed. */

/** One audience that a segment asks for. */
export interface Target {
  readonly audience: AudienceId;
  readonly destination: DestinationId;
  /** The name at the platform; else the segment's name. */
  readonly label: string;
  readonly use: "target" | "exclude";
  readonly approve: "first" | "always" | "never";
}

/** What a segment shall reach. */
export interface Goal {
  readonly measure: "size" | "revenue" | "orders" | "average";
  readonly target: number;
  /** A day. */
  readonly by?: string | undefined;
}

/** What is said about a segment, short and long, and for some readers. */
export interface Cards {
  readonly short?: string | undefined;
  /** A file of the workspace folder. */
  readonly deep?: string | undefined;
  readonly for: Readonly<Record<string, string>>;
}

/** What later stages must know of a segment; its `who` stays inside lib/segments. */
export interface Segment {
  readonly id: SegmentId;
  /** Name in each language given; the first language of the workspace is always there. */
  readonly names: Readonly<Record<string, string>>;
  readonly name: string;
  readonly why: string | undefined;
  readonly owner: string | undefined;
  readonly stakeholders: readonly string[];
  readonly review: { readonly every: Duration; readonly last: string | undefined } | undefined;
  readonly strategy: "selective" | "concentrated" | "everyone";
  readonly goals: readonly Goal[];
  readonly cards: Cards | undefined;
  /** Why it is lawful, where it is about something sensitive: it is computed and never pushed to an ad platform. */
  readonly acknowledged: string | undefined;
  /** What each member is worth, for value-based audiences. */
  readonly value: MemberValue | undefined;
  /** What it was called before: its members stay since they came. */
  readonly was: SegmentId | undefined;
  /** The id that its audiences and its holdout go by: its first, so that a new name moves nobody. */
  readonly firstId: SegmentId;
  /** Members of these segments are not pushed. */
  readonly exclude: readonly SegmentId[];
  /** Share held out, 0–1. */
  readonly holdout: number;
  readonly exclusive: { readonly group: string; readonly rank: number } | undefined;
  readonly guard: Guard;
  readonly to: readonly Target[];
  readonly place: Place;
}

/** A workspace with its segments, ready to be computed. */
export interface Definitions {
  readonly workspace: Workspace;
  readonly segments: readonly Segment[];
}

/** What reading a folder gives: definitions where nothing is wrong, and all that is to be mended. */
export interface Reading<T> {
  readonly definitions: T | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Features that are gathered in one pass over a person's rows: `SELECT memberId, features FROM from GROUP BY
 * memberId`; where `by` says so, the rows are first brought together, each group giving `each`.
 */
export interface Gathering {
  /** With the column memberId. */
  readonly from: Relation;
  readonly by: Readonly<Record<string, Expression>>;
  readonly each: Readonly<Record<string, Expression>>;
  /** Feature column → aggregate. */
  readonly features: Readonly<Record<string, Expression>>;
}

/** Columns to be added to what was there before, all at once. */
export type Layer = Readonly<Record<string, Expression>>;

/**
 * All segments of a workspace on one day, as one plan: features that rules share (each once), then one
 * boolean per clause, then one per segment. Plain data, to be carried out over the tables of `rows.ts`.
 */
export interface SegmentPlan {
  /** Feature column → the column (or attribute) of customers that it is. */
  readonly customerColumns: Readonly<Record<string, string>>;
  readonly gatherings: readonly Gathering[];
  /**
   * Horizons in days for which the table `predicted` is wanted: memberId; alive and `purchases <days>` in
   * millionths, `spend <days>` in cents.
   */
  readonly predictions: readonly number[];
  /** What is worked out for everybody, clauses and segments; a later layer sees the columns of the earlier ones. */
  readonly layers: readonly Layer[];
  /** Columns of the layers that are clauses: `<segment>/<path>`; null where something is not known. */
  readonly clauses: readonly string[];
  /** Columns of the layers that are segments. */
  readonly segments: readonly SegmentId[];
  /** Destinations with an `only`: its column is `only:<destination>`. */
  readonly only: readonly DestinationId[];
  /** By what members of some segment are valued: its column is `value:<kind>`. */
  readonly values: readonly MemberValue[];
  /** The RFM analysis over all time, if any rule asks for it: over the columns that there are in the end. */
  readonly rfm: Partial<Readonly<Record<RfmPart, RfmScore>>>;
  /** Where it was asked for: clause column → what was found for it. */
  readonly found: Readonly<Record<string, readonly FoundColumn[]>>;
}

export type RfmPart = "recency" | "frequency" | "monetary";

/** A score 1–5 and what it is a score of; unknown for those without a sale. */
export interface RfmScore {
  readonly score: Expression;
  readonly of: Expression;
}

/** Something that a clause looked at: the column that holds it, and how it is told. */
export interface FoundColumn extends Told {
  readonly column: string;
}

/** The chance to be still a customer; purchases and spend within a horizon. */
export type PredictedMeasure = "alive" | "purchases" | "spend";

/** What the table `predicted` calls a measure. */
export const predictedColumn = (measure: PredictedMeasure, days: number): string =>
  measure === "alive" ? measure : `${measure} ${days}`;

/** What a member may be valued by. */
export const memberValues = ["predicted-spend", "spend", "score"] as const;
export type MemberValue = (typeof memberValues)[number];

/** The column of a value. */
export const valueColumn = (of: MemberValue): string => `value:${of}`;

/** The column (and the mark) of a destination's `only`. */
export const onlyColumn = (destination: DestinationId): string => `only:${destination}`;

/** What a plan is made for: `found` adds columns with what each clause looked at. */
export interface PlanWish {
  readonly found: boolean;
}

/** What a clause of a segment asks for, and where it stands. */
export interface ClauseAbout {
  readonly segment: SegmentId;
  /** Its column in a plan. */
  readonly column: string;
  readonly place: Place;
  /** Whether the segment holds for those for whom the clause does not: it stands under `not`. */
  readonly negated: boolean;
  readonly asks: readonly Asked[];
  readonly references: readonly SegmentId[];
}

/** A column that clauses ask about. Expressions are over the rows of its dataset as they count now. */
export interface AskedColumn {
  readonly dataset: Dataset;
  readonly column: string;
  /** The column of those rows. */
  readonly cell: string;
  readonly known: Expression;
  /** Whether it holds one value, several, or a path. */
  readonly form: "one" | "several" | "path";
}

/** A text that a clause compares a column with. */
export interface AskedText {
  readonly clause: string;
  readonly segment: SegmentId;
  readonly place: Place;
  readonly dataset: Dataset;
  readonly column: string;
  readonly text: string;
  /** Whether a row has it. */
  readonly seen: Expression;
}

/** Definitions with their rules inside: what they mean on a day, and how they read. */
export interface Rulebook extends Definitions {
  readonly rules: ReadonlyMap<SegmentId, Rule>;
  /** All clauses of all segments, and what they ask about. */
  readonly clauses: readonly ClauseAbout[];
  readonly askedColumns: readonly AskedColumn[];
  readonly askedTexts: readonly AskedText[];
  /** What to look at on a day that needs no data to be seen. */
  readonly warningsOn: (day: string) => readonly Problem[];
  readonly planAt: (clock: RunClock, wish?: PlanWish) => SegmentPlan;
  /** A segment's rule in plain words, as an indented tree with one clause a line; undefined for no such segment. */
  readonly describe: (segment: SegmentId, language: Language) => string | undefined;
}
