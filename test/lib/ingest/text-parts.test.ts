import fc from "fast-check";
import { expect, test } from "vitest";
import { scanRecords } from "../../../lib/ingest/csv/scan-records.ts";
import type { Scratch } from "../../../lib/ingest/ports.ts";
import { beginning, textPart } from "../../../lib/ingest/text-parts.ts";
import { rowOf } from "../../builders/messy-text.ts";

async function* inChunks(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A scratch folder that keeps the last file written. */
function lastWritten() {
  let text = "";
  const scratch: Pick<Scratch, "write"> = {
    write: async (_, chunks) => {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      text = Buffer.concat(parts).toString();
    },
  };
  return { scratch, text: () => text };
}

const row = fc.tuple(fc.string(), fc.constantFrom("a", "b\nc", '"', "å")).map(rowOf);
const file = fc.array(row, { minLength: 1, maxLength: 30 }).map((rows) => `${rows.join("\n")}\n`);

test("the parts of a large text, put together, are the text; each begins with a record on its line", async () => {
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.nat(60),
      fc.integer({ min: 1, max: 20 }),
      async (text, size, chunk) => {
        const written = lastWritten();
        let whole = "";
        let from: typeof beginning | undefined = beginning;
        while (from !== undefined) {
          const scanner = scanRecords({ delimiter: ",", quote: '"' }, from.line);
          const ends = {
            ...scanner,
            feed: (bytes: Uint8Array) => scanner.feed(bytes, () => undefined),
          };
          const source = { name: undefined, read: () => inChunks(text, chunk) };
          const part: Awaited<ReturnType<typeof textPart>> = await textPart(
            written.scratch,
            source,
            { from, ends, size },
          );
          expect(part.line).toBe(whole.split("\n").length);
          expect(part.headed).toBe(whole === "");
          whole += written.text();
          from = part.next;
        }
        expect(whole).toBe(text);
      },
    ),
  );
});
