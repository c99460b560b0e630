import { createHash } from "node:crypto";
import { SINGLE_KEYS, matchingIndex } from "./matching-keys.ts";
import type { Cells } from "./payload-keys.ts";

/** A row of an audience. */
interface StoredRow {
  readonly cells: Cells;
  /** When it was last uploaded, in milliseconds. */
  readonly at: number;
}

/** The rows of one audience: identical rows once, found again by any matching key. */
export interface MemberRows {
  size(): number;
  /** How many rows found a person. */
  matched(): number;
  add(cells: Cells, at: number): void;
  /** Removes every row that shares a matching key with `cells`; how many. */
  remove(cells: Cells): number;
  /** Forgets rows last uploaded before `time` (milliseconds). */
  expire(time: number): void;
  all(): Iterable<StoredRow>;
}

interface IndexedRow extends StoredRow {
  readonly digest: string;
}

/** Six in ten rows find a person: invented, but the same row always has the same luck. */
const MATCHED_BELOW = 0.6 * 0x1_0000_0000;

const isMatched = (digest: string) => Number.parseInt(digest.slice(0, 8), 16) < MATCHED_BELOW;

function digestOf(cells: Cells): string {
  const hash = createHash("sha256");
  for (const [key, cell] of Object.entries(cells)) {
    if (key !== "LOOKALIKE_VALUE") hash.update(`${key}=${cell}\n`);
  }
  return hash.digest("hex");
}

/** Years of birth, towns and the like repeat a lot: each text is held in memory once. */
function repeatedCellsOnce(): (cells: Cells) => Cells {
  const pool = new Map<string, string>();
  const once = (cell: string) => {
    const known = pool.get(cell);
    if (known === undefined) pool.set(cell, cell);
    return known ?? cell;
  };
  return (cells) =>
    Object.fromEntries(
      Object.entries(cells).map(([key, cell]) => [
        key,
        SINGLE_KEYS.includes(key) ? cell : once(cell),
      ]),
    );
}

/** An audience without rows. */
export function memberRows(): MemberRows {
  const rows = new Map<string, IndexedRow>();
  const index = matchingIndex<IndexedRow>();
  const kept = repeatedCellsOnce();
  let matched = 0;

  const drop = (row: IndexedRow) => {
    if (!rows.delete(row.digest)) return 0;
    index.remove(row);
    if (isMatched(row.digest)) matched -= 1;
    return 1;
  };
  const add = (cells: Cells, at: number) => {
    const digest = digestOf(cells);
    const before = rows.get(digest);
    if (before !== undefined) drop(before);
    const row = { cells: kept(cells), at, digest };
    rows.set(digest, row);
    index.add(row);
    if (isMatched(digest)) matched += 1;
  };
  const expire = (time: number) => {
    // Rows stand in the order of their last upload, so the first one that stays ends the search.
    for (const row of rows.values()) {
      if (row.at >= time) return;
      drop(row);
    }
  };
  return {
    size: () => rows.size,
    matched: () => matched,
    add,
    remove: (cells) => index.find(cells).reduce((removed, row) => removed + drop(row), 0),
    expire,
    all: () => rows.values(),
  };
}
