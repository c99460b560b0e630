import type { GenerationPointer, RunInputs } from "../compute/contract.ts";
import type { Objects, Records } from "../core/stores.ts";
import type { StoredMember } from "../membership/contract.ts";
import type { Audience } from "../push/contract.ts";
import type { Definitions } from "../segments/contract.ts";
import type { WithBench } from "../sql/bench.ts";
import type { Match } from "./contract.ts";

/** The members table, for reading. */
export interface StoredMembers {
  /** Every item, strongly consistent, in no order. */
  scan(): AsyncIterable<StoredMember>;
}

export interface DriftPorts {
  readonly lake: Objects;
  readonly members: StoredMembers;
  /** Control records `pointer/…`, of which `generation` is read. */
  readonly generation: Records<GenerationPointer>;
  readonly audiences: Records<Audience>;
  /** Control records `match/<audience>`. */
  readonly matches: Records<Match>;
  /** The definitions and inputs that a run was frozen with. */
  readonly definitionsOf: (
    run: string,
  ) => Promise<{ readonly definitions: Definitions; readonly inputs: RunInputs }>;
  /** Whether pushing to a destination is paused. */
  readonly paused: (destination: string) => Promise<boolean>;
  readonly withBench: WithBench;
}
