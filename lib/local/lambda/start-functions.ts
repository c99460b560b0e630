import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import type { Log } from "../cloud-event.ts";
import type { Flow } from "../flow.ts";
import type { LocalClock } from "../local-clock.ts";
import { functionPool } from "./function-pool.ts";
import type { FunctionPool } from "./function-pool.ts";
import type { FunctionLog } from "./function-log.ts";
import { openFunctionLog } from "./function-log.ts";
import type { FunctionSpec } from "./function-spec.ts";
import { runtimeEnvironment } from "./function-spec.ts";
import type { InstanceOptions, Outcome } from "./start-instance.ts";
import { prepareCodeFolder, unpackCode } from "./unpack-code.ts";
import type { WarmLimit } from "./warm-limit.ts";
import { warmLimit } from "./warm-limit.ts";

export interface Functions {
  /** Finds a function by name, ARN or logical id. */
  find(name: string): FunctionSpec | undefined;
  /** Runs it and waits. @throws when there is no such function; its own errors are in the outcome. */
  invoke(name: string, payload: string): Promise<Outcome>;
  stop(): Promise<void>;
}

export interface FunctionsOptions {
  readonly state: string;
  readonly clock: LocalClock;
  readonly flow: Flow;
  readonly log: Log;
  readonly endpoint: string;
  readonly specs: readonly FunctionSpec[];
  readonly assets: ReadonlyMap<string, string>;
  /** Laid over the template's environment: where the platforms are. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * How long a stopping cloud lets functions finish what they are at. Cutting one off while DuckDB or
 * gRPC work inside it can take the whole process down.
 */
const PATIENCE_MS = 20_000;

/** The source of the worker threads: the host file, its types stripped. */
async function hostSource(): Promise<string> {
  const file = fileURLToPath(new URL("function-host.ts", import.meta.url));
  const { code } = await transform(await readFile(file, "utf8"), {
    loader: "ts",
    format: "cjs",
    target: "node20",
    supported: { "dynamic-import": true },
  });
  return code;
}

interface Deployed {
  readonly spec: FunctionSpec;
  readonly pool: FunctionPool;
  readonly log: FunctionLog;
  readonly entryUrl: string;
}

/** Lambda: the real bundles of the assembly in worker threads. */
export async function startFunctions(options: FunctionsOptions): Promise<Functions> {
  const { state, specs } = options;
  const logs = path.join(state, "logs");
  const [source, code] = await Promise.all([
    hostSource(),
    prepareCodeFolder(state),
    mkdir(logs, { recursive: true }),
  ]);
  const limit = warmLimit();
  const deployed: Deployed[] = [];
  for (const spec of specs)
    deployed.push(await deploy(options, spec, { source, code, logs, limit }));
  await removeOthers(code, deployed);
  const life = { isOver: false };
  const running = new Set<Promise<unknown>>();
  const find = (name: string) => deployed.find(({ spec }) => isCalled(spec, name));
  return {
    find: (name) => find(name)?.spec,
    invoke: (name, payload) =>
      options.flow.work(async () => {
        const found = find(name);
        if (found === undefined) throw new Error(`There is no function ${name}.`);
        // Whoever still asks when the cloud has stopped gets no answer, as from a cut line.
        if (life.isOver) return new Promise(() => {});
        const outcome = logged(options.log, found, payload);
        running.add(outcome);
        return outcome.finally(() => running.delete(outcome));
      }),
    stop: async () => {
      life.isOver = true;
      await Promise.race([
        Promise.allSettled(running),
        pause(PATIENCE_MS, undefined, { ref: false }),
      ]);
      await limit.retireAll();
      await Promise.all(deployed.map(({ log }) => log.close()));
    },
  };
}

/** Code of an earlier assembly, in kept state. */
async function removeOthers(folder: string, deployed: readonly Deployed[]): Promise<void> {
  const used = new Set(deployed.map(({ entryUrl }) => path.dirname(fileURLToPath(entryUrl))));
  for (const name of await readdir(folder)) {
    const one = path.join(folder, name);
    if (name.startsWith("asset.") && !used.has(one)) await rm(one, { recursive: true });
  }
}

const isCalled = (spec: FunctionSpec, name: string): boolean =>
  [spec.name, spec.arn, `${spec.arn}:$LATEST`, spec.logicalId].includes(name);

interface Ground {
  readonly source: string;
  readonly code: string;
  readonly logs: string;
  readonly limit: WarmLimit;
}

async function deploy(
  options: FunctionsOptions,
  spec: FunctionSpec,
  { source, code, logs, limit }: Ground,
): Promise<Deployed> {
  const { clock, endpoint, assets, environment } = options;
  const log = openFunctionLog({ folder: logs, function: spec.name, now: clock.now });
  const entryUrl = await unpackCode(code, spec, assets);
  const instance: InstanceOptions = {
    spec,
    hostSource: source,
    entryUrl,
    environment: { ...runtimeEnvironment(spec, endpoint), ...spec.environment, ...environment },
    offset: clock.offset,
    log,
  };
  return { spec, log, entryUrl, pool: functionPool({ spec, limit, instance }) };
}

async function logged(tell: Log, { spec, pool, log }: Deployed, payload: string): Promise<Outcome> {
  const start = performance.now();
  const outcome = await pool.invoke(payload);
  const milliseconds = Math.round(performance.now() - start);
  const error = outcome.ok ? null : outcome.error.errorType;
  log.event({
    type: "platform.report",
    requestId: outcome.requestId,
    durationMs: milliseconds,
    status: outcome.ok ? "success" : "failure",
    ...(outcome.ok ? {} : { errorType: error, errorMessage: outcome.error.errorMessage }),
  });
  tell({ kind: "invoked", function: spec.name, request: outcome.requestId, milliseconds, error });
  return outcome;
}
