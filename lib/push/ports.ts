import type * as z from "zod";
import type { RunInputs } from "../compute/contract.ts";
import type { MemberId } from "../core/ids.ts";
import type { Objects, Records } from "../core/stores.ts";
import type { manifestPointerSchema } from "../ingest/contract.ts";
import type { Definitions } from "../segments/contract.ts";
import type { WithBench } from "../sql/bench.ts";
import type { SqlRow } from "../sql/engine.ts";
import type { Destination } from "../workspace/workspace.ts";
import type { Audience, Hold, PlatformView } from "./contract.ts";

/** Rows on their way to a platform, as its row shape names the columns. */
export interface Delivery {
  readonly op: "add" | "remove";
  /** The audience's id at the platform. */
  readonly platformId: string;
  /** Unique to this batch and stable: a platform that knows idempotency gets it. */
  readonly batchId: string;
  readonly rows: readonly SqlRow[];
}

/**
 * done: applied. accepted: taken, not applied yet, ask with the receipt. `refused` are indexes of rows
 * that were not taken; `invalid` counts all that were not, which a platform may know better than which.
 */
export type DeliveryOutcome =
  | { readonly state: "done"; readonly invalid: number; readonly refused: readonly number[] }
  | { readonly state: "accepted"; readonly receipt: string; readonly refused: readonly number[] };

/** `wait`: seconds until it is worth asking again. */
export type SettleOutcome =
  | { readonly state: "done"; readonly invalid: number }
  | { readonly state: "pending"; readonly wait: number }
  | { readonly state: "failed"; readonly code: string; readonly message: string };

/** One ad account. Every method throws `PlatformFailure`; none retries by itself. */
export interface AudiencePlatform {
  /** Rows a call, and seconds that a call may take. */
  readonly limits: { readonly rows: number; readonly seconds: number };
  /** Finds the audience by its id or name, or creates it; gives it the name it should have. */
  ensure(audience: {
    readonly platformId: string | null;
    readonly name: string;
    readonly description: string;
  }): Promise<string>;
  deliver(delivery: Delivery): Promise<DeliveryOutcome>;
  settle(receipt: string): Promise<SettleOutcome>;
  view(platformId: string): Promise<PlatformView>;
}

/** Who may not be pushed right now, read anew whenever asked. */
export interface Stops {
  /** Paused workspace or destination: nothing but removals of those who must leave. */
  paused(destination: string): Promise<boolean>;
  erased(): Promise<readonly MemberId[]>;
}

export interface PushPorts {
  readonly lake: Objects;
  readonly audiences: Records<Audience>;
  readonly holds: Records<Hold>;
  readonly manifests: Records<z.infer<typeof manifestPointerSchema>>;
  readonly stops: Stops;
  /** The definitions and inputs that a run was frozen with. */
  readonly definitionsOf: (
    run: string,
  ) => Promise<{ readonly definitions: Definitions; readonly inputs: RunInputs }>;
  readonly platform: (destination: Destination) => Promise<AudiencePlatform>;
  readonly withBench: WithBench;
  /** The clock of leases. */
  readonly clock: () => Date;
  /** Who holds the lease: unique per invocation. */
  readonly owner: string;
  /** Milliseconds this invocation still has. */
  readonly timeLeft: () => number;
}
