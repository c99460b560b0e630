import type { Dataset } from "../core/dataset.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { ManifestEntry } from "./contract.ts";
import type { RowCounts } from "./count-rows.ts";

/** What withdraws acts at once: these are never held. */
const neverHeld: ReadonlySet<Dataset> = new Set(["consents", "objections", "erasures"]);

const historyLength = 5;
const comparedFrom = 2;

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

function median(of: readonly number[]): number {
  const sorted = of.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

/**
 * Why a file is too odd to count before somebody looked at it: more rejected rows than
 * `files.rejected`, or fewer rows than `files.rows` of the median of the last five files, from the
 * third file on. Undefined when it is not.
 */
export function planOddity(
  dataset: Dataset,
  counts: Pick<RowCounts, "rows" | "rejected">,
  about: { readonly earlier: readonly ManifestEntry[]; readonly files: WorkspaceSettings["files"] },
): string | undefined {
  if (neverHeld.has(dataset)) return undefined;
  const { earlier, files } = about;
  const rejected = counts.rows === 0 ? 0 : counts.rejected / counts.rows;
  if (rejected > files.rejected) {
    return `${percent(rejected)} of its rows are rejected, more than the ${percent(files.rejected)} that pass without a look (files.rejected)`;
  }
  const last = earlier.toSorted((a, b) => (a.order < b.order ? -1 : 1)).slice(-historyLength);
  const usual = median(last.map(({ rows }) => rows));
  if (last.length < comparedFrom || counts.rows >= usual * files.rows) return undefined;
  return `it has ${counts.rows} rows where its last files had about ${usual}, fewer than the ${percent(files.rows)} that pass without a look (files.rows)`;
}
