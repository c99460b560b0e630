import type { Cloud, CloudOptions } from "../../../lib/local/start-cloud.ts";
import type { CloudEvent } from "../../../lib/local/cloud-event.ts";
import { localClock } from "../../../lib/local/local-clock.ts";
import type { LocalClock } from "../../../lib/local/local-clock.ts";
import { startCloud } from "../../../lib/local/start-cloud.ts";
import { aFolder } from "./write-assembly.ts";

export interface WatchedCloud extends Cloud {
  readonly clock: LocalClock;
  readonly events: CloudEvent[];
  /** Every jump of the clock, in seconds. */
  readonly waits: number[];
}

const start = new Date("2026-03-01T00:00:00Z");

/** A cloud whose events and waits are kept; a test names only what it is about. */
export async function aCloud(
  assembly: string,
  differs: Partial<CloudOptions> = {},
): Promise<WatchedCloud> {
  const events: CloudEvent[] = [];
  const waits: number[] = [];
  const clock = localClock(start);
  const cloud = await startCloud({
    assembly,
    state: aFolder(),
    clock,
    secrets: {},
    functionEnvironment: {},
    onWait: (seconds) => {
      waits.push(seconds);
    },
    log: (event) => events.push(event),
    ...differs,
  });
  return { ...cloud, clock, events, waits };
}

/** How SDK clients reach a cloud. */
export const clientOf = ({ endpoint }: Cloud) => ({
  endpoint,
  region: "eu-north-1",
  credentials: { accessKeyId: "any", secretAccessKey: "any" },
});
