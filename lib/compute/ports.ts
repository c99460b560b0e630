import type { MemberId } from "../core/ids.ts";
import type { Objects, Records } from "../core/stores.ts";
import type { ManifestPointer } from "../ingest/contract.ts";
import type { Reading, Rulebook } from "../segments/contract.ts";
import type { WithBench } from "../sql/bench.ts";
import type { Folder } from "../workspace/workspace.ts";
import type {
  GenerationPointer,
  Lease,
  RunRecord,
  StartedRun,
  WorkspacePointer,
} from "./contract.ts";

/** What a lease needs: its record, and a clock that no run can set. */
export interface LeasePorts {
  readonly leases: Records<Lease>;
  readonly runs: Records<RunRecord>;
  readonly clock: () => Date;
}

/** How a published folder is found and read. */
export interface DefinitionsPorts {
  readonly lake: Objects;
  readonly readDefinitions: (folder: Folder) => Reading<Rulebook>;
}

export interface RunPorts extends LeasePorts, DefinitionsPorts {
  readonly workspacePointer: Records<WorkspacePointer>;
  readonly generationPointer: Records<GenerationPointer>;
  readonly manifests: Records<ManifestPointer>;
  /** Audiences that were pushed before, wanted or not: they may have to be emptied. */
  readonly knownAudiences: () => Promise<StartedRun["audiences"]>;
}

export interface ComputePorts extends LeasePorts, DefinitionsPorts {
  /** People who were erased: in no segment, not in the universe. */
  readonly tombstones: () => Promise<readonly MemberId[]>;
  readonly withBench: WithBench;
}
