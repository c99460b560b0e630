import { parse as parseExactly } from "lossless-json";

/** A row's fields in its order: their names, and their cells as text, empty where there is none. */
export interface Fields {
  readonly names: string[];
  readonly cells: string[];
}

/** Objects within objects, each a step in its fields' names. */
const deepest = 20;
const steps = (name: string): number => name.split(".").length;

/**
 * Numbers that JavaScript would write with other digits than they stand: of more than it keeps, or
 * with an exponent. Of others it leaves out zeros at the end.
 */
const inexact = /[:,[]\s*-?(?:[\d.]{16}|\d[\d.]*[eE]|0\.0{6})/;

/** As JSON.parse has it: the last of two fields of one name counts. */
const onDuplicateKey = ({ newValue }: { readonly newValue: unknown }): unknown => newValue;

/** What a line says, its numbers such that they can be written as they stand; undefined when it is no JSON. */
export function parseAsWritten(text: string): unknown {
  try {
    return parseExactly(text, null, { onDuplicateKey });
  } catch {
    return undefined;
  }
}

/** What a line says, its numbers as text where they would come out otherwise; undefined when it is no JSON. */
function parseLine(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!inexact.test(text)) return parsed;
    return parseExactly(text, null, { onDuplicateKey, parseNumber: (digits) => digits });
  } catch {
    return undefined;
  }
}

export const isObject = (of: unknown): of is Readonly<Record<string, unknown>> =>
  typeof of === "object" && of !== null && !Array.isArray(of);

/** A cell's text; undefined for what no cell can hold. */
function scalarOf(of: unknown): string | undefined {
  if (typeof of === "string") return of.includes("\0") ? undefined : of;
  if (typeof of === "number" || typeof of === "boolean") return String(of);
  return of === null ? "" : undefined;
}

/** Several values in one cell, apart by `|`. */
function listOf(values: readonly unknown[]): string | undefined {
  const cells: string[] = [];
  for (const one of values) {
    const cell = scalarOf(one);
    if (cell === undefined) return undefined;
    if (cell !== "") cells.push(cell);
  }
  return cells.join("|");
}

/** Adds an object's fields; false when it has something that no cell can hold. */
function gather(fields: Fields, object: Readonly<Record<string, unknown>>, path = ""): boolean {
  for (const key of Object.keys(object)) {
    const of = object[key];
    const name = path + key;
    if (isObject(of)) {
      if (steps(name) > deepest || !gather(fields, of, `${name}.`)) return false;
      continue;
    }
    const cell = Array.isArray(of) ? listOf(of) : scalarOf(of);
    if (cell === undefined) return false;
    fields.names.push(name);
    fields.cells.push(cell);
  }
  return true;
}

/**
 * The fields of a row: those of an object within as `address.city`, a list's values apart by `|`.
 * Undefined for a line that is no JSON object, or has what no cell can hold.
 */
export function readFields(text: string): Fields | undefined {
  const parsed = parseLine(text);
  const fields: Fields = { names: [], cells: [] };
  return isObject(parsed) && gather(fields, parsed) ? fields : undefined;
}
