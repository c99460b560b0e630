import * as z from "zod";
import type { Dataset } from "../core/dataset.ts";
import type { AskedColumn, AskedText, Rulebook } from "../segments/contract.ts";
import type { Engine } from "../sql/engine.ts";
import { call, callWhere, column, unknown } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import { askedBy } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import { askedFor, currentTable } from "./plan-current-rows.ts";

/** What was found in a column that rules ask about. */
export interface LookedColumn extends AskedColumn {
  readonly table: string;
  /** Rows of the table, and those of them in which it is known. */
  readonly rows: number;
  readonly filled: number;
}

/** A text that a clause asks for, and in how many rows it was found. */
export interface LookedText extends AskedText {
  readonly found: number;
}

export interface Looked {
  readonly columns: readonly LookedColumn[];
  readonly texts: readonly LookedText[];
}

const numbers = z.record(z.string(), z.int());

/** Datasets whose rows are at the bench as they count now. */
type Current = Parameters<typeof currentTable>[0];

const currentDatasets = ({ plan }: ComputeInputs): readonly Current[] => [
  "customers",
  "orders",
  ...askedFor.filter((dataset) => askedBy(plan).has(dataset)),
];

/** Of customers only the columns that the plan needs are at the bench. */
const isThere = (asked: AskedColumn, { plan }: ComputeInputs): boolean =>
  asked.dataset !== "customers" ||
  asked.cell === "birth_date" ||
  Object.values(plan.customerColumns).includes(asked.cell);

const sameColumn = (
  one: { readonly dataset: Dataset; readonly column: string },
  other: { readonly dataset: Dataset; readonly column: string },
): boolean => one.dataset === other.dataset && one.column === other.column;

/** How many rows each of these holds for, as columns. */
const counts = (of: readonly Expression[], name: string): Readonly<Record<string, Expression>> =>
  Object.fromEntries(of.map((where, at) => [`${name} ${at}`, callWhere("count", where)]));

/** All that is asked about one dataset, in one pass over its rows. */
async function lookAt(
  engine: Engine,
  dataset: Current,
  {
    columns,
    texts,
  }: { readonly columns: readonly AskedColumn[]; readonly texts: readonly AskedText[] },
): Promise<Looked> {
  const asked = select({
    note: `what rules ask about ${dataset}`,
    from: table(currentTable(dataset)),
    columns: {
      rows: call("count"),
      ...counts(
        columns.map(({ known }) => known),
        "known",
      ),
      ...counts(
        texts.map(({ seen }) => seen),
        "seen",
      ),
    },
  });
  const [row = {}] = await engine.all(asked, numbers);
  return {
    columns: columns.map((one, at) => ({
      ...one,
      table: currentTable(dataset),
      rows: row["rows"] ?? 0,
      filled: row[`known ${at}`] ?? 0,
    })),
    texts: texts.map((one, at) => ({ ...one, found: row[`seen ${at}`] ?? 0 })),
  };
}

/** Looks at the columns that rules ask about, and for the texts that they compare them with. */
export async function lookAtColumns(
  engine: Engine,
  of: ComputeInputs,
  { askedColumns, askedTexts }: Rulebook,
): Promise<Looked> {
  const found: Looked[] = [];
  for (const dataset of currentDatasets(of)) {
    const columns = askedColumns.filter((one) => one.dataset === dataset && isThere(one, of));
    const texts = askedTexts.filter((text) => columns.some((one) => sameColumn(one, text)));
    if (columns.length > 0) found.push(await lookAt(engine, dataset, { columns, texts }));
  }
  return {
    columns: found.flatMap(({ columns }) => columns),
    texts: found.flatMap(({ texts }) => texts),
  };
}

/** For how many people each of these clauses is not known. */
export async function countUnknown(
  engine: Engine,
  clauses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (clauses.length === 0) return new Map();
  const lacking = clauses.map(
    (clause) => [clause, callWhere("count", unknown(column(clause)))] as const,
  );
  const [row = {}] = await engine.all(
    select({ from: table("verdicts"), columns: Object.fromEntries(lacking) }),
    numbers,
  );
  return new Map(Object.entries(row));
}
