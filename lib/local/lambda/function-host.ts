/**
 * Runs inside a function's worker thread: loads the bundle's handler and answers invocations,
 * one at a time. Stands alone (node: imports only), since it is sent to the thread as source.
 */
import { parentPort, workerData } from "node:worker_threads";

/** What the thread is told when it starts. */
export interface HostData {
  readonly entryUrl: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  /** Shared with the cloud's clock: milliseconds ahead of real time. */
  readonly offset: SharedArrayBuffer;
}

export interface Invocation {
  readonly requestId: string;
  readonly payload: string;
  readonly timeoutMs: number;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export type HostAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "returned"; readonly requestId: string; readonly payload: string }
  | { readonly kind: "failed"; readonly requestId: string; readonly error: FunctionError };

const host: HostData = workerData;

/** The function lives at the cloud's moment, not at the laptop's. */
function shiftDate() {
  const ahead = new Float64Array(host.offset);
  const realNow = Date.now;
  const now = () => realNow() + Math.round(ahead[0] ?? 0);
  const shifted = new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => String(Reflect.construct(target, [now()])),
    get: (target, key, receiver) => (key === "now" ? now : Reflect.get(target, key, receiver)),
  });
  Reflect.defineProperty(Date.prototype, "constructor", { value: shifted, writable: true });
  globalThis.Date = shifted;
}

const errorOf = (error: unknown): FunctionError =>
  error instanceof Error
    ? {
        errorType: error.name,
        errorMessage: error.message,
        trace: (error.stack ?? "").split("\n"),
      }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

function contextOf({ requestId, timeoutMs }: Invocation) {
  const ends = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName: host.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: host.functionArn,
    memoryLimitInMB: String(host.memoryMb),
    logGroupName: `/aws/lambda/${host.functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(ends - performance.now())),
  };
}

async function loadHandler(): Promise<(event: unknown, context: unknown) => unknown> {
  const bundle: Record<string, unknown> = await import(host.entryUrl);
  const whole: unknown = bundle["default"];
  const inside: unknown =
    typeof whole === "object" && whole !== null ? Reflect.get(whole, host.exportName) : undefined;
  const handler = bundle[host.exportName] ?? inside;
  if (typeof handler === "function") return (event, context) => handler(event, context);
  const problem = new Error(`${host.exportName} is undefined or not exported`);
  problem.name = "Runtime.HandlerNotFound";
  throw problem;
}

async function answer(
  handler: ReturnType<typeof loadHandler>,
  invocation: Invocation,
): Promise<HostAnswer> {
  const { requestId, payload } = invocation;
  try {
    const run = await handler;
    const returned = await run(JSON.parse(payload), contextOf(invocation));
    return { kind: "returned", requestId, payload: JSON.stringify(returned) ?? "null" };
  } catch (error) {
    return { kind: "failed", requestId, error: errorOf(error) };
  }
}

shiftDate();
const loaded = loadHandler();
const say = (message: HostAnswer) => parentPort?.postMessage(message, []);
loaded.then(
  () => say({ kind: "ready" }),
  () => say({ kind: "ready" }),
);
parentPort?.on("message", (invocation: Invocation) => {
  void answer(loaded, invocation).then(say);
});
