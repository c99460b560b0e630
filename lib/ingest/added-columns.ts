import { headerKey } from "./header-names.ts";

/** What rejected rows get beside their own columns: on which line they stood, and why they were rejected. */
export interface AddedNames {
  readonly line: string;
  readonly reason: string;
}

/** A file's own columns, and what its rejected rows get beside them. */
export interface FileColumns {
  /** Trimmed, NFC, in the order of the file. */
  readonly names: readonly string[];
  readonly added: AddedNames;
}

/** `line` and `reason`; with an underscore before both where one of them is taken. */
export function addedNames(taken: Iterable<string>): AddedNames {
  const keys = new Set([...taken].map(headerKey));
  let added: AddedNames = { line: "line", reason: "reason" };
  while (keys.has(added.line) || keys.has(added.reason)) {
    added = { line: `_${added.line}`, reason: `_${added.reason}` };
  }
  return added;
}

/**
 * Tells a file's own columns from those that rejected rows were given: rejected rows that were mended
 * and are dropped again end in them, and they are no data. What the map asks for by its name is.
 * `last`: the two names in which every row ends.
 */
export function fileColumns(
  names: readonly string[],
  mapped: ReadonlySet<string>,
  last: readonly string[] = names.slice(-2),
): FileColumns {
  const [line, reason] = last.map(headerKey);
  const own = names.filter((name) => ![line, reason].includes(headerKey(name)));
  const given = addedNames([...own, ...mapped]);
  const isGiven = line === given.line && reason === given.reason;
  return isGiven && own.length === names.length - 2
    ? { names: own, added: given }
    : { names, added: addedNames([...names, ...mapped]) };
}
