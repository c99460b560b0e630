import * as z from "zod";
import { runClock } from "../core/run-clock.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { create } from "../sql/relation.ts";
import type { CountingFiles } from "./fetch-datasets.ts";
import { judgePeople } from "./judge-people.ts";
import type { JudgePorts } from "./judge-people.ts";
import {
  distinctValues,
  fewestPeople,
  mostFrequent,
  planForRows,
  rowCounts,
  valueCounts,
} from "./plan-values.ts";
import type { ColumnOfRows } from "./value-columns.ts";

/** What is to be listed, of which files. */
export interface ValuesToList {
  readonly rulebook: Rulebook;
  readonly column: ColumnOfRows;
  readonly limit: number;
  /** ISO with an offset. */
  readonly moment: string;
  readonly files: CountingFiles;
  /** `merged` of the published generation, as Parquet on this machine. */
  readonly mergedBefore: string | undefined;
}

/** One value, and how much of it there is. */
export interface ListedValue {
  readonly value: string;
  /** Null: fewer than five, where every row is a person. */
  readonly rows: number | null;
  /** Of all rows. */
  readonly share: number | null;
  /** Null: fewer than five. */
  readonly people: number | null;
}

/** What a column holds. */
export interface ColumnValues {
  readonly column: ColumnOfRows;
  readonly rows: number;
  readonly notKnown: number;
  /** Different ones, and how many of them fewer than five people have. */
  readonly different: number;
  readonly rare: number;
  /** Most frequent first; what stands under a category right after it. */
  readonly values: readonly ListedValue[];
}

const valueRow = z.object({ value: z.string(), rows: z.int(), people: z.int() });
const rowsRow = z.object({ rows: z.int(), notKnown: z.int() });
const distinctRow = z.object({ values: z.int(), rare: z.int() });
type ValueRow = z.infer<typeof valueRow>;

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** Each value right before what stands under it. */
function inTree(rows: readonly ValueRow[], under = ""): readonly ValueRow[] {
  return rows
    .filter(({ value }) => parentOf(value) === under)
    .flatMap((row) => [row, ...inTree(rows, row.value)]);
}

/** As it is written in a rule. */
function written(value: string, { form }: ColumnOfRows): string {
  if (form === "number") return String(Number(value));
  return form === "yes-no" ? (value === "true" ? "yes" : "no") : value;
}

/** Counts of few people are not told. */
const told =
  (column: ColumnOfRows, all: number) =>
  ({ value, rows, people }: ValueRow): ListedValue => {
    const isFew = people < fewestPeople;
    const isHidden = isFew && column.dataset === "customers";
    return {
      value: written(value, column),
      rows: isHidden ? null : rows,
      share: isHidden ? null : rows / all,
      people: isFew ? null : people,
    };
  };

/** Lists at a bench what a column really holds, of the rows as they count now. Hands on nothing. */
export const listValues =
  (ports: JudgePorts, bench: Bench) =>
  async (asked: ValuesToList): Promise<ColumnValues> => {
    const { rulebook, column, limit, moment, files, mergedBefore } = asked;
    const clock = runClock(moment, rulebook.workspace.settings.timezone);
    await judgePeople(ports, { bench, files })({
      rulebook: { ...rulebook, planAt: () => planForRows(column) },
      clock,
      mergedBefore,
    });
    const { engine } = bench;
    await engine.run(create("values", valueCounts(column)));
    const [counts = { rows: 0, notKnown: 0 }] = await engine.all(rowCounts(column), rowsRow);
    const [distinct = { values: 0, rare: 0 }] = await engine.all(distinctValues, distinctRow);
    const found = await engine.all(mostFrequent(column, limit), valueRow);
    const listed = column.form === "path" ? inTree(found) : found;
    return {
      column,
      ...counts,
      different: distinct.values,
      rare: distinct.rare,
      values: listed.map(told(column, counts.rows)),
    };
  };
