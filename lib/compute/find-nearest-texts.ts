import * as z from "zod";
import { nearest } from "../core/nearest.ts";
import type { Engine } from "../sql/engine.ts";
import { atLeast, call, column, known, value } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { LookedColumn, LookedText } from "./look-at-columns.ts";

/** What shops call their own things: shown however rare. Anything else may say something of a person. */
const ofTheShop: ReadonlySet<string> = new Set([
  "orders/category",
  "orders/product_id",
  "orders/product_name",
  "orders/channel",
  "events/event",
  "feedback/kind",
  "feedback/product_id",
  "places/region",
  "places/municipality",
  "consents/purpose",
]);

/** A value of another column is shown only where so many rows share it. */
const shared = 10;
/** So many of the most common values are looked at. */
const mostValues = 10_000;

const found = z.object({ value: z.string() });

/** The most common values of a column. */
async function valuesOf(engine: Engine, of: LookedColumn): Promise<readonly string[]> {
  const cell = of.form === "several" ? call("unnest", column(of.cell)) : column(of.cell);
  const values = select({
    from: table(of.table),
    columns: { value: cell },
    where: known(column(of.cell)),
  });
  const least = ofTheShop.has(`${of.dataset}/${of.column}`) ? 1 : shared;
  const rows = await engine.all(
    select({
      note: `values of ${of.column} in ${of.dataset}`,
      from: values,
      columns: { value: column("value") },
      groupBy: [column("value")],
      having: atLeast(call("count"), value(least)),
      orderBy: [{ by: call("count"), descending: true }, { by: column("value") }],
      limit: mostValues,
    }),
    found,
  );
  return rows.map((row) => row.value);
}

/** `pets/cats/food` is below `pets/cats` and `pets`. */
const withParents = (path: string): readonly string[] =>
  path.split("/").map((_, at, steps) => steps.slice(0, at + 1).join("/"));

/** For each text that no row has, the one that was probably meant. */
export async function findNearestTexts(
  engine: Engine,
  columns: readonly LookedColumn[],
  texts: readonly LookedText[],
): Promise<ReadonlyMap<LookedText, string>> {
  const near = new Map<LookedText, string>();
  for (const of of columns) {
    const missing = texts.filter(
      ({ dataset, column: name }) => dataset === of.dataset && name === of.column,
    );
    if (missing.length === 0) continue;
    const values = await valuesOf(engine, of);
    const candidates = of.form === "path" ? new Set(values.flatMap(withParents)) : values;
    for (const text of missing) {
      const meant = nearest(text.text, candidates);
      if (meant !== undefined) near.set(text, meant);
    }
  }
  return near;
}
