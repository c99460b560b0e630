import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";
import type { Engine } from "../../sql/engine.ts";
import { call } from "../../sql/expression.ts";
import { columnsOf, parquet, parquetSchema, select } from "../../sql/relation.ts";
import { type FileColumns, fileColumns } from "../added-columns.ts";
import { checkNames, checkWidth, headerKey, headerName } from "../header-names.ts";
import { refuseDamage } from "./refuse-damage.ts";

/** A column of a Parquet file, called as the engine calls it. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: string;
}

/** What a Parquet file says of itself. */
export interface ParquetFile extends FileColumns {
  /** Its own, in the order of their names. */
  readonly columns: readonly ParquetColumn[];
  readonly rows: number;
}

const elementSchema = z.object({ name: z.string(), num_children: z.number().nullable() });
type Element = z.infer<typeof elementSchema>;

/** The names of a schema's own columns, without those of what stands within them. */
function topNames([root, ...elements]: readonly Element[]): readonly string[] {
  const names: string[] = [];
  let within = 0;
  for (const { name, num_children: children } of elements) {
    if (within === 0) names.push(name);
    within += (children ?? 0) - (within === 0 ? 0 : 1);
  }
  return root === undefined ? [] : names;
}

/** How the engine numbers rows: a file's own column of that name would hide it. */
const rowNumberName = "file_row_number";

function check(names: readonly string[]): void {
  checkWidth(names.length);
  checkNames(names);
  if (!names.some((name) => headerKey(name) === rowNumberName)) return;
  throw new InputProblem(`the file has a column called ${rowNumberName}: call it otherwise`);
}

const columnSchema = z.object({ column_name: z.string(), column_type: z.string() });
const countSchema = z.object({ rows: z.int() });

/**
 * Reads a Parquet file's names, of which the map asks for the `mapped` ones, types and number of rows.
 * Throws `InputProblem` when it cannot be read, and for names that are blank or stand twice.
 */
export async function describeParquet(
  engine: Engine,
  path: string,
  mapped: ReadonlySet<string>,
): Promise<ParquetFile> {
  const elements = await refuseDamage(engine.all(parquetSchema(path), elementSchema));
  const names = topNames(elements).map(headerName);
  check(names);
  const columns = await refuseDamage(engine.all(columnsOf(parquet(path)), columnSchema));
  const count = select({
    note: "rows of a Parquet file",
    from: parquet(path),
    columns: { rows: call("count") },
  });
  const [counted] = await refuseDamage(engine.all(count, countSchema));
  const own = fileColumns(names, mapped);
  return {
    ...own,
    columns: columns
      .slice(0, own.names.length)
      .map((of) => ({ name: of.column_name, type: of.column_type })),
    rows: counted?.rows ?? 0,
  };
}
