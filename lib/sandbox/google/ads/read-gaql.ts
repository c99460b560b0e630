import { adsRefusal } from "./ads-refusal.ts";

/** `field = value` or `field IN (values)`; values as text, whatever their type. */
interface Condition {
  readonly field: string;
  readonly values: readonly string[];
}

export interface Query {
  readonly select: readonly string[];
  readonly from: string;
  readonly where: readonly Condition[];
  readonly limit: number | undefined;
}

const QUERY =
  /^\s*SELECT\s+([\w.,\s]+?)\s+FROM\s+(\w+)(?:\s+WHERE\s+([\s\S]+?))?(?:\s+LIMIT\s+(\d+))?(?:\s+PARAMETERS\s+[\s\S]+)?\s*;?\s*$/i;
const VALUE = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[\w./]+`;
const CONDITION = new RegExp(
  String.raw`^\s*([\w.]+)\s*(?:=\s*(${VALUE})|IN\s*\(([\s\S]*?)\))\s*`,
  "i",
);

const unquote = (value: string) =>
  /^['"]/.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/g, "$1") : value;

/** A query that cannot be read, in the words of query_error.proto. */
export const queryRefusal = (name: string, message: string) =>
  adsRefusal("INVALID_ARGUMENT", [{ code: ["query_error", name], message }]);

function readWhere(text: string): Condition[] {
  const conditions: Condition[] = [];
  let rest = text;
  while (rest.trim() !== "") {
    const match = CONDITION.exec(rest);
    if (match === null)
      throw queryRefusal("UNEXPECTED_INPUT", "The sandbox knows = and IN, joined by AND, alone.");
    const values =
      match[2] === undefined
        ? [...(match[3] ?? "").matchAll(new RegExp(VALUE, "g"))].map((m) => m[0])
        : [match[2]];
    conditions.push({ field: match[1] ?? "", values: values.map(unquote) });
    rest = rest.slice(match[0].length);
    if (rest === "") break;
    if (!/^AND\s/i.test(rest))
      throw queryRefusal("EXPECTED_AND", "Expected AND between conditions.");
    rest = rest.replace(/^AND\s+/i, "");
  }
  return conditions;
}

/** The part of the Google Ads Query Language that reads lists and jobs: SELECT, FROM, WHERE, LIMIT. */
export function readGaql(text: string): Query {
  const match = QUERY.exec(text);
  if (match === null) throw queryRefusal("QUERY_ERROR", "The sandbox cannot read this query.");
  return {
    select: (match[1] ?? "").split(",").map((field) => field.trim()),
    from: match[2] ?? "",
    where: readWhere(match[3] ?? ""),
    limit: match[4] === undefined ? undefined : Number(match[4]),
  };
}
