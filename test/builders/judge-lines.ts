import type { Dataset } from "../../lib/core/dataset.ts";
import { datasetColumns } from "../../lib/ingest/contract-columns.ts";
import { isKept } from "../../lib/ingest/plan-rows.ts";
import type { SqlRow } from "../../lib/sql/engine.ts";
import { column } from "../../lib/sql/expression.ts";
import { select } from "../../lib/sql/relation.ts";
import { everyRow, judgedRows } from "./judged-rows.ts";
import { reusedBench } from "./reused-bench.ts";

const withBench = reusedBench();

/** A row as its dataset's plan judges it. */
export interface JudgedRow {
  /** Its first fault; null when it is accepted. */
  readonly verdict: SqlRow[string] | undefined;
  /** Whether it goes into the lake. */
  readonly kept: boolean;
  /** Its columns there, without those of people. */
  readonly columns: SqlRow;
}

const columnsOf = (dataset: Dataset, row: SqlRow): SqlRow =>
  Object.fromEntries(
    Object.keys(datasetColumns[dataset]).flatMap((name) => {
      const found = row[name];
      return found === undefined || name === "line" ? [] : [[name, found]];
    }),
  );

/** Judges lines of text, the first of which is the header: no quotes, an empty cell is unknown. */
export const judgeLines = (
  dataset: Dataset,
  csv: string,
  map = "",
): Promise<readonly JudgedRow[]> =>
  withBench(async (bench) => {
    const lines = csv.trim().split("\n");
    const { rows } = await judgedRows(
      bench,
      { dataset, map },
      lines.map((line) => line.split(",")),
    );
    const judged = select({
      from: rows,
      everything: true,
      columns: { kept: isKept },
      orderBy: [{ by: column("line") }],
    });
    return (await everyRow(bench, judged)).map((row) => ({
      verdict: row["verdict"],
      kept: row["kept"] === true,
      columns: columnsOf(dataset, row),
    }));
  });
