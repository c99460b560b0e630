import * as z from "zod";
import { runClock } from "../core/run-clock.ts";
import type { SegmentId } from "../core/ids.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { CountingFiles } from "./fetch-datasets.ts";
import { judgePeople } from "./judge-people.ts";
import type { JudgePorts } from "./judge-people.ts";
import { mirroredColumns } from "./mirror-segment.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import { partOfPlan } from "./plan-part.ts";
import {
  ageGroups,
  figuresOf,
  nodeColumn,
  nodesOf,
  otherColumn,
  sharesOf,
} from "./plan-preview.ts";
import type { Rule } from "./plan-preview.ts";

/** What is to be previewed, by which definitions, of which files. */
export interface SegmentToPreview {
  /** With the mirror among its segments. */
  readonly rulebook: Rulebook;
  readonly mirror: SegmentId;
  readonly segment: SegmentId;
  /** ISO with an offset. */
  readonly moment: string;
  readonly files: CountingFiles;
  /** `merged` of the published generation, as Parquet on this machine. */
  readonly mergedBefore: string | undefined;
}

/** Everybody, whoever is in the segment or not. */
export interface ClauseFigures {
  readonly holds: number;
  /** For whom something that it needs is not known. */
  readonly unknown: number;
  /** The segment's size if this clause were left out. */
  readonly without: number;
}

export interface Overlap {
  readonly segment: SegmentId;
  readonly size: number;
  readonly both: number;
  /** Of this segment's members. */
  readonly share: number;
  /** In both ÷ in either. */
  readonly jaccard: number;
}

/** How many are of one country, age group or lifecycle; value null: not known. */
export interface Share {
  readonly value: string | null;
  readonly members: number;
  readonly customers: number;
}

export interface SegmentFigures {
  readonly customers: number;
  readonly size: number;
  readonly clauses: ReadonlyMap<Rule, ClauseFigures>;
  /** Of each `not`: members who are in only because something that it asks about is not known. */
  readonly nots: ReadonlyMap<Rule, number>;
  /** With all other segments, most alike first. */
  readonly overlaps: readonly Overlap[];
  readonly shares: Readonly<Record<"country" | "age" | "lifecycle", readonly Share[]>>;
}

const counts = z.record(z.string(), z.int());
type Counts = z.infer<typeof counts>;

const shareRow = z.object({
  by: z.enum(["country", "age", "lifecycle"]),
  value: z.string().nullable(),
  members: z.int(),
  customers: z.int(),
});

function overlapOf(found: Counts, size: number, segment: SegmentId): Overlap {
  const other = found[otherColumn("all", segment)] ?? 0;
  const both = found[otherColumn("both", segment)] ?? 0;
  const either = size + other - both;
  return {
    segment,
    size: other,
    both,
    share: size === 0 ? 0 : both / size,
    jaccard: either === 0 ? 0 : both / either,
  };
}

function nodeFigures(rule: Rule, found: Counts) {
  const clauses = new Map<Rule, ClauseFigures>();
  const nots = new Map<Rule, number>();
  for (const [at, node] of nodesOf(rule).entries()) {
    const of = (what: string): number => found[nodeColumn(at, what)] ?? 0;
    if (node.is === "not") nots.set(node, of("unknown"));
    if (node.is === "clause")
      clauses.set(node, { holds: of("holds"), unknown: of("unknown"), without: of("without") });
  }
  return { clauses, nots };
}

const byAge = (a: Share, b: Share): number =>
  ageGroups.indexOf(a.value ?? "") - ageGroups.indexOf(b.value ?? "");
const byMembers = (a: Share, b: Share): number =>
  b.members - a.members ||
  b.customers - a.customers ||
  ((a.value ?? "") < (b.value ?? "") ? -1 : 1);

/** Known values in their order, then how many are not known. */
function sharesIn(rows: readonly z.infer<typeof shareRow>[], by: keyof SegmentFigures["shares"]) {
  const found = rows.flatMap(({ by: of, ...share }): readonly Share[] =>
    of === by ? [share] : [],
  );
  const known = found.filter(({ value }) => value !== null);
  return [
    ...known.toSorted(by === "age" ? byAge : byMembers),
    ...found.filter(({ value }) => value === null),
  ];
}

/** What the segment comes to, and what it was computed by. */
export interface PreviewedSegment {
  readonly of: ComputeInputs;
  readonly figures: SegmentFigures;
}

/** Figures of what was judged at a bench. */
async function countFigures(
  { engine }: Bench,
  { rulebook, mirror, segment }: SegmentToPreview,
  { plan, clock }: ComputeInputs,
): Promise<SegmentFigures> {
  const rule = rulebook.rules.get(segment);
  if (rule === undefined) throw new Error(`there is no rule of ${segment}`);
  const others = plan.segments.filter((id) => id !== segment);
  const [found = {}] = await engine.all(figuresOf(rule, segment, others), counts);
  const { customers = 0, size = 0 } = found;
  const columns = mirroredColumns(plan, mirror);
  const shares = await engine.all(sharesOf(segment, columns, clock), shareRow);
  return {
    customers,
    size,
    ...nodeFigures(rule, found),
    overlaps: others
      .map((id) => overlapOf(found, size, id))
      .toSorted((a, b) => b.jaccard - a.jaccard),
    shares: {
      country: sharesIn(shares, "country"),
      age: sharesIn(shares, "age"),
      lifecycle: sharesIn(shares, "lifecycle"),
    },
  };
}

/** Computes at a bench who is in which segment and what one of them comes to. Hands on nothing. */
export const previewSegment =
  (ports: JudgePorts, bench: Bench) =>
  async (asked: SegmentToPreview): Promise<PreviewedSegment> => {
    const { rulebook, mirror, segment, moment, files, mergedBefore } = asked;
    const { settings, destinations } = rulebook.workspace;
    const clock = runClock(moment, settings.timezone);
    const plan = partOfPlan(rulebook.planAt(clock, { found: true }), {
      segments: rulebook.segments.map(({ id }) => id).filter((id) => id !== mirror),
      told: [segment, mirror],
      only: destinations.map(({ id }) => id),
    });
    const by = { rulebook: { ...rulebook, planAt: () => plan }, clock, mergedBefore };
    const of = await judgePeople(ports, { bench, files })(by);
    return { of, figures: await countFigures(bench, asked, of) };
  };
