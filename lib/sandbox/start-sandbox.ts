import * as z from "zod";
import { answerControl } from "./answer-control.ts";
import { faults, type Faults } from "./faults.ts";
import {
  startGoogle,
  type GoogleDump,
  type SandboxGoogle,
  type StartGoogleOptions,
} from "./google/start-google.ts";
import { metaOptionsSchema, type MetaOptions } from "./meta/meta-options.ts";
import { startMeta, type MetaDump, type MetaServer } from "./meta/start-meta.ts";
import { sandboxClock, type SandboxClock } from "./sandbox-clock.ts";

export interface SandboxOptions {
  /** Where the platforms' clock starts. Default: now. */
  readonly now?: Date;
  readonly meta?: MetaOptions;
  readonly google?: Omit<StartGoogleOptions, "clock" | "faults">;
}

/** Everything that arrived at the platforms. */
export interface SandboxDump {
  readonly meta: MetaDump;
  readonly google: GoogleDump;
}

export interface Sandbox {
  readonly endpoints: { readonly meta: string } & SandboxGoogle["endpoints"];
  readonly clock: SandboxClock;
  readonly faults: Faults;
  dump(): SandboxDump;
  /** The whole state and the time as plain JSON. */
  snapshot(): unknown;
  /** Brings back a snapshot; the clock moves on to its time, but never back. */
  restore(snapshot: unknown): void;
  close(): Promise<void>;
}

const snapshotSchema = z.strictObject({ now: z.number(), meta: z.unknown(), google: z.unknown() });

/**
 * Starts stand-ins for the ad platforms on free ports of 127.0.0.1: Meta's Graph API, the Google Ads and
 * Data Manager APIs, and Google's token endpoint. The control endpoints (answer-control.ts) are on Meta's port.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const metaOptions = metaOptionsSchema.parse(options.meta ?? {});
  const clock = sandboxClock((options.now ?? new Date()).getTime());
  const planned = faults();
  const google = await startGoogle({ ...options.google, clock, faults: planned });
  const dump = (): SandboxDump => ({ meta: meta.dump(), google: google.dump() });
  const control = answerControl({ clock, faults: planned, dump });
  const meta: MetaServer = await startMeta(metaOptions, { clock, faults: planned, control });
  return {
    endpoints: { meta: meta.endpoint, ...google.endpoints },
    clock,
    faults: planned,
    dump,
    snapshot: () => ({ now: clock.now(), meta: meta.snapshot(), google: google.snapshot() }),
    restore: (snapshot) => {
      const kept = snapshotSchema.parse(snapshot);
      clock.moveBy(Math.max(0, kept.now - clock.now()) / 1000);
      meta.restore(kept.meta);
      google.restore(kept.google);
    },
    close: async () => {
      await Promise.all([meta.close(), google.close()]);
    },
  };
}
