import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { SpendingHistory } from "../../../../lib/compute/predict/gamma-gamma.ts";
import type { PurchaseHistory } from "../../../../lib/compute/predict/purchase-history.ts";

const folder = path.resolve(import.meta.dirname, "../../../../../shared/data/cdnow");

/** Whether the CDNOW data lie beside the checkout. */
export const hasCdnow = existsSync(folder);

const linesOf = (file: string): readonly string[] =>
  gunzipSync(readFileSync(path.join(folder, file)))
    .toString("utf8")
    .trim()
    .split("\n");

const dayOf = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) /
  86_400_000;

/** The calibration ends with 30 September 1997; 39 weeks are kept back. */
const end = dayOf("19970930");
export const tailDays = 39 * 7;

/** Day of purchase → dollars, of each customer of the sample. */
function purchaseDays(): readonly ReadonlyMap<number, number>[] {
  const customers = new Map<string, Map<number, number>>();
  for (const line of linesOf("CDNOW_sample.txt.gz")) {
    const [, id = "", date = "", , dollars = ""] = line.trim().split(/\s+/);
    const days = customers.get(id) ?? new Map<number, number>();
    customers.set(id, days.set(dayOf(date), (days.get(dayOf(date)) ?? 0) + Number(dollars)));
  }
  return [...customers.values()];
}

function rowOf(days: ReadonlyMap<number, number>) {
  const all = [...days.keys()].toSorted((one, other) => one - other);
  const [first = 0, ...again] = all.filter((day) => day <= end);
  const spent = again.reduce((sum, day) => sum + (days.get(day) ?? 0), 0);
  return {
    repeats: again.length,
    last: (again.at(-1) ?? first) - first,
    known: end - first,
    value: spent / again.length,
    later: all.length - again.length - 1,
  };
}

/** The sample's purchases up to the calibration's end, in days and dollars, and those after it. */
export function cdnowSample(): PurchaseHistory & SpendingHistory & { readonly later: number } {
  const rows = purchaseDays().map(rowOf);
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    repeats: column(({ repeats }) => repeats),
    last: column(({ last }) => last),
    known: column(({ known }) => known),
    value: column(({ value }) => value),
    later: rows.reduce((sum, { later }) => sum + later, 0),
  };
}

/** The published summary of the same purchases: x, t_x and T, in weeks. */
export function cdnowSummary(): PurchaseHistory {
  const rows = linesOf("cdnow_customers_summary.csv.gz")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  const column = (at: number) => Float64Array.from(rows, (row) => row[at] ?? Number.NaN);
  return { repeats: column(1), last: column(2), known: column(3) };
}

/** Days as weeks, the unit of the published figures. */
export const inWeeks = ({ repeats, last, known }: PurchaseHistory): PurchaseHistory => ({
  repeats,
  last: last.map((days) => days / 7),
  known: known.map((days) => days / 7),
});
