import { PlatformFailure } from "../core/failure.ts";
import { busyFor, takeAudience } from "./audience-writer.ts";
import type { Writer } from "./audience-writer.ts";
import { isEmptyAudience } from "./contract.ts";
import type { PushInput, PushReport, PushStep } from "./contract.ts";
import { findTarget, newAudience } from "./find-target.ts";
import type { PushPorts } from "./ports.ts";
import { pushOnBench } from "./push-on-bench.ts";
import { settleBatches } from "./settle-batches.ts";

const finished: PushStep = { done: true, wait: 0 };

const newReport = (run: PushReport["run"]): PushReport => ({
  run,
  funnel: null,
  added: 0,
  removed: 0,
  withdrawn: 0,
  unchanged: 0,
  requests: 0,
  invalid: 0,
  held: null,
  pending: { add: 0, remove: 0 },
  failure: null,
});

/** Keeps what went wrong where the report finds it. A failure that waiting cures is thrown on, to be tried again. */
async function noteFailure(writer: Writer, error: unknown): Promise<PushStep> {
  const { report } = writer.current();
  const failure =
    error instanceof PlatformFailure
      ? { code: error.code, message: error.message }
      : { code: "bug", message: "an error of ours: see the function's log" };
  await writer.release({ report: report === null ? null : { ...report, failure } });
  if (error instanceof PlatformFailure && error.remedy === "human") return finished;
  throw error;
}

/**
 * One short run of pushing one audience: settles what was sent, then removes, then adds, until done
 * or out of time. To be called again after `wait` seconds until `done`. Throws `PlatformFailure`
 * where waiting helps, `Conflict` when another writer has taken over.
 */
export const pushAudience =
  (ports: PushPorts) =>
  async (input: PushInput): Promise<PushStep> => {
    const found = await ports.audiences.read(input.audience);
    if (input.lane === "removals" && (found === undefined || isEmptyAudience(found.value)))
      return finished;
    const target = await findTarget(ports, input);
    const platform = await ports.platform(target.destination);
    const wait = busyFor(found?.value, ports.clock(), platform.limits.seconds);
    if (wait > 0) return { done: false, wait };
    const writer = await takeAudience(ports, found, newAudience(target));
    try {
      const { report } = writer.current();
      await writer.save({
        report: report?.run === input.run ? { ...report, failure: null } : newReport(input.run),
      });
      const unsettled = await settleBatches(writer, platform);
      const step =
        unsettled > 0
          ? { done: false, wait: unsettled }
          : await ports.withBench((bench) =>
              pushOnBench({ ports, bench, writer, platform, target }),
            );
      await writer.release({});
      return step;
    } catch (error) {
      return noteFailure(writer, error);
    }
  };
