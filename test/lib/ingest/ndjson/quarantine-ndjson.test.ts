import { expect, test } from "vitest";
import { quarantineNdjson } from "../../../../lib/ingest/ndjson/quarantine-ndjson.ts";
import { readNdjsonNames } from "../../../../lib/ingest/ndjson/read-names.ts";

async function* chunksOf(text: string) {
  yield Buffer.from(text);
}

async function* rowsOf(rejected: Readonly<Record<number, string>>) {
  for (const [line, verdict] of Object.entries(rejected)) yield { line: Number(line), verdict };
}

/** The quarantine of a text some of whose rows were rejected for what they say. */
async function quarantineOf(text: string, rejected: Readonly<Record<number, string>>, line = 1) {
  const columns = await readNdjsonNames(chunksOf(text), new Set());
  let written = "";
  const about = { line, marked: false, rejected: rowsOf(rejected) };
  for await (const chunk of quarantineNdjson(chunksOf(text), columns, about)) {
    written += Buffer.from(chunk).toString();
  }
  return written;
}

test("rejected rows keep what they said, and get their line and the reason", async () => {
  const text = `{"order_id":"1","amount":12.50}
{"order_id":20123456789012345678,"amount":1.50e1,"address":{"city":"Åbo"},"line":7}

{"order_id":"3"}
`;
  expect(await quarantineOf(text, { 2: "amount-unreadable", 4: "amount-missing" })).toBe(
    `{"order_id":20123456789012345678,"amount":1.50e1,"address":{"city":"Åbo"},"line":7,"_line":2,"_reason":"amount-unreadable"}
{"order_id":"3","_line":4,"_reason":"amount-missing"}
`,
  );
});

test("lines that cannot be read are kept too, as text where they are no row", async () => {
  const text = `{"order_id":"1"}\n{"order_id":"2","lines":[{"id":1}]}\n{"order_id":"3"\n[1]\n{"a":1,"A":2}\n`;
  expect(await quarantineOf(text, { 11: "amount-missing" }, 11)).toBe(
    `{"order_id":"1","line":11,"reason":"amount-missing"}
{"order_id":"2","lines":[{"id":1}],"line":12,"reason":"row-unreadable"}
{"_text":"{\\"order_id\\":\\"3\\"","line":13,"reason":"row-unreadable"}
{"_text":"[1]","line":14,"reason":"row-unreadable"}
{"a":1,"A":2,"line":15,"reason":"row-unreadable"}
`,
  );
});

test("a quarantine that is dropped again has the columns that it had, and is quarantined anew", async () => {
  const text = `{"order_id":"1","line":1,"reason":"gift","amount":5}\n`;
  const first = await quarantineOf(text, { 1: "amount-missing" });
  expect(await readNdjsonNames(chunksOf(first), new Set())).toEqual({
    names: ["order_id", "line", "reason", "amount"],
    added: { line: "_line", reason: "_reason" },
  });
  expect(await quarantineOf(`\n${first}`, { 2: "amount-unreadable" })).toBe(
    `{"order_id":"1","line":1,"reason":"gift","amount":5,"_line":2,"_reason":"amount-unreadable"}\n`,
  );
});
