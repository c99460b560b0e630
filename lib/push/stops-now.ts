import type { Target } from "./find-target.ts";
import type { PushPorts } from "./ports.ts";

/** What stops or removes people and may change at any moment. */
export interface StopsNow {
  /** Version of the consents' manifest. */
  readonly consents: number;
  /** How many people were erased. */
  readonly erased: number;
  readonly paused: boolean;
}

/** Reads it anew: before a plan, and before each batch, which is sent only while it is what was planned with. */
export const stopsNow = async (ports: PushPorts, { destination }: Target): Promise<StopsNow> => ({
  consents: (await ports.manifests.read("consents"))?.value.version ?? 0,
  erased: (await ports.stops.erased()).length,
  paused: await ports.stops.paused(destination.id),
});
