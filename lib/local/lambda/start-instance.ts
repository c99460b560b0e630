import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { FunctionError, HostAnswer, HostData, Invocation } from "./function-host.ts";
import type { FunctionLog } from "./function-log.ts";
import type { FunctionSpec } from "./function-spec.ts";

/** What an invocation came to; the payload is JSON text. */
export type Outcome =
  | { readonly ok: true; readonly requestId: string; readonly payload: string }
  | { readonly ok: false; readonly requestId: string; readonly error: FunctionError };

/** A warm execution environment: one invocation at a time. */
export interface Instance {
  invoke(payload: string): Promise<Outcome>;
  /** False once it timed out, ran out of memory or exited: the next invocation needs another. */
  isAlive(): boolean;
  retire(): Promise<void>;
}

export interface InstanceOptions {
  readonly spec: FunctionSpec;
  readonly hostSource: string;
  readonly entryUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly offset: SharedArrayBuffer;
  readonly log: FunctionLog;
}

/** Lambda's limit for synchronous answers, in bytes (Lambda quotas, read 2026-11-22). */
const LARGEST_ANSWER = 6_291_556;

function startWorker(options: InstanceOptions): Worker {
  const { spec, entryUrl, offset, log } = options;
  const data: HostData = {
    entryUrl,
    exportName: spec.exportName,
    functionName: spec.name,
    functionArn: spec.arn,
    memoryMb: spec.memoryMb,
    offset,
  };
  const worker = new Worker(options.hostSource, {
    eval: true,
    name: spec.name,
    workerData: data,
    env: { ...options.environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => log.output(chunk));
  }
  return worker;
}

const codeOf = (error: Error): unknown => Reflect.get(error, "code");

/** What the service says when the runtime itself ends. */
const exited = (requestId: string, how: string): FunctionError => ({
  errorType: "Runtime.ExitError",
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  trace: [],
});

const timedOut = (requestId: string, timeoutMs: number): FunctionError => ({
  errorType: "Sandbox.Timedout",
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
  trace: [],
});

const tooLarge: FunctionError = {
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`,
  trace: [],
};

/** One worker, and the invocation that it is at. */
interface Running {
  readonly worker: Worker;
  readonly timeoutMs: number;
  alive: boolean;
  pending: { readonly requestId: string; readonly settle: (outcome: Outcome) => void } | undefined;
}

export function startInstance(options: InstanceOptions): Instance {
  const worker = startWorker(options);
  const { timeoutMs } = options.spec;
  const running: Running = { worker, timeoutMs, alive: true, pending: undefined };
  const ready = new Promise<void>((resolve) => {
    worker.once("message", () => resolve());
    worker.once("exit", () => resolve());
  });
  worker.on("message", (answer: HostAnswer) => {
    if (answer.kind !== "ready") finish(running, () => outcomeOf(answer));
  });
  worker.on("error", (error: Error) => die(running, (id) => errorOfCrash(id, error)));
  worker.on("exit", (code) => die(running, (id) => exited(id, `exit status ${code}`)));
  return {
    invoke: async (payload) => {
      await ready;
      return invoke(running, payload);
    },
    isAlive: () => running.alive,
    retire: async () => {
      running.alive = false;
      await worker.terminate();
    },
  };
}

function finish(running: Running, outcome: (requestId: string) => Outcome): void {
  const { pending } = running;
  running.pending = undefined;
  pending?.settle(outcome(pending.requestId));
}

function die(running: Running, error: (requestId: string) => FunctionError): void {
  running.alive = false;
  finish(running, (requestId) => ({ ok: false, requestId, error: error(requestId) }));
}

function invoke(running: Running, payload: string): Promise<Outcome> {
  const { worker, timeoutMs } = running;
  const requestId = randomUUID();
  const invocation: Invocation = { requestId, payload, timeoutMs };
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      die(running, (id) => timedOut(id, timeoutMs));
      void worker.terminate();
    }, timeoutMs);
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    running.pending = { requestId, settle };
    if (running.alive) worker.postMessage(invocation, []);
    else die(running, (id) => exited(id, "exit status 1"));
  });
}

function outcomeOf(answer: Exclude<HostAnswer, { kind: "ready" }>): Outcome {
  const { requestId } = answer;
  if (answer.kind === "failed") return { ok: false, requestId, error: answer.error };
  if (Buffer.byteLength(answer.payload) > LARGEST_ANSWER)
    return { ok: false, requestId, error: tooLarge };
  return { ok: true, requestId, payload: answer.payload };
}

function errorOfCrash(requestId: string, error: Error): FunctionError {
  if (codeOf(error) === "ERR_WORKER_OUT_OF_MEMORY") return exited(requestId, "signal: killed");
  return { errorType: error.name, errorMessage: error.message, trace: [] };
}
