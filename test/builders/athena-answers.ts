import { DuckDBInstance } from "@duckdb/node-api";
import * as z from "zod";
import type { Bench } from "../../lib/sql/bench.ts";
import type { SqlValue } from "../../lib/sql/engine.ts";
import { athenaPrinter } from "../../lib/sql/print-athena.ts";
import { columnsOf, parquet, table, write } from "../../lib/sql/relation.ts";
import type { Relation, Statement } from "../../lib/sql/relation.ts";
import { tablesIn } from "../../lib/sql/tables-in.ts";
import { everyRow } from "./judged-rows.ts";
import { forDuckDb, trinoMacros } from "./trino-macros.ts";

/** The columns of tables by the tables' names. */
export type Catalogue = Readonly<Record<string, readonly string[]>>;

/** Tables that are there before, with their columns; then statements; then what is asked. */
export interface AskedOfBoth {
  readonly catalogue: Catalogue;
  readonly statements?: readonly Statement[];
  readonly asked: Relation;
}

type Answer = readonly (readonly SqlValue[])[];

/** All rows of a relation at a bench, each as its values. */
export const answerOf = async (bench: Bench, of: Relation): Promise<Answer> =>
  (await everyRow(bench, of)).map((row) => Object.values(row));

async function runTexts(texts: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    for (const one of texts) await connection.run(one);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Takes tables of a bench along, by the names that Athena has for them and their columns. */
async function tablesFrom(
  bench: Bench,
  catalogue: Catalogue,
  name: (of: string) => string,
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const [of, columns] of Object.entries(catalogue)) {
    const path = bench.path(`${name(of)}.parquet`);
    await bench.engine.run(write(table(of), path));
    const renamed = columns.map((column) => `"${column}" AS "${name(column)}"`).join(", ");
    texts.push(`CREATE TABLE "${name(of)}" AS SELECT ${renamed} FROM '${path}'`);
  }
  return texts;
}

/** What Athena's texts answer, run in a DuckDB of their own; the tables of the catalogue stand at the bench. */
export async function athenaAnswer(
  bench: Bench,
  { catalogue, statements = [], asked }: AskedOfBoth,
): Promise<Answer> {
  const printer = athenaPrinter(catalogue);
  const tables = await tablesFrom(bench, catalogue, printer.name);
  const texts = statements.map((one) => forDuckDb(printer.statement(one)));
  const answer = bench.path("answer.parquet");
  await runTexts([
    ...tables,
    ...trinoMacros,
    ...texts,
    `COPY (${forDuckDb(printer.relation(asked))}) TO '${answer}' (FORMAT parquet)`,
  ]);
  return answerOf(bench, parquet(answer));
}

/** What both answer: DuckDB by its own texts, and Athena's texts in DuckDB. */
export async function bothAnswers(
  bench: Bench,
  of: AskedOfBoth,
): Promise<{ readonly duckdb: Answer; readonly athena: Answer }> {
  const athena = await athenaAnswer(bench, of);
  for (const one of of.statements ?? []) await bench.engine.run(one);
  return { athena, duckdb: await answerOf(bench, of.asked) };
}

const described = z.object({ column_name: z.string() });

/** The tables that statements read and do not make, with their columns, as they stand at a bench. */
export async function catalogueOf(
  { engine }: Bench,
  statements: readonly Statement[],
): Promise<Catalogue> {
  const made = new Set(statements.flatMap((one) => ("name" in one ? [one.name] : [])));
  const read = statements.flatMap((one) => ("as" in one ? tablesIn(one.as) : []));
  const catalogue: Record<string, readonly string[]> = {};
  for (const name of new Set(read.filter((one) => !made.has(one)))) {
    const columns = await engine.all(columnsOf(table(name)), described);
    catalogue[name] = columns.map(({ column_name }) => column_name);
  }
  return catalogue;
}
