import { setImmediate as nextTurn } from "node:timers/promises";
import type { StateMachine } from "aws-local-stepfunctions";
import { ExecutionAbortedError, ExecutionTimeoutError } from "aws-local-stepfunctions";
import * as z from "zod";
import type { Log } from "../cloud-event.ts";
import type { Flow } from "../flow.ts";
import type { Functions } from "../lambda/start-functions.ts";
import type { Json } from "../template/json.ts";
import { jsonSchema } from "../template/json.ts";
import type { PreparedDefinition } from "./prepare-definition.ts";
import { runTask, taskError } from "./run-task.ts";

/** How an execution ended. `output` is JSON text. */
export interface ExecutionResult {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  readonly output: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export interface RunningExecution {
  readonly result: Promise<ExecutionResult>;
  abort(): void;
}

export interface ExecutionOptions {
  readonly arn: string;
  readonly name: string;
  readonly input: Json;
  readonly machineArn: string;
  readonly machineName: string;
  readonly machine: StateMachine;
  readonly prepared: PreparedDefinition;
  readonly functions: Functions;
  readonly flow: Flow;
  readonly log: Log;
  readonly now: () => Date;
}

const waitSchema = z.object({
  seconds: z.number().min(0).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});

type Run = ReturnType<StateMachine["run"]>;
type RunInput = Parameters<StateMachine["run"]>[0];
type RunResult = Awaited<Run["result"]>;

/** Runs a prepared definition. Retries and waits sleep in the cloud's time. */
export function runExecution(options: ExecutionOptions): RunningExecution {
  const pauses = { until: Promise.resolve() };
  const run = options.machine.run(mutable(options.input), {
    overrides: {
      taskResourceLocalHandlers: handlersOf(options, pauses),
      retryIntervalOverrides: noIntervals(options.prepared.definition),
    },
    context: {
      Execution: { Id: options.arn, Name: options.name },
      StateMachine: { Id: options.machineArn, Name: options.machineName },
    },
  });
  void followEvents(options, run, pauses);
  return { result: options.flow.last(resultOf(run.result)), abort: run.abort };
}

/** The library's own JSON type is the mutable one. */
function mutable(value: Json): RunInput {
  return JSON.parse(JSON.stringify(value));
}

/** When the retries that are under way may go on. */
interface Pauses {
  until: Promise<void>;
}

type Handlers = Record<string, (input: RunInput) => Promise<RunResult>>;

function handlersOf(options: ExecutionOptions, pauses: Pauses): Handlers {
  const { prepared, functions, flow } = options;
  const handlers: Handlers = {};
  for (const [state, resource] of prepared.tasks) {
    handlers[state] = async (input) => {
      // A retry tells of itself only as it starts: let it be heard, then sleep its interval.
      await nextTurn();
      await pauses.until;
      return mutable(await flow.work(() => runTask(functions, resource, jsonSchema.parse(input))));
    };
  }
  for (const state of prepared.waits) {
    handlers[state] = async (input) => {
      await flow.sleep(secondsOf(input, options.now()));
      return null;
    };
  }
  return handlers;
}

function secondsOf(input: unknown, now: Date): number {
  const read = waitSchema.safeParse(input);
  if (!read.success) throw taskError("States.Runtime", z.prettifyError(read.error));
  const { seconds, until } = read.data;
  if (until !== undefined) return Math.max(0, Date.parse(until) - now.getTime()) / 1000;
  return seconds ?? 0;
}

/** The library sleeps for real between attempts: not here. By state, for every state that retries. */
function noIntervals(definition: unknown): Record<string, number> {
  const found: Record<string, number> = {};
  const look = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      if (typeof part === "object" && part !== null && "Retry" in part) found[name] = 0;
      look(part);
    }
  };
  look(definition);
  return found;
}

async function followEvents({ log, arn, flow }: ExecutionOptions, run: Run, pauses: Pauses) {
  for await (const event of run.eventLogs) {
    if ("state" in event)
      log({ kind: "state", execution: arn, state: event.state.name, change: event.type });
    if (event.type === "StateRetried") {
      const {
        IntervalSeconds = 1,
        BackoffRate = 2,
        MaxDelaySeconds = Infinity,
      } = event.retry.retrier;
      const seconds = IntervalSeconds * BackoffRate ** (event.retry.attempt - 1);
      const slept = flow.sleep(Math.min(seconds, MaxDelaySeconds));
      pauses.until = both(pauses.until, slept);
    }
  }
}

async function both(one: Promise<void>, other: Promise<void>): Promise<void> {
  await one;
  await other;
}

async function resultOf(result: Promise<unknown>): Promise<ExecutionResult> {
  try {
    const output = JSON.stringify(await result);
    return { status: "SUCCEEDED", output, error: undefined, cause: undefined };
  } catch (problem) {
    const status =
      problem instanceof ExecutionAbortedError
        ? "ABORTED"
        : problem instanceof ExecutionTimeoutError
          ? "TIMED_OUT"
          : "FAILED";
    const inner =
      problem instanceof Error && problem.cause instanceof Error ? problem.cause : undefined;
    return { status, output: undefined, error: inner?.name, cause: inner?.message };
  }
}
