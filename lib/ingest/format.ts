import type { Relation } from "../sql/relation.ts";
import type { CleanPiece } from "./pieces.ts";
import type { Mark } from "./progress.ts";

/** A part of a file's rows, ready for the engine. */
export interface CleanPart {
  /** To be read once, one after the other. */
  readonly pieces: AsyncIterable<CleanPiece>;
  /** Where the next part begins; undefined after the last. */
  readonly next: Mark | undefined;
  /**
   * Writes the rejected rows of this part as they stood, in the file's own format, with two more
   * columns, into a file of the scratch folder. `rejected` has `line` and `verdict`, by line; rows of
   * a wrong shape are not among them.
   */
  quarantine(name: string, rejected: Relation): Promise<void>;
}

/** A file of one format, opened. */
export interface FormatReader {
  /** Names of its columns, in the order of the file. */
  readonly names: readonly string[];
  part(from: Mark): Promise<CleanPart>;
}
