import * as z from "zod";
import { GraphError, badParameter, cannotUpdate, readOr100 } from "./graph-error.ts";
import { MAX_ROWS, MAX_SAMPLES } from "./limits.ts";
import { KEYS, readCell, type Cells } from "./payload-keys.ts";
import { jsonOrText, type GraphCall } from "./read-call.ts";

/** What came with one call that moves members. */
export interface Payload {
  readonly schema: readonly string[];
  /** Rows of the call, good and bad. */
  readonly received: number;
  readonly good: readonly Cells[];
  readonly invalid: number;
  /** The row as JSON, and why it was refused; Meta repeats the rows just so. */
  readonly samples: Readonly<Record<string, string>>;
}

const payloadSchema = z.preprocess(
  jsonOrText,
  z.looseObject({
    schema: z.union([z.string(), z.array(z.string()).min(1)]),
    data: z.array(z.unknown()).min(1),
  }),
);

interface Column {
  readonly key: string;
  readonly at: number;
}

const KEY_ORDER = Object.keys(KEYS);

/** The columns in the order of `KEYS`: equal rows then look equal, whatever order they were sent in. */
function columnsOf(schema: readonly string[]): readonly Column[] {
  const unknown = schema.find((key) => !Object.hasOwn(KEYS, key));
  if (unknown !== undefined)
    throw badParameter(`Unknown key in schema, position ${schema.indexOf(unknown)}`);
  if (new Set(schema).size < schema.length) throw badParameter("A key stands twice in schema");
  return KEY_ORDER.flatMap((key) =>
    schema.includes(key) ? [{ key, at: schema.indexOf(key) }] : [],
  );
}

function readRow(row: readonly unknown[], columns: readonly Column[]): Cells | string {
  const cells: Record<string, string> = {};
  for (const { key, at } of columns) {
    const read = readCell(key, row[at]);
    if (!read.ok) return `${key} ${read.why}`;
    if (read.cell !== "") cells[key] = read.cell;
  }
  return Object.keys(cells).length === 0 ? "the row is empty" : cells;
}

function fullRows(data: readonly unknown[], width: number): readonly (readonly unknown[])[] {
  return data.map((row) => {
    if (Array.isArray(row) && row.length === width) return row;
    throw badParameter("Data is missing or does not match schema");
  });
}

/**
 * Reads the `payload` of a call that moves members. Refuses the call as a whole for its size, its
 * schema or a row of another width; a bad cell costs its row only. With `partial`, every 10th row is bad.
 */
export function readPayload(call: GraphCall, partial: boolean): Payload {
  const { schema, data } = readOr100(payloadSchema, call.params["payload"], "payload");
  if (typeof schema === "string") {
    throw cannotUpdate(
      "This audience was created from data source FILE_IMPORTED.MULTI_HASHES, which does not support data source FILE_IMPORTED.HASHES_OR_USER_IDS.",
    );
  }
  if (data.length > MAX_ROWS) {
    throw new GraphError("An unknown error occurred", { code: 1, subcode: 99 });
  }
  const columns = columnsOf(schema);
  const good: Cells[] = [];
  const samples: Record<string, string> = {};
  let invalid = 0;
  for (const [i, row] of fullRows(data, schema.length).entries()) {
    const read = partial && i % 10 === 9 ? "the row was refused" : readRow(row, columns);
    if (typeof read === "string") {
      if (invalid < MAX_SAMPLES) samples[JSON.stringify(row)] = read;
      invalid += 1;
    } else good.push(read);
  }
  return { schema, received: data.length, good, invalid, samples };
}
