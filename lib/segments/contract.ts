import type { AudienceId, DestinationId, SegmentId } from "../core/ids.ts";
import type { Place } from "../core/failure.ts";
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
