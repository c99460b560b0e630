import { InputProblem } from "../../core/failure.ts";
import { all, atLeast, below, column, equal, plus, value } from "../../sql/expression.ts";
import { type Relation, numberedParquet, select } from "../../sql/relation.ts";
import { headerKey } from "../header-names.ts";
import { nothing } from "../typed-cells.ts";
import { cellText } from "./cell-text.ts";
import type { ParquetColumn, ParquetFile } from "./describe-parquet.ts";

/** Rows from one number on to before another, counted from 0. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

const rowNumber = column("file_row_number", "file");

/** Some rows of a Parquet file, in its order, with their numbers. */
export const numberedRows = (path: string, { from, to }: RowRange): Relation =>
  select({
    from: numberedParquet(path),
    as: "file",
    everything: true,
    columns: {},
    where: all(atLeast(rowNumber, value(from)), below(rowNumber, value(to))),
  });

/** Throws `InputProblem` when a column that is asked for holds what no cell can. */
export function checkTypes(columns: readonly ParquetColumn[], wanted: ReadonlySet<string>): void {
  const nested = columns.find(
    ({ name, type }) => wanted.has(headerKey(name)) && cellText(type) === undefined,
  );
  if (nested === undefined) return;
  const [kind = ""] = /^[A-Z]+/.exec(nested.type) ?? [];
  throw new InputProblem(
    `the column ${JSON.stringify(nested.name)} is of the type ${kind}, in which no single values stand: ` +
      "export it as text, numbers, dates, or a list of those",
  );
}

/** The cells of some rows as text, in their order: columns c1, c2 … of which those that hold what no cell can are unknown. */
export const parquetCells = (
  path: string,
  columns: readonly ParquetColumn[],
  range: RowRange,
): Relation =>
  select({
    note: "a Parquet file's cells as text",
    from: numberedRows(path, range),
    as: "file",
    columns: Object.fromEntries(
      columns.map(({ name, type }, at) => {
        const text = cellText(type)?.(column(name, "file"));
        return [`c${at + 1}`, text ?? nothing("VARCHAR")];
      }),
    ),
  });

/** Rejected rows (`line`, `verdict`) with their own columns as they are, and two more. */
export const rejectedParquet = (
  path: string,
  { columns, added }: Pick<ParquetFile, "columns" | "added">,
  rejected: Relation,
): Relation => {
  const line = column("line", "rejected");
  return select({
    note: "rejected rows of a Parquet file as they stood",
    from: numberedParquet(path),
    as: "file",
    joins: [
      {
        kind: "inner",
        relation: rejected,
        as: "rejected",
        on: equal(plus(rowNumber, value(1)), line),
      },
    ],
    columns: {
      ...Object.fromEntries(columns.map(({ name }) => [name, column(name, "file")])),
      [added.line]: line,
      [added.reason]: column("verdict", "rejected"),
    },
    orderBy: [{ by: line }],
  });
};
