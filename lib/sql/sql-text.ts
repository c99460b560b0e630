import type { Expression, Frame, FrameEnd, Order } from "./expression.ts";

/** What both dialects write alike. */

/** A name, always quoted: DuckDB refuses bare `last`, `at`, `none`. */
export const name = (of: string): string => `"${of.replaceAll('"', '""')}"`;

/** Line breaks are written out: relations are indented, and a text must stay as it is. */
export const text = (of: string): string => {
  const lines = of.replaceAll("'", "''").split("\n");
  const printed = lines.map((line) => `'${line}'`).join(" || chr(10) || ");
  return lines.length === 1 ? printed : `(${printed})`;
};

export const indent = (of: string): string => of.replaceAll(/^(?=.)/gm, "  ");

export const comment = (note: string | undefined): string =>
  note === undefined ? "" : `${note.replaceAll(/^/gm, "-- ")}\n`;

export function value(of: string | number | bigint | boolean | null): string {
  if (of === null) return "NULL";
  if (typeof of === "string") return text(of);
  if (typeof of === "number" && !Number.isFinite(of))
    throw new RangeError("not a number that SQL can hold");
  return String(of).toUpperCase();
}

export const date = (iso: string): string => `DATE ${text(iso)}`;

export const timestamp = (iso: string): string =>
  `TIMESTAMP ${text(iso.replace("T", " ").replace("Z", ""))}`;

const frameEnd = (of: FrameEnd, unbounded: "PRECEDING" | "FOLLOWING"): string => {
  if (of === "unbounded") return `UNBOUNDED ${unbounded}`;
  if (of === "current") return "CURRENT ROW";
  return "preceding" in of ? `${of.preceding} PRECEDING` : `${of.following} FOLLOWING`;
};

const frame = (of: Frame | undefined): string =>
  of === undefined
    ? ""
    : `${of.unit.toUpperCase()} BETWEEN ${frameEnd(of.from, "PRECEDING")} AND ${frameEnd(of.to, "FOLLOWING")}`;

/** How a dialect prints what stands inside. */
type Print = (of: Expression) => string;

export const commas = (of: readonly Expression[], print: Print): string =>
  of.map((one) => print(one)).join(", ");

/** `ORDER BY …`, or nothing. */
export function ordering(of: readonly Order[] | undefined, print: Print): string {
  if (of === undefined || of.length === 0) return "";
  const keys = of.map(
    ({ by, descending, nullsFirst }) =>
      `${print(by)}${descending === true ? " DESC" : ""} NULLS ${nullsFirst === true ? "FIRST" : "LAST"}`,
  );
  return `ORDER BY ${keys.join(", ")}`;
}

/** What stands in the brackets of OVER. */
export function windowOf(of: Extract<Expression, { is: "over" }>, print: Print): string {
  const partition =
    of.partitionBy.length === 0 ? "" : `PARTITION BY ${commas(of.partitionBy, print)}`;
  const parts = [partition, ordering(of.orderBy, print), frame(of.frame)];
  return parts.filter((part) => part !== "").join(" ");
}

export function group(of: Extract<Expression, { is: "all" | "any" }>, print: Print): string {
  const [first, ...more] = of.of;
  if (first === undefined) return of.is === "all" ? "TRUE" : "FALSE";
  if (more.length === 0) return print(first);
  return `(${of.of.map((one) => print(one)).join(of.is === "all" ? " AND " : " OR ")})`;
}

export function branches(of: Extract<Expression, { is: "case" }>, print: Print): string {
  const lines = of.branches.map(({ when, gives }) => `WHEN ${print(when)} THEN ${print(gives)}`);
  return `CASE ${lines.join(" ")} ELSE ${print(of.otherwise)} END`;
}
