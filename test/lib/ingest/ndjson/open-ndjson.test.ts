import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { openNdjson } from "../../../../lib/ingest/ndjson/open-ndjson.ts";
import type { Workbench } from "../../../../lib/ingest/ports.ts";
import { beginning, type FileText } from "../../../../lib/ingest/text-parts.ts";
import { column } from "../../../../lib/sql/expression.ts";
import { select } from "../../../../lib/sql/relation.ts";
import { messy } from "../../../builders/messy-text.ts";
import { withWorkbench } from "../../../builders/with-workbench.ts";

async function* inChunks(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A text that is too large for the workbench. */
const elsewhere = (text: string, chunk: number): FileText => ({
  name: undefined,
  read: () => inChunks(text, chunk),
});

async function onBench({ scratch }: Workbench, text: string): Promise<FileText> {
  await scratch.write("text", inChunks(text, 1000));
  return { name: "text", read: () => scratch.read("text") };
}

/** Under a map that asks for nothing by its name. */
const asCalled = (partSize = 1000) => ({
  files: { encoding: undefined },
  mapped: new Set<string>(),
  partSize,
});

const rowSchema = z.record(z.string(), z.string().nullable());

/** A text's rows as the engine reads them, its columns under the file's own names, part by part. */
async function opened(bench: Workbench, text: FileText, partSize = 1_000_000) {
  const reader = await openNdjson(bench, text, asCalled(partSize));
  const parts = [];
  let next: typeof beginning | undefined = beginning;
  while (next !== undefined) {
    const part = await reader.part(next);
    for await (const { cells, check } of part.pieces) {
      const named = select({
        from: cells,
        columns: Object.fromEntries(reader.names.map((name, at) => [name, column(`c${at + 1}`)])),
      });
      parts.push({ rows: await bench.engine.all(named, rowSchema), check });
    }
    ({ next } = part);
  }
  return { names: reader.names, parts, rows: parts.flatMap(({ rows }) => rows) };
}

const orders = `{"order_id":"1","customer":{"id":20123456789012345678,"email":"a@example.com"},"amount":12.5}

{"amount":"x","order_id":"2","tags":["new","gift"]}\r
{"order_id":"3","amount":null}`;

describe("an NDJSON file", () => {
  test("has the names of all its rows, in the order in which they appear", async () => {
    const { names, rows } = await withWorkbench(async (bench) =>
      opened(bench, await onBench(bench, orders)),
    );
    expect(names).toEqual(["order_id", "customer.id", "customer.email", "amount", "tags"]);
    const none = { "customer.id": null, "customer.email": null, amount: null, tags: null };
    expect(rows).toEqual([
      {
        order_id: "1",
        "customer.id": "20123456789012345678",
        "customer.email": "a@example.com",
        amount: "12.5",
        tags: null,
      },
      { ...none, order_id: "2", amount: "x", tags: "new|gift" },
      { ...none, order_id: "3" },
    ]);
  });

  test("may write a name in several ways, and not twice in one row", async () => {
    const text =
      '{"Order":"1"}\n{" ORDER ":"2"}\n{"order":"3","Order":"3"}\n{"a.b":1,"a":{"b":2}}\n';
    await withWorkbench(async (bench) => {
      const { names, parts, rows } = await opened(bench, await onBench(bench, text));
      expect(names).toEqual(["Order", "a.b"]);
      expect(rows.map((row) => row["Order"])).toEqual(["1", "2"]);
      expect(parts[0]?.check.faults.get("row-unreadable")).toEqual({ rows: 2, lines: [3, 4] });
    });
  });

  test("keeps count of its rows and their lines, blank lines being none", async () => {
    const text = '\n{"a":"1"}\nnonsense\n\n  \n{"a":"2"}\n[]\n{"a":"3"}\n{}\n';
    await withWorkbench(async (bench) => {
      const { parts, rows } = await opened(bench, await onBench(bench, text));
      expect(rows).toEqual([{ a: "1" }, { a: "2" }, { a: "3" }, { a: null }]);
      const [{ check }] = parts as [(typeof parts)[0]];
      expect(check).toMatchObject({ rows: 6, clean: 4 });
      expect(check.faults.get("row-unreadable")).toEqual({ rows: 2, lines: [3, 7] });
      expect(check.shifts).toEqual([
        { row: 0, shift: 2 },
        { row: 1, shift: 5 },
        { row: 2, shift: 6 },
      ]);
    });
  });

  test("comes to the engine as it was written, in whatever parts it is read", async () => {
    const cell = fc
      .oneof(messy, fc.string({ unit: "grapheme" }))
      .filter((text) => !text.includes("\0"));
    const rows = fc.array(fc.record({ a: cell, b: cell }), { minLength: 1, maxLength: 20 });
    await withWorkbench((bench) =>
      fc.assert(
        fc.asyncProperty(
          rows,
          fc.integer({ min: 1, max: 200 }),
          fc.integer({ min: 1, max: 30 }),
          async (of, size, chunk) => {
            const text = of.map((row) => `${JSON.stringify(row)}\n`).join("");
            const { rows: read, parts } = await opened(bench, elsewhere(text, chunk), size);
            expect(read).toEqual(
              of.map(({ a, b }) => ({ a: a === "" ? null : a, b: b === "" ? null : b })),
            );
            const lines = parts.flatMap(({ check }) =>
              Array.from({ length: check.clean }, (_, at) => at + (check.shifts[0]?.shift ?? 0)),
            );
            expect(lines).toEqual(of.map((_, at) => at + 1));
          },
        ),
        { numRuns: 40 },
      ),
    );
  });

  test("says which columns need neither trimming nor another Unicode form", async () => {
    const rows = [
      {
        tidy: "a b",
        led: " a",
        trailed: "a",
        beyond: "a",
        escaped: "x",
        list: ["a", "b"],
        number: 5,
      },
      {
        tidy: 'a "b"\nc',
        led: "a",
        trailed: "a\n",
        beyond: "å",
        escaped: "e\u0301",
        list: [],
        number: 1.5,
      },
    ];
    const text =
      JSON.stringify(rows[0]) +
      "\n" +
      JSON.stringify(rows[1]).replace("e\u0301", String.raw`e\u0301`);
    await withWorkbench(async (bench) => {
      const { names, parts } = await opened(bench, await onBench(bench, text));
      const untidy = names.filter((_, at) => parts[0]?.check.untidy[at]);
      expect(untidy).toEqual(["led", "trailed", "beyond", "escaped"]);
    });
  });

  test.each([
    ["empty", "\n \n", "the file is empty"],
    ["without any object", "a\nb\n", "no line of the file is a JSON object"],
    [
      "of too many names",
      JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`c${at}`, 1]))),
      "more than 1000 columns",
    ],
    [
      "with a line over a megabyte",
      `{"a":1}\n{"a":"${"x".repeat(1_000_001)}"}\n{"a":2}\n`,
      "a line is longer than 1 MB",
    ],
    ["of one line that never ends", `{"a":"${"å".repeat(600_000)}`, "a line is longer than 1 MB"],
  ])("is refused when it is %s", async (_what, text, problem) => {
    await withWorkbench(async (bench) => {
      await expect(openNdjson(bench, elsewhere(text, 100_000), asCalled())).rejects.toThrow(
        problem,
      );
    });
  });

  test("over a megabyte in one line says on which", async () => {
    const text = elsewhere(`{"a":1}\n{"a":"${"x".repeat(1_000_001)}"}\n`, 5_000_000);
    await withWorkbench(async (bench) => {
      await expect(openNdjson(bench, text, asCalled())).rejects.toMatchObject({
        place: { line: 2 },
      });
    });
  });
});
