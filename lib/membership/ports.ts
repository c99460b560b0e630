import type { GenerationPointer } from "../compute/contract.ts";
import type { MemberId } from "../core/ids.ts";
import type { Objects, Records } from "../core/stores.ts";
import type { WithBench } from "../sql/bench.ts";
import type { Memberships } from "./contract.ts";

/** What one customer's item becomes. */
export interface MemberChange {
  readonly memberId: MemberId;
  readonly gen: number;
  readonly segments: Memberships;
}

/** throttled: not written, worth another try after a pause. */
export type PutOutcome = "written" | "already-applied" | "throttled";

/** The members table, for writing. */
export interface MemberStore {
  /**
   * Writes each change unless the item already carries its generation or a newer one, and keeps the
   * old memberships as `previous`. One outcome per change, in order; at most 32 are under way at once.
   */
  put(changes: readonly MemberChange[]): Promise<readonly PutOutcome[]>;
}

export interface MembershipPorts {
  readonly lake: Objects;
  readonly members: MemberStore;
  /** Control records `pointer/…`, of which `generation` is ours. */
  readonly generation: Records<GenerationPointer>;
  readonly withBench: WithBench;
  readonly now: () => Date;
  /** 0 up to 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}
