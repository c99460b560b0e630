import type { Expression } from "./expression.ts";
import type { FunctionName } from "./function-names.ts";

/** What can be told of an argument from how it is written: the tree has no types. */

/** Our SQL asks for something that Athena has no words for: a bug of ours, found before anything runs. */
export function cannot(what: string): never {
  throw new TypeError(`not for Athena: ${what}`);
}

export const isLiteral = (of: Expression): boolean => of.is === "value" && of.value !== null;

/** A text that must be written out. */
export function textIn(of: Expression | undefined, what: string): string {
  return of?.is === "value" && typeof of.value === "string"
    ? of.value
    : cannot(`${what} must be written out`);
}

/** A whole number from 1 on that must be written out: what lies below means something else in each dialect. */
export function wholeIn(of: Expression | undefined, what: string): number {
  return of?.is === "value" && typeof of.value === "number" && of.value >= 1
    ? of.value
    : cannot(`${what} must be written out, and be 1 or more`);
}

const givingLists: ReadonlySet<FunctionName> = new Set<FunctionName>([
  "array_agg",
  "flatten",
  "generate_series",
  "list_concat",
  "list_distinct",
  "list_filter",
  "list_slice",
  "list_sort",
  "list_transform",
  "string_split",
]);

/** Whether it is written as a list: a column never is. */
export function givesList(of: Expression | undefined): boolean {
  if (of?.is === "list") return true;
  if (of?.is === "cast") return of.to === "VARCHAR[]";
  if (of?.is === "call") {
    return of.name === "coalesce" ? of.args.some(givesList) : givingLists.has(of.name);
  }
  return false;
}

/** Whether it is written as bytes; hashes of texts are those of their UTF-8. */
export const givesBytes = (of: Expression | undefined): boolean =>
  of?.is === "call" && (of.name === "encode" || of.name === "unhex");
