import fc from "fast-check";
import { expect, test } from "vitest";
import { type CsvRecord, fieldsOf, scanRecords } from "../../../../lib/ingest/csv/scan-records.ts";
import { messy, rowOf } from "../../../builders/messy-text.ts";

const dialect = { delimiter: ",", quote: '"' };

/** A text cut into chunks of so many bytes, scanned. */
function scanned(text: string, size: number) {
  const bytes = Buffer.from(text);
  const scanner = scanRecords(dialect);
  const records: { readonly fields: readonly string[]; readonly line: number }[] = [];
  const visit = (record: CsvRecord) =>
    void records.push({ fields: fieldsOf(record, dialect), line: record.line });
  for (let at = 0; at < bytes.length; at += size)
    scanner.feed(bytes.subarray(at, at + size), visit);
  scanner.end(visit);
  return { records, scanner };
}

const table = fc.array(fc.array(messy, { minLength: 2, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});

test("quoted fields come back as they were, however the file is cut into chunks", () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const { records } = scanned(`${rows.map(rowOf).join("\r\n")}\n`, size);
      expect(records.map(({ fields }) => fields)).toEqual(rows);
      const lines = rows.map(
        (_, at) =>
          `${rows.slice(0, at).map(rowOf).join("\r\n")}${at === 0 ? "" : "\n"}`.split("\n").length,
      );
      expect(records.map(({ line }) => line)).toEqual(lines);
    }),
  );
});

test("a column that is not called untidy needs neither trimming nor another Unicode form", () => {
  const cell = fc.oneof(messy, fc.constantFrom("", "plain", "two words", " led", "trailed\u00a0"));
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (cells, size) => {
      const { scanner } = scanned(`${cells.map(rowOf).join("\n")}\n`, size);
      for (const column of [0, 1] as const) {
        if (scanner.untidy[column] === true) continue;
        for (const row of cells) expect(row[column]).toBe(row[column].trim().normalize("NFC"));
      }
    }),
  );
});

test("only what needs a look makes a column untidy", () => {
  const { scanner } = scanned('1,a b,"c ""d""",å\n2,,"",x\n', 7);
  expect(Array.from({ length: 4 }, (_, at) => scanner.untidy[at] ?? false)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test("a scanner tells how far it is and on which line it goes on", () => {
  const scanner = scanRecords(dialect, 11);
  scanner.feed(Buffer.from('a,b\n"c\nd",e\nf'), () => undefined);
  expect([scanner.consumed(), scanner.line()]).toEqual([12, 14]);
});
