import { runClock } from "../core/run-clock.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { CountingFiles } from "./fetch-datasets.ts";
import { judgePeople } from "./judge-people.ts";
import type { JudgePorts } from "./judge-people.ts";
import { planMemberships } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";

/** What a generation would be computed from. */
export interface PreviewInputs {
  readonly rulebook: Rulebook;
  /** ISO with an offset. */
  readonly moment: string;
  readonly files: CountingFiles;
}

/**
 * Computes at a bench what a run would compute, and hands on nothing: tables `people`, `verdicts` and
 * `memberships`. Needs a table `previous`, the memberships that members stay in since they came. Gives
 * what it was computed by.
 */
export const previewGeneration =
  (ports: JudgePorts, bench: Bench) =>
  async ({ rulebook, moment, files }: PreviewInputs): Promise<ComputeInputs> => {
    const clock = runClock(moment, rulebook.workspace.settings.timezone);
    const of = await judgePeople(ports, { bench, files })({ rulebook, clock });
    await bench.engine.run(planMemberships(of));
    return of;
  };
