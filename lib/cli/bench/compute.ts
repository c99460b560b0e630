import path from "node:path";
import { predictInFolder } from "../../app/compute-in-folder.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { computeApart, computeByHand } from "./compute-apart.ts";
import type { Computed } from "./compute-apart.ts";
import { benchNow, folderWith, predictedSegments, segments } from "./compute-workspace.ts";
import { makeCompany } from "./make-company.ts";

const most = 2;
const mostMb = 2000;
const mostSeconds = 10;
const tenth = 10;
/** Ten times the people may take so much more than ten times as long, since no clock is that exact. */
const mostGrowth = 1.2;

type Sizes = Computed["sizes"];

/** Both must have found the same people: else they did not do the same work. */
function sameSizes(ours: Sizes, byHand: Sizes): void {
  const differing = Object.keys(segments).filter(
    (segment) => (ours[segment] ?? 0) !== (byHand[segment] ?? 0),
  );
  if (differing.length > 0)
    throw new Error(`the query by hand finds others in: ${differing.join(", ")}`);
}

const figuresOf = (few: Computed, all: Computed, byHand: number): readonly Figure[] => [
  {
    name: "compute-segments",
    figure: all.seconds,
    unit: "s",
    reference: byHand,
    ratio: all.seconds / byHand,
    goal: `at most ${most} × a query by hand that finds the same`,
    met: all.seconds <= byHand * most,
  },
  {
    name: "compute-memory",
    figure: all.peakMb,
    unit: "MB",
    reference: few.peakMb,
    ratio: all.peakMb / few.peakMb,
    goal: `under ${mostMb} MB (beside a tenth of the customers)`,
    met: all.peakMb < mostMb,
  },
  {
    name: "compute-linear",
    figure: all.seconds,
    unit: "s",
    reference: few.seconds * tenth,
    ratio: all.seconds / (few.seconds * tenth),
    goal: "at most in step with a tenth of the customers",
    met: all.seconds <= few.seconds * tenth * mostGrowth,
  },
];

async function predictedFigure(folder: string, whole: number): Promise<Figure> {
  const definitions = folderWith(predictedSegments);
  const { seconds } = await predictInFolder({ folder, definitions, now: benchNow });
  return {
    name: "compute-predicted",
    figure: seconds,
    unit: "s",
    reference: whole,
    ratio: seconds / whole,
    goal: `under ${mostSeconds} s to fit and score all (beside all else)`,
    met: seconds < mostSeconds,
  };
}

/** Fifty segments over every kind of rule but predicted, beside one query by hand; predictions by themselves. */
export const compute: Benchmark = {
  name: "compute",
  does: "fifty segments of customers with 8 order lines and 30 events each, beside a DuckDB query by hand",
  rows: 1_000_000,
  run: async ({ rows, folder, progress }): Promise<readonly Figure[]> => {
    const [small, large] = [path.join(folder, "tenth"), path.join(folder, "all")];
    progress(`Making up ${rows} customers with ${rows * 8} order lines and ${rows * 30} events …`);
    await makeCompany(small, Math.ceil(rows / tenth));
    await makeCompany(large, rows);
    progress("A tenth …");
    const few = await computeApart(small);
    progress("By hand …");
    const byHand = await computeByHand(large);
    progress("Ours …");
    const all = await computeApart(large);
    sameSizes(all.sizes, byHand.sizes);
    progress("Predictions …");
    const predicted = await predictedFigure(large, all.seconds);
    return [...figuresOf(few, all, byHand.seconds), predicted];
  },
};
