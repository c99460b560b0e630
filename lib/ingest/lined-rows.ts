import { type Expression, atLeast, column, plus, value } from "../sql/expression.ts";
import {
  type Relation,
  numberedParquet,
  parquet,
  select,
  table,
  union,
  write,
} from "../sql/relation.ts";
import type { Workbench } from "./ports.ts";
import type { RowCheck } from "./row-check.ts";

const rowNumber = column("file_row_number", "row");

const withLines = (path: string, shift: Expression): Relation =>
  select({
    note: "judged rows with their lines in the file",
    from: numberedParquet(path),
    as: "row",
    everything: true,
    columns: { line: plus(rowNumber, shift) },
  });

/** A row's shift is the last one that begins at or before it. */
const withShiftedLines = (path: string): Relation =>
  select({
    note: "judged rows with their lines in a file that has line breaks in its cells",
    from: numberedParquet(path),
    as: "row",
    everything: true,
    columns: { line: plus(rowNumber, column("shift", "shift")) },
    joins: [
      {
        kind: "asof",
        relation: table("line shifts"),
        as: "shift",
        on: atLeast(rowNumber, column("row", "shift")),
      },
    ],
  });

/** Judged rows of one piece, as they were written, and what the check of their shape found. */
export interface JudgedPiece {
  readonly path: string;
  readonly check: RowCheck;
}

async function linedPiece(
  { engine }: Pick<Workbench, "engine">,
  { path, check }: JudgedPiece,
): Promise<Relation> {
  const [first = { row: 0, shift: 1 }, ...others] = check.shifts;
  if (others.length === 0) return withLines(path, value(first.shift));
  const rows = check.shifts.map(({ row, shift }) => [row, shift]);
  await engine.load("line shifts", { row: "BIGINT", shift: "BIGINT" }, rows);
  const lined = `${path}-lined`;
  await engine.run(write(withShiftedLines(path), lined, "scratch"));
  await engine.run({ is: "drop", name: "line shifts" });
  return parquet(lined);
}

/** Gives judged rows the lines that the check of their shape found them on. */
export async function linedRows(
  bench: Pick<Workbench, "engine">,
  pieces: readonly JudgedPiece[],
): Promise<Relation> {
  const lined: Relation[] = [];
  for (const piece of pieces) lined.push(await linedPiece(bench, piece));
  return union(...lined);
}
