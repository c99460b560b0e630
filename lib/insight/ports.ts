import type { RunInputs } from "../compute/contract.ts";
import type { Objects, Records } from "../core/stores.ts";
import type { FileRecord } from "../ingest/contract.ts";
import type { Audience, Hold } from "../push/contract.ts";
import type { Definitions } from "../segments/contract.ts";
import type { ReportPointer, RunReport } from "./contract.ts";

export interface InsightPorts {
  readonly lake: Objects;
  /** Control records `file/<id>`; the receipts are in the lake. */
  readonly files: Records<FileRecord>;
  readonly audiences: Records<Audience>;
  readonly holds: Records<Hold>;
  /** Control records `pointer/…`, of which `report` is ours. */
  readonly pointer: Records<ReportPointer>;
  /** The definitions and inputs that a run was frozen with. */
  readonly definitionsOf: (
    run: string,
  ) => Promise<{ readonly definitions: Definitions; readonly inputs: RunInputs }>;
  /** When the run began by the clock of `now`, ISO in UTC; null when nobody noted it. */
  readonly startedAt: (run: string) => Promise<string | null>;
  /** Whether pushing to a destination is paused. */
  readonly paused: (destination: string) => Promise<boolean>;
  /** The report as one self-contained HTML page. */
  readonly renderPage: (report: RunReport, language: string) => string;
  readonly now: () => Date;
}
