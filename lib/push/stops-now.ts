import type { Target } from "./find-target.ts";
import type { PushPorts } from "./ports.ts";

/** What stops or removes people and may change at any moment. */
export interface StopsNow {
  /** Versions of the manifests of all datasets in which people say no. */
  readonly files: readonly number[];
  /** How many people were erased. */
  readonly erased: number;
  readonly paused: boolean;
}

/** Consents may stand in columns of customers. Erasures tell the addresses of people known by e-mail. */
const saying = ["consents", "customers", "objections", "erasures"] as const;

/** Reads it anew: before a plan, and before each batch, which is sent only while it is what was planned with. */
export const stopsNow = async (ports: PushPorts, { destination }: Target): Promise<StopsNow> => ({
  files: await Promise.all(
    saying.map(async (dataset) => (await ports.manifests.read(dataset))?.value.version ?? 0),
  ),
  erased: (await ports.stops.erased()).length,
  paused: await ports.stops.paused(destination.id),
});
