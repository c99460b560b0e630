import { partOfPlan } from "../compute/plan-part.ts";
import { segmentQuery, tablesForSegment } from "../compute/plan-segment-sql.ts";
import { runClock } from "../core/run-clock.ts";
import { athenaPrinter } from "../sql/print-athena.ts";
import { relation as printDuckDb } from "../sql/print-duckdb.ts";
import { segmentCalled } from "./find-subject.ts";
import { storesOf } from "./operate.ts";
import type { Stack } from "./operate.ts";
import { newestFolder, rulebookOf } from "./what-counts.ts";
import type { Look } from "./what-counts.ts";

export interface ToPrint extends Look {
  readonly segment: string;
  readonly dialect: "duckdb" | "athena";
}

/** The SQL of a segment, and the tables that it begins with. */
export interface SegmentSql {
  readonly sql: string;
  /** Rows of each dataset as they count now, table by table with its columns. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

/**
 * The SQL that computes one segment, with what it refers to; the stack is asked only for definitions that are not at
 * hand. Throws `InputProblem` where there is no such segment.
 */
export async function segmentSql(
  stack: () => Promise<Stack>,
  { segment: meant, dialect, folder, now }: ToPrint,
): Promise<SegmentSql> {
  const rulebook = rulebookOf(folder ?? (await newestFolder(storesOf(await stack()))).folder);
  const { workspace } = rulebook;
  const { id } = segmentCalled(rulebook, meant);
  const clock = runClock(now.toISOString(), workspace.settings.timezone);
  const plan = partOfPlan(rulebook.planAt(clock), { segments: [id], told: [], only: [] });
  const query = segmentQuery(plan, id);
  const tables = tablesForSegment(query, plan, workspace.datasets);
  const sql = dialect === "athena" ? athenaPrinter(tables).relation(query) : printDuckDb(query);
  return { sql, tables };
}
