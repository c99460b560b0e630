import type { Rulebook, SegmentPlan } from "../segments/contract.ts";
import type { Engine } from "../sql/engine.ts";
import type { CheckFinding, Overlap, Summary } from "./contract.ts";
import { findNearestTexts } from "./find-nearest-texts.ts";
import { countUnknown, lookAtColumns } from "./look-at-columns.ts";
import {
  coverageOf,
  missingTexts,
  planMissingTexts,
  planThinColumns,
  planUnknownNots,
} from "./plan-column-findings.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import { planOverlapFindings } from "./plan-overlap-findings.ts";
import { Crossings, distinctnessOf, sameSegments } from "./plan-overlaps.ts";
import { planSizeFindings } from "./plan-size-findings.ts";

/** Pairs of segments with people in common, of the table `verdicts`. */
export async function countOverlaps(
  engine: Pick<Engine, "chunks">,
  { segments }: Pick<SegmentPlan, "segments">,
): Promise<readonly Overlap[]> {
  const crossings = new Crossings(segments);
  if (segments.length === 0) return [];
  const { relation, numbers, people } = sameSegments(segments);
  for await (const chunk of engine.chunks(relation)) {
    const columns = numbers.map((name) => chunk.integers(name));
    for (const [row, count] of chunk.integers(people).entries())
      crossings.add(
        columns.map((digits) => Number(digits[row] ?? 0)),
        Number(count ?? 0),
      );
  }
  return crossings.overlaps();
}

/** What can be said against the definitions without the data. */
function ofDefinitions({ segments, warningsOn }: Rulebook, day: string): readonly CheckFinding[] {
  return warningsOn(day).map(({ severity, place, message }) => {
    const segment = segments.find((one) => one.place.file === place.file)?.id ?? null;
    return { severity, by: "definitions", segment, place, message };
  });
}

const inOrder = (one: CheckFinding, other: CheckFinding): number =>
  one.place.file < other.place.file
    ? -1
    : Number(one.place.file > other.place.file) ||
      (one.place.line ?? 0) - (other.place.line ?? 0) ||
      (one.place.column ?? 0) - (other.place.column ?? 0);

/** What the checks found, and the figures that show it. */
export type Checks = Pick<Summary, "findings" | "overlaps" | "distinctness" | "coverage">;

/**
 * Checks the definitions against what they were computed to be: needs the tables `verdicts` and those of the
 * rows as they count now.
 */
export async function checkData(
  engine: Engine,
  { of, rulebook }: { readonly of: ComputeInputs; readonly rulebook: Rulebook },
  sizes: Pick<Summary, "customers" | "segments">,
): Promise<Checks> {
  const overlaps = await countOverlaps(engine, of.plan);
  const looked = await lookAtColumns(engine, of, rulebook);
  const negated = rulebook.clauses.filter((clause) => clause.negated).map(({ column }) => column);
  const unknown = await countUnknown(engine, negated);
  const nearest = await findNearestTexts(engine, looked.columns, missingTexts(looked));
  const coverage = coverageOf(looked, sizes.customers);
  const findings = [
    ...ofDefinitions(rulebook, of.clock.day),
    ...planSizeFindings(sizes, rulebook),
    ...planOverlapFindings(overlaps, sizes.segments, rulebook),
    ...planThinColumns(coverage, rulebook),
    ...planUnknownNots(unknown, sizes.customers, rulebook),
    ...planMissingTexts(looked, nearest),
  ];
  return {
    findings: findings.toSorted(inOrder),
    overlaps: [...overlaps],
    distinctness: distinctnessOf(sizes.segments, overlaps),
    coverage: [...coverage],
  };
}
