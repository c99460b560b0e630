import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { all, column, known, unknown } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { quoted, shapeFault } from "./check-csv.ts";
import type { Header } from "./read-header.ts";
import { type CsvRecord, scanRecords } from "./scan-records.ts";

const rejectedSchema = z.object({ line: z.int(), verdict: z.string() });
type Rejected = z.infer<typeof rejectedSchema>;

const rejectedRows = (rows: Relation): Relation =>
  select({
    note: "rejected rows in the order of the file",
    from: rows,
    columns: { line: column("line"), verdict: column("verdict") },
    where: all(unknown(column("skip")), known(column("verdict"))),
    orderBy: [{ by: column("line") }],
  });

/** Steps through the rejected rows beside the file; both are in the order of lines. */
function verdicts(engine: Engine, rows: Relation) {
  const stream = engine.rows(rejectedRows(rows))[Symbol.asyncIterator]();
  const next = async (): Promise<Rejected | undefined> => {
    const step = await stream.next();
    return step.done === true ? undefined : rejectedSchema.parse(step.value);
  };
  let ahead: Rejected | undefined;
  let begun = false;
  return async (line: number): Promise<string | undefined> => {
    if (!begun) ahead = await next();
    begun = true;
    while (ahead !== undefined && ahead.line < line) ahead = await next();
    return ahead?.line === line ? ahead.verdict : undefined;
  };
}

/** A record as it stood, filled up to the header's width so that line and reason stand in their own columns. */
function quarantined(record: CsvRecord, { delimiter, names }: Header, reason: string): string {
  const own = record.bytes.toString("utf8", record.start, record.end);
  const short = record.quoting === "broken" ? 0 : Math.max(0, names.length - record.fields);
  return `${own}${delimiter.repeat(short)}${delimiter}${record.line}${delimiter}${reason}\n`;
}

/**
 * The rejected rows of a file as they stood, with two more columns, `line` and `reason`: a CSV of
 * the same delimiter, in UTF-8, to be mended and dropped again.
 */
export async function* quarantineRows(
  chunks: AsyncIterable<Uint8Array>,
  header: Header,
  { engine, rows }: { readonly engine: Engine; readonly rows: Relation },
): AsyncGenerator<Uint8Array> {
  const { delimiter, names } = header;
  const scanner = scanRecords(delimiter);
  const verdictOf = verdicts(engine, rows);
  let headerSeen = false;
  const pick = async (records: readonly CsvRecord[]): Promise<Uint8Array> => {
    const lines: string[] = [];
    for (const record of headerSeen ? records : records.slice(1)) {
      const reason = shapeFault(record, names.length) ?? (await verdictOf(record.line));
      if (reason !== undefined) lines.push(quarantined(record, header, reason));
    }
    headerSeen ||= records.length > 0;
    return Buffer.from(lines.join(""));
  };
  yield Buffer.from(`${[...names.map(quoted), "line", "reason"].join(delimiter)}\n`);
  for await (const chunk of chunks) yield await pick(scanner.feed(chunk));
  yield await pick(scanner.end());
}
