import type { RunId } from "../core/ids.ts";
import { releaseLease } from "./lease.ts";
import type { LeasePorts } from "./ports.ts";

/** How a run ended. `error` must hold no personal value. */
export interface RunEnd {
  readonly run: RunId;
  readonly outcome: "finished" | "failed";
  readonly error?: string | undefined;
}

/** Records how a run ended and gives its lease back. Doing it again changes nothing. */
export const finishRun =
  (ports: LeasePorts) =>
  async ({ run, outcome, error }: RunEnd): Promise<void> => {
    const record = await ports.runs.read(run);
    if (record !== undefined && record.value.state === "running") {
      const ended = {
        state: outcome,
        finishedAt: ports.clock().toISOString(),
        error: error ?? null,
      };
      await ports.runs.write(run, { ...record.value, ...ended }, record.version);
    }
    await releaseLease(ports, run);
  };
