import type { Relation } from "../sql/relation.ts";
import type { Scratch } from "./ports.ts";
import { type RowCheck, newCheck } from "./row-check.ts";

/** Clean rows, ready for the engine, and what was found while they were made clean. */
export interface CleanPiece {
  /** Columns c1, c2 … as text, an empty cell unknown; rows in the order of the file. */
  readonly cells: Relation;
  readonly check: RowCheck;
}

/** How clean rows are written: columns c1, c2 … and no header. */
export type CleanDialect = Omit<Extract<Relation, { is: "csv" }>, "is" | "path" | "columns">;

/** Rows as CSV that the engine reads as it stands. What is found is told to the check of the moment. */
export type CleanRows = (check: () => RowCheck) => AsyncIterator<Uint8Array>;

/** Bytes of a piece: the engine is at work on one while the next is made. */
const pieceSize = 64_000_000;

/** Cuts clean rows into pieces, each a file of the scratch folder. Chunks hold whole rows. */
export async function* inPieces(
  scratch: Scratch,
  rows: CleanRows,
  { width, dialect }: { readonly width: number; readonly dialect: CleanDialect },
): AsyncGenerator<CleanPiece> {
  const columns = Array.from({ length: width }, (_, at) => `c${at + 1}`);
  let check = newCheck(width);
  let done = false;
  const chunks = rows(() => check);
  async function* piece() {
    let size = 0;
    while (size < pieceSize) {
      const step = await chunks.next();
      done = step.done === true;
      if (step.done === true) return;
      size += step.value.length;
      yield step.value;
    }
  }
  for (let at = 0; !done; at += 1) {
    check = newCheck(width);
    const name = `clean-${at}.csv`;
    await scratch.write(name, piece());
    yield { cells: { is: "csv", path: scratch.path(name), columns, ...dialect }, check };
  }
}
