import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Stack } from "../app/operate.ts";
import { context } from "../app/names.ts";
import type { CloudEvent } from "../local/cloud-event.ts";
import { localClock } from "../local/local-clock.ts";
import type { LocalClock } from "../local/local-clock.ts";
import { startCloud } from "../local/start-cloud.ts";
import type { Cloud } from "../local/start-cloud.ts";
import { SANDBOX_REFRESH_TOKEN } from "../sandbox/google/start-google.ts";
import { startSandbox } from "../sandbox/start-sandbox.ts";
import type { Sandbox } from "../sandbox/start-sandbox.ts";
import type { Destination, Workspace } from "../workspace/workspace.ts";
import { assemblyFor } from "./assembly.ts";

/** The local cloud and the sandbox platforms, running for one workspace. */
export interface Laptop {
  readonly cloud: Cloud;
  readonly sandbox: Sandbox;
  readonly clock: LocalClock;
  readonly stack: Stack;
  /** Where everything is kept. */
  readonly state: string;
  stop(): Promise<void>;
}

export interface LaptopOptions {
  readonly workspace: Workspace;
  /** A folder to keep everything in; a temporary one, deleted at the end, when left out. */
  readonly state?: string | undefined;
  readonly port?: number | undefined;
  /** What the clocks show at the start; real time when left out. */
  readonly now?: Date | undefined;
  readonly schedules?: "on-command" | "by-clock";
  /** Rules (by output key) that do not fire. */
  readonly disabledRules?: readonly string[];
  readonly log?: (event: CloudEvent) => void;
}

const secretPrefix = "audience-sync";
/** One fixed key for all local runs, so that member ids and holdouts repeat. */
const localPseudonymKey = "local-runs-share-this-pseudonym-key";
const metaToken = "sandbox-meta-token";

const secretOf = ({ platform }: Destination): string =>
  platform === "meta"
    ? JSON.stringify({ access_token: metaToken })
    : JSON.stringify({
        client_id: "sandbox-client",
        client_secret: "sandbox-secret",
        refresh_token: SANDBOX_REFRESH_TOKEN,
        developer_token: "sandbox-developer-token",
      });

function secretsOf({ destinations }: Workspace): Record<string, string> {
  return {
    [`${secretPrefix}/pseudonym-key`]: localPseudonymKey,
    ...Object.fromEntries(
      destinations.map((one) => [`${secretPrefix}/${one.secret}`, secretOf(one)]),
    ),
  };
}

const contextOf = ({ settings, destinations }: Workspace) => ({
  [context.stack]: "audience-sync",
  [context.timezone]: settings.timezone,
  [context.refreshAt]: settings.refresh,
  [context.secretPrefix]: secretPrefix,
  [context.platformSecrets]: [...new Set(destinations.map(({ secret }) => secret))].toSorted(),
});

/** Where the functions find the platforms: the same settings by which any other emulator would be named. */
const endpointsOf = ({ endpoints }: Sandbox): Record<string, string> => ({
  META_GRAPH_URL: endpoints.meta,
  GOOGLE_ADS_ENDPOINT: `http://${endpoints.adsGrpc}`,
  GOOGLE_ADS_REST_URL: endpoints.adsRest,
  DATA_MANAGER_ENDPOINT: `http://${endpoints.dataManager}`,
  GOOGLE_TOKEN_URL: endpoints.token,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});

async function openState(kept: string | undefined) {
  if (kept !== undefined) {
    await mkdir(kept, { recursive: true });
    return { folder: path.resolve(kept), close: async () => undefined };
  }
  const folder = await mkdtemp(path.join(tmpdir(), "audience-"));
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}

async function openSandbox(
  workspace: Workspace,
  state: string,
  now: Date | undefined,
): Promise<Sandbox> {
  const accounts = workspace.destinations.flatMap((one) =>
    one.platform === "meta" ? [one.adAccount] : [],
  );
  const sandbox = await startSandbox({
    ...(now === undefined ? {} : { now }),
    meta: { token: metaToken, adAccounts: accounts },
  });
  const snapshot = path.join(state, "sandbox.json");
  if (existsSync(snapshot)) sandbox.restore(JSON.parse(await readFile(snapshot, "utf8")));
  return sandbox;
}

/** Starts the template that deploys, and the platforms' stand-ins, on this machine. */
export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const assembly = await assemblyFor(contextOf(options.workspace));
  const state = await openState(options.state);
  const sandbox = await openSandbox(options.workspace, state.folder, options.now);
  const clock = localClock(options.now);
  const cloud = await startCloud({
    assembly,
    state: path.join(state.folder, "cloud"),
    ...(options.port === undefined ? {} : { port: options.port }),
    clock,
    secrets: secretsOf(options.workspace),
    functionEnvironment: endpointsOf(sandbox),
    onWait: (seconds) => sandbox.clock.moveBy(seconds),
    schedules: options.schedules ?? "on-command",
    disabledRules: options.disabledRules ?? [],
    log: options.log ?? (() => undefined),
  });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return {
    cloud,
    sandbox,
    clock,
    state: state.folder,
    stack: {
      outputs: cloud.outputs,
      place: { endpoint: cloud.endpoint, region: "eu-north-1", credentials },
    },
    stop: async () => {
      await cloud.stop();
      await writeFile(path.join(state.folder, "sandbox.json"), JSON.stringify(sandbox.snapshot()));
      await sandbox.close();
      await state.close();
    },
  };
}
