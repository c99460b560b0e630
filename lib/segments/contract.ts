import type { AudienceId, DestinationId, SegmentId } from "../core/ids.ts";
import type { Place } from "../core/failure.ts";
import type { RunClock } from "../core/run-clock.ts";
import type { Expression } from "../sql/expression.ts";
import type { Guard, Problem, Workspace } from "../workspace/workspace.ts";

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

/** What later stages must know of a segment; its `who` stays inside lib/segments. */
export interface Segment {
  readonly id: SegmentId;
  /** Name in each language given; the first language of the workspace is always there. */
  readonly names: Readonly<Record<string, string>>;
  readonly name: string;
  readonly why: string | undefined;
  readonly owner: string | undefined;
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

/** A measure that is scored 1–5 by its cut points among the people for whom `among` holds. */
export interface ScoredMeasure {
  /** Over the columns of features. */
  readonly of: Expression;
  readonly among: Expression;
  /** Which score of the RFM analysis over all time this is, if it is one: a run reports its cut points. */
  readonly rfm: "recency" | "frequency" | "monetary" | undefined;
}

/** Columns to be added to what was there before, all at once. */
export type Layer = Readonly<Record<string, Expression>>;

/**
 * All segments of a workspace on one day, as one plan: features that rules share (each once), then one
 * boolean per clause, then one per segment. Plain data, to be carried out over the relations
 * `customers` and `orders` with the columns of the ingest contract.
 */
export interface SegmentPlan {
  /** Feature column → the column (or attribute) of customers that it is. */
  readonly customerColumns: Readonly<Record<string, string>>;
  /** Feature column → aggregate over a person's order lines. */
  readonly orders: Readonly<Record<string, Expression>>;
  /** Feature column → aggregate over the lines of one order, of which a person's greatest is meant. */
  readonly largestOrders: Readonly<Record<string, Expression>>;
  /** Feature column → measure whose score it is. */
  readonly scores: Readonly<Record<string, ScoredMeasure>>;
  /** Clauses and segments over the features; a later layer sees the columns of the earlier ones. */
  readonly layers: readonly Layer[];
  /** Columns of the layers that are clauses: `<segment>/<path>`; null where something is not known. */
  readonly clauses: readonly string[];
  /** Columns of the layers that are segments. */
  readonly segments: readonly SegmentId[];
  /** Destinations with an `only`: its column is `only:<destination>`. */
  readonly only: readonly DestinationId[];
}

/** The column (and the mark) of a destination's `only`. */
export const onlyColumn = (destination: DestinationId): string => `only:${destination}`;

/** Definitions with their rules inside: what they mean on a day, and how they read. */
export interface Rulebook extends Definitions {
  readonly planAt: (clock: RunClock) => SegmentPlan;
  /** A segment's rule in plain words, as an indented tree with one clause a line; undefined for no such segment. */
  readonly describe: (segment: SegmentId) => string | undefined;
}
