import type { Engine } from "../../sql/engine.ts";
import { call, column } from "../../sql/expression.ts";
import { select, write } from "../../sql/relation.ts";
import * as z from "zod";
import type { FormatReader } from "../format.ts";
import { headerKey } from "../header-names.ts";
import type { CleanPiece } from "../pieces.ts";
import type { Workbench } from "../ports.ts";
import { type RowCheck, newCheck } from "../row-check.ts";
import type { FileText } from "../text-parts.ts";
import { isWords } from "./cell-text.ts";
import { type ParquetFile, describeParquet } from "./describe-parquet.ts";
import {
  type RowRange,
  checkTypes,
  numberedRows,
  parquetCells,
  rejectedParquet,
} from "./parquet-cells.ts";
import { refuseDamage } from "./refuse-damage.ts";

/** A Parquet file on the workbench. */
interface OpenedFile extends ParquetFile {
  readonly path: string;
  readonly wanted: ReadonlySet<string>;
}

/** Reads columns of some rows once: what is damaged is the file's fault here, and ours later. */
async function readThrough(engine: Engine, file: OpenedFile, range: RowRange): Promise<void> {
  const cells = file.columns.map(({ name }) => column(name, "file"));
  const from = numberedRows(file.path, range);
  const all = select({
    note: "whether a Parquet file can be read",
    from,
    as: "file",
    columns: { any: call("max", call("hash", column("file_row_number", "file"), ...cells)) },
  });
  await refuseDamage(engine.all(all, z.unknown()));
}

/** Rows of a Parquet file have a sound shape: each is clean, on the line of its number. */
const checkOf = ({ columns }: ParquetFile, { from, to }: RowRange): RowCheck => ({
  ...newCheck(0),
  rows: to - from,
  clean: to - from,
  shifts: [{ row: 0, shift: from + 1 }],
  untidy: columns.map(({ type }) => isWords(type)),
});

async function* pieceOf(
  engine: Engine,
  file: OpenedFile,
  range: RowRange,
): AsyncGenerator<CleanPiece> {
  const wanted = file.columns.filter(({ name }) => file.wanted.has(headerKey(name)));
  await readThrough(engine, { ...file, columns: wanted }, range);
  yield { cells: parquetCells(file.path, file.columns, range), check: checkOf(file, range) };
}

/**
 * Opens a Parquet file, of which the `wanted` columns are needed (as names are compared), the `mapped`
 * ones by their names in the map. Throws `InputProblem` when it cannot be read, or when a needed
 * column holds what no cell can.
 */
export async function openParquet(
  { scratch, engine }: Workbench,
  { name: arrived }: FileText,
  about: {
    readonly wanted: ReadonlySet<string>;
    readonly mapped: ReadonlySet<string>;
    readonly partSize: number;
  },
): Promise<FormatReader> {
  if (arrived === undefined) throw new Error("a Parquet file is read from the workbench");
  const path = scratch.path(arrived);
  const described = await describeParquet(engine, path, about.mapped);
  const file = { ...described, path, wanted: about.wanted };
  checkTypes(file.columns, about.wanted);
  return {
    names: file.names,
    part: async ({ at: from }) => {
      const to = Math.min(file.rows, from + about.partSize);
      return {
        pieces: pieceOf(engine, file, { from, to }),
        next: to < file.rows ? { at: to, line: to + 1 } : undefined,
        quarantine: async (name, rejected) => {
          await readThrough(engine, file, { from, to });
          await engine.run(write(rejectedParquet(path, file, rejected), scratch.path(name)));
        },
      };
    },
  };
}
