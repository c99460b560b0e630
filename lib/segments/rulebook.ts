import { isAdPlatform } from "../workspace/ad-platforms.ts";
import type { Problem, Workspace } from "../workspace/workspace.ts";
import { checkReviews } from "./check/check-reviews.ts";
import type { Material } from "./check/material.ts";
import { askedColumns, askedTexts } from "./check/plan-sightings.ts";
import { memberValues } from "./contract.ts";
import type { Rulebook, Segment } from "./contract.ts";
import { describeRule } from "./describe-rule.ts";
import { clausesAbout, planSegments } from "./plan-segments.ts";

/** What is acknowledged as sensitive is computed, and goes to no ad platform, whatever it asks for. */
const sendable = (segment: Segment, { destinations }: Workspace): Segment =>
  segment.acknowledged === undefined
    ? segment
    : {
        ...segment,
        to: segment.to.filter(({ destination }) =>
          destinations.some(({ id, platform }) => id === destination && !isAdPlatform(platform)),
        ),
      };

/** Definitions without mistakes, and what they mean. */
export function rulebookOf(
  { workspace, segments: read, only, stages }: Material,
  warnings: readonly Problem[],
): Rulebook {
  const segments = new Map(read.map(({ segment, rule }) => [segment.id, rule]));
  const values = memberValues.filter((of) => read.some(({ segment }) => segment.value === of));
  const clauses = read.flatMap(({ segment, rule }) => clausesAbout(segment.id, rule));
  return {
    workspace,
    segments: read.map(({ segment }) => sendable(segment, workspace)),
    rules: segments,
    clauses,
    askedColumns: askedColumns(clauses, workspace),
    askedTexts: askedTexts(clauses, workspace),
    warningsOn: (day) => [...warnings, ...checkReviews(read, day)],
    planAt: (clock, wish) =>
      planSegments(
        { segments, only, stages, values },
        { settings: workspace.settings, clock },
        wish,
      ),
    describe: (id, language) => {
      const rule = segments.get(id);
      return rule === undefined ? undefined : describeRule(rule, language);
    },
  };
}
