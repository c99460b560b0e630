import type { Dataset } from "../core/dataset.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { Compared } from "./compare-with-before.ts";
import type { ManifestEntry } from "./contract.ts";
import type { PartOutcome } from "./progress.ts";

/** What withdraws acts at once: these are never held. */
export const neverHeld: ReadonlySet<Dataset> = new Set(["consents", "objections", "erasures"]);

const historyLength = 5;
const comparedFrom = 2;

export const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

function median(of: readonly number[]): number {
  const sorted = of.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

/** A file whose rows are counted and compared. */
export interface CountedFile {
  readonly dataset: Dataset;
  readonly full: boolean;
  readonly counts: Pick<PartOutcome, "rows" | "rejected">;
  readonly compared: Compared;
}

function manyRejected({ counts }: CountedFile, most: number): string | undefined {
  const rejected = counts.rows === 0 ? 0 : counts.rejected / counts.rows;
  if (rejected <= most) return undefined;
  return `${percent(rejected)} of its rows are rejected, more than the ${percent(most)} that pass without a look (files.rejected)`;
}

function fewRows(
  { counts }: CountedFile,
  earlier: readonly ManifestEntry[],
  least: number,
): string | undefined {
  const last = earlier.toSorted((a, b) => (a.order < b.order ? -1 : 1)).slice(-historyLength);
  const usual = median(last.map(({ rows }) => rows));
  if (last.length < comparedFrom || counts.rows >= usual * least) return undefined;
  return `it has ${counts.rows} rows where its last files had about ${usual}, fewer than the ${percent(least)} that pass without a look (files.rows)`;
}

/** A file that is everything there is may make what is not in it go: guarded like an audience that shrinks. */
function muchGone(
  { dataset, full, compared }: CountedFile,
  guard: WorkspaceSettings["guard"],
): string | undefined {
  const { keysBefore, changes } = compared;
  if (!full || keysBefore < guard.minimum || changes.gone <= keysBefore * guard.shrink) {
    return undefined;
  }
  return `${changes.gone} of ${keysBefore} ${dataset} would go, more than the ${percent(guard.shrink)} that pass without a look (guard.shrink): it is read as everything there is (mode: full)`;
}

/**
 * Why a file is too odd to count before somebody looked at it: more rejected rows than
 * `files.rejected`; fewer rows than `files.rows` of the median of the last five files, from the
 * third file on; or, where a file is everything there is, too much that would go. Undefined when it
 * is not.
 */
export function planOddity(
  file: CountedFile,
  earlier: readonly ManifestEntry[],
  { files, guard }: Pick<WorkspaceSettings, "files" | "guard">,
): string | undefined {
  if (neverHeld.has(file.dataset)) return undefined;
  return (
    manyRejected(file, files.rejected) ??
    fewRows(file, earlier, files.rows) ??
    muchGone(file, guard)
  );
}
