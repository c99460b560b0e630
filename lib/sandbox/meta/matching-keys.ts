import type { Cells } from "./payload-keys.ts";
import { rowIndex } from "./row-index.ts";

/** The keys that find a person alone. */
export const SINGLE_KEYS: readonly string[] = ["EMAIL", "PHONE", "MADID", "EXTERN_ID"];

/** Sixteen of 64 hex digits tell hashes apart well enough, and save memory. */
const joined = (cells: readonly (string | undefined)[]) =>
  cells.some((cell) => cell === undefined)
    ? undefined
    : cells.map((cell) => cell?.slice(0, 16)).join("|");

/** What a row is found by: per kind of key, the text. */
function matchingKeys(cells: Cells): (readonly [kind: string, text: string])[] {
  const { FN, LN, ZIP, DOBY, DOBM, DOBD } = cells;
  const texts: [string, string | undefined][] = [
    ...SINGLE_KEYS.map((key): [string, string | undefined] => [key, cells[key]]),
    ["name+zip", joined([FN, LN, ZIP])],
    ["name+birth", joined([FN, LN, DOBY, DOBM, DOBD])],
  ];
  return texts.flatMap(([kind, text]) => (text === undefined ? [] : [[kind, text] as const]));
}

const KINDS = [...SINGLE_KEYS, "name+zip", "name+birth"];

/** Finds the rows that share a matching key with a given one. */
export function matchingIndex<Row extends { readonly cells: Cells }>() {
  const byKind = new Map(KINDS.map((kind) => [kind, rowIndex<Row>()]));
  return {
    add: (row: Row) => {
      for (const [kind, text] of matchingKeys(row.cells)) byKind.get(kind)?.add(text, row);
    },
    remove: (row: Row) => {
      for (const [kind, text] of matchingKeys(row.cells)) byKind.get(kind)?.remove(text, row);
    },
    find: (cells: Cells): readonly Row[] =>
      matchingKeys(cells).flatMap(([kind, text]) => byKind.get(kind)?.find(text) ?? []),
  };
}
