import type { SqlRow } from "../../lib/sql/engine.ts";
import { type Expression, type SqlType, cast, column, value } from "../../lib/sql/expression.ts";
import { select } from "../../lib/sql/relation.ts";
import { reusedBench } from "./reused-bench.ts";

const withBench = reusedBench();

type Cell = string | null;

/** What each expression gives for each row of texts, read as the columns' types; as DuckDB writes it, to the last digit. */
export async function valuesOfEach(
  columns: Readonly<Record<string, SqlType>>,
  rows: readonly (readonly Cell[])[],
  expressions: Readonly<Record<string, Expression>>,
): Promise<readonly SqlRow[]> {
  const names = Object.keys(columns);
  const numbered = rows.map((row, at) => [value(at), ...row.map(value)]);
  const typed = select({
    from: { is: "rows", columns: ["at", ...names], rows: numbered },
    columns: {
      at: column("at"),
      ...Object.fromEntries(
        Object.entries(columns).map(([name, type]) => [name, cast(column(name), type)]),
      ),
    },
  });
  const relation = select({
    from: typed,
    columns: Object.fromEntries(
      Object.entries(expressions).map(([name, of]) => [name, cast(of, "VARCHAR")]),
    ),
    orderBy: [{ by: column("at") }],
  });
  return withBench(async ({ engine }) => {
    const found: SqlRow[] = [];
    for await (const row of engine.rows(relation)) found.push(row);
    return found;
  });
}

/** The text that those below read. */
export const text = column("text");

/** What an expression gives for each text. */
export async function valuesOf(
  of: Expression,
  texts: readonly Cell[],
): Promise<readonly SqlRow[string][]> {
  const rows = await valuesOfEach(
    { text: "VARCHAR" },
    texts.map((one) => [one]),
    { of },
  );
  return rows.map((row) => row["of"] ?? null);
}

/** The texts for which two expressions do not give the same. */
export async function differing(
  texts: readonly Cell[],
  fast: Expression,
  slow: Expression,
): Promise<readonly unknown[]> {
  const rows = texts.map((one) => [one]);
  const found = await valuesOfEach({ text: "VARCHAR" }, rows, { fast, slow });
  return texts.flatMap((one, at) => {
    const { fast: quick = null, slow: exact = null } = found[at] ?? {};
    return quick === exact ? [] : [{ text: one, quick, exact }];
  });
}
