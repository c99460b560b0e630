import { InputProblem, PlatformFailure } from "../core/failure.ts";
import type { Versioned } from "../core/stores.ts";
import { busyFor, takeAudience } from "./audience-writer.ts";
import type { Writer } from "./audience-writer.ts";
import { isEmptyAudience, nothingPushed } from "./contract.ts";
import type { Audience, PushInput, PushReport, PushStep } from "./contract.ts";
import { findTarget, newAudience } from "./find-target.ts";
import type { Target } from "./find-target.ts";
import type { AudiencePlatform, PushPorts } from "./ports.ts";
import { pushOnBench } from "./push-on-bench.ts";
import { settleBatches } from "./settle-batches.ts";
import { stopsNow } from "./stops-now.ts";

const finished: PushStep = { done: true, wait: 0 };

/** What is pending is what was, until this run knows better. */
const newReport = (run: PushReport["run"], before: PushReport | null): PushReport => ({
  ...nothingPushed,
  run,
  pending: before?.pending ?? nothingPushed.pending,
});

const openReport = (writer: Writer, { run }: PushInput): Promise<void> => {
  const { report, base } = writer.current();
  return report?.run === run
    ? Promise.resolve()
    : writer.save({ report: newReport(run, report), opened: base?.object ?? null });
};

function told(error: unknown): Omit<NonNullable<PushReport["failure"]>, "times"> {
  if (error instanceof PlatformFailure) return { code: error.code, message: error.message };
  if (error instanceof InputProblem) return { code: "input", message: error.message };
  return { code: "bug", message: "an error of ours: see the function's log" };
}

/** Whether a call of which we know no end may still reach the platform. */
function mayStillArrive(error: unknown, { batches }: Audience): boolean {
  const refused = error instanceof PlatformFailure && error.code !== "unknown-outcome";
  return !refused && batches.some(({ state }) => state === "intent");
}

/** So often an audience is tried in one run; then it is left to the next, and holds nobody up. */
const mostFailures = 5;

/**
 * Keeps what went wrong where the report finds it. A failure that waiting cures is thrown on, to be
 * tried again, but not without end.
 */
async function noteFailure(writer: Writer, error: unknown): Promise<PushStep> {
  const { report } = writer.current();
  const times = (report?.failure?.times ?? 0) + 1;
  const change = {
    report: report === null ? null : { ...report, failure: { ...told(error), times } },
  };
  try {
    if (mayStillArrive(error, writer.current())) await writer.abandon(change);
    else await writer.release(change);
  } catch {
    // The lease runs out by itself; the first error is the one to be told.
  }
  const isGivenUp =
    error instanceof PlatformFailure && (error.remedy === "human" || times >= mostFailures);
  if (isGivenUp) return finished;
  throw error;
}

interface Reached {
  readonly target: Target;
  readonly platform: AudiencePlatform;
}

/** The audience's definition and its platform; what stands in the way is kept in the audience's report. */
async function reach(
  ports: PushPorts,
  input: PushInput,
  found: Versioned<Audience> | undefined,
): Promise<Reached | PushStep> {
  let known = found?.value;
  try {
    const target = await findTarget(ports, input, known);
    known ??= newAudience(target);
    return { target, platform: await ports.platform(target.destination) };
  } catch (error) {
    if (known === undefined || known.lease !== null) throw error;
    const writer = await takeAudience(ports, found, known);
    await openReport(writer, input);
    return noteFailure(writer, error);
  }
}

/** Plans and sends, unless the platform is still at what was planned from the very same. */
async function work(ports: PushPorts, writer: Writer, reached: Reached): Promise<PushStep> {
  const { target, platform } = reached;
  const { run, lane } = target.input;
  const stops = await stopsNow(ports, target);
  const basis = JSON.stringify({ run, lane, ...stops });
  const { batches, planned } = writer.current();
  const unsettled = await settleBatches(writer, platform);
  const sameAsPlanned = planned === basis && writer.current().batches === batches;
  if (unsettled > 0 && sameAsPlanned) return { done: false, wait: unsettled };
  const step = await ports.withBench((bench) =>
    pushOnBench({ ports, bench, writer, platform, target, stops, unsettled }),
  );
  await writer.save({ planned: step.wait > 0 ? basis : null });
  return step;
}

async function pushHeld(ports: PushPorts, writer: Writer, reached: Reached): Promise<PushStep> {
  try {
    await openReport(writer, reached.target.input);
    const step = await work(ports, writer, reached);
    const { report } = writer.current();
    await writer.release(
      step.done && report !== null ? { report: { ...report, failure: null } } : {},
    );
    return step;
  } catch (error) {
    return noteFailure(writer, error);
  }
}

/**
 * One short run of pushing one audience: settles what was sent, then removes, then adds, until done
 * or out of time. To be called again after `wait` seconds until `done`. Throws `PlatformFailure`
 * where waiting helps, `InputProblem` where the definitions must be mended, `Conflict` when another
 * writer has taken over.
 */
export const pushAudience =
  (ports: PushPorts) =>
  async (input: PushInput): Promise<PushStep> => {
    const found = await ports.audiences.read(input.audience);
    if (input.lane === "removals" && (found === undefined || isEmptyAudience(found.value)))
      return finished;
    const reached = await reach(ports, input, found);
    if ("done" in reached) return reached;
    const wait = busyFor(found?.value, ports.clock(), reached.platform.limits.seconds);
    if (wait > 0) return { done: false, wait };
    const writer = await takeAudience(ports, found, newAudience(reached.target));
    return pushHeld(ports, writer, reached);
  };
