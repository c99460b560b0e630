import { InputProblem } from "../core/failure.ts";

const mostColumns = 1000;

/** How names of columns are compared: large and small letters do not matter. */
export const headerKey = (name: string): string => name.trim().normalize("NFC").toLowerCase();

/** A name as it is kept: trimmed, NFC. */
export const headerName = (name: string): string => name.trim().normalize("NFC");

/** Throws `InputProblem` when a file has more columns than anybody means to have. */
export function checkWidth(columns: number): void {
  if (columns > mostColumns) {
    throw new InputProblem(`the header has more than ${mostColumns} columns`);
  }
}

/** The columns that rejected rows get beside their own; another name where the file has such a column. */
const quarantineNames = ["line", "reason"] as const;

/** What a file's rejected rows get: their line, and why. */
export const addedNames = (names: readonly string[]): readonly string[] => {
  const taken = new Set(names.map(headerKey));
  return quarantineNames.map((name) => (taken.has(name) ? `rejected ${name}` : name));
};

/**
 * The names of a file that may be a mended quarantine, dropped again: its last two columns are ours
 * and are no data.
 */
export function withoutAdded(names: readonly string[]): readonly string[] {
  const own = names.slice(0, -quarantineNames.length);
  const last = names.slice(-quarantineNames.length).map(headerKey);
  const ours = [quarantineNames, addedNames(own)].some((added) =>
    added.every((name, at) => name === last[at]),
  );
  return ours ? [...own, ...last.map((name) => `quarantine ${name}`)] : names;
}

/** Never names a column: in a file without a header the first row is somebody's data. */
export function checkNames(names: readonly string[]): void {
  const seen = new Map<string, number>();
  names.forEach((name, at) => {
    const earlier = seen.get(headerKey(name));
    if (name === "") throw new InputProblem(`column ${at + 1} has no name in the header`);
    if (earlier !== undefined) {
      throw new InputProblem(`columns ${earlier + 1} and ${at + 1} have the same name`);
    }
    seen.set(headerKey(name), at);
  });
}
