import { type ManifestEntry, partName } from "./contract.ts";

/** Older files are of people as they were: hardly anything of theirs is just so any more. */
const lookedThrough = 10;
/** Changes that came after the last large file. */
const changesLookedAt = 2;

type File = Pick<ManifestEntry, "parts" | "rows"> & { readonly id: string };

/** Exports keep their order, so that people stand in the same part again. */
const partLike = ({ id, parts }: File, number: number): string =>
  partName(id, Math.min(number, parts));

/**
 * Names of the parts of earlier customers files (oldest first) in which the people of a part are
 * looked up: of the newest file that is large among the last ones, and of the newest changes since.
 */
export function planKnownPeople(files: readonly File[], number: number): readonly string[] {
  const last = files.slice(-lookedThrough);
  const most = Math.max(...last.map(({ rows }) => rows));
  const large = last.findLastIndex(({ rows }) => rows >= most / 2);
  const since = last.slice(large + 1).slice(-changesLookedAt);
  return [...last.slice(large).slice(0, 1), ...since].map((file) => partLike(file, number));
}
