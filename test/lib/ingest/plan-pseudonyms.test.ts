import { inspect } from "node:util";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { hashIdentifier } from "../../../lib/identity/hash-identifier.ts";
import { pseudonyms } from "../../../lib/identity/member-id.ts";
import { pseudonymOf, pseudonymOfEmail } from "../../../lib/ingest/plan-pseudonyms.ts";
import { cleanText } from "../../../lib/ingest/typed-cells.ts";
import type { Engine } from "../../../lib/sql/engine.ts";
import { column, equal, value } from "../../../lib/sql/expression.ts";
import { select, table } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";

/** Each id as its file has it → its pseudonym, made by the engine of the cleaned cell. */
async function namedBy(engine: Engine, key: string, ids: readonly string[]) {
  const rows = ids.map((id, at) => [at, id]);
  await engine.run({ is: "drop", name: "ids" });
  await engine.load("ids", { at: "BIGINT", id: "VARCHAR" }, rows);
  const cells = select({
    from: table("ids"),
    columns: { at: column("at"), id: cleanText(column("id")) },
  });
  const named = select({
    from: cells,
    columns: { name: pseudonymOf(column("id"), pseudonyms(key).pads) },
    orderBy: [{ by: column("at") }],
  });
  const found: unknown[] = [];
  for await (const { name } of engine.rows(named)) found.push(name);
  return found;
}

const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.string({ unit: fc.constantFrom(..." \t\u00a0A\u0308ö\u2009\u3000c-1".split("")) }),
  fc.string({ minLength: 60, maxLength: 256 }),
);
/** What a file can have: a file with NUL is refused, a blank id names nobody. */
const customerId = text.filter((id) => !id.includes("\u0000") && id.trim() !== "");

test("the engine and JavaScript call every customer the same, however the id is written", async () => {
  await withBench()(async ({ engine }) => {
    const ids = fc.array(customerId, { minLength: 100, maxLength: 300 });
    const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(ids, key, async (these, secret) => {
        const { ofCustomer } = pseudonyms(secret);
        expect(await namedBy(engine, secret, these)).toEqual(these.map(ofCustomer));
      }),
      { numRuns: 20 },
    );
  });
});

test("the engine calls somebody known by e-mail as JavaScript does", async () => {
  const hash = hashIdentifier("somebody@example.fi");
  const { ofEmail, pads } = pseudonyms("a key");
  await withBench(1)(async ({ engine }) => {
    const named = select({
      from: { is: "rows", columns: ["hash"], rows: [[value(hash)]] },
      columns: { name: pseudonymOfEmail(column("hash"), pads) },
    });
    expect(await engine.all(named, z.unknown())).toEqual([{ name: ofEmail(hash) }]);
  });
});

test("an id that is missing has no pseudonym", async () => {
  await withBench()(async ({ engine }) => {
    expect(await namedBy(engine, "a key", ["  ", "c-1"])).toEqual([
      null,
      pseudonyms("a key").ofCustomer("c-1"),
    ]);
  });
});

test("an engine that fails over pseudonyms does not tell the key", async () => {
  const { pads } = pseudonyms("a key");
  const failing = select({
    note: "pseudonyms",
    from: table("nowhere"),
    columns: { name: pseudonymOf(column("id"), pads) },
  });
  await withBench()(async ({ engine }) => {
    await engine.load("ids", { id: "VARCHAR" }, [["c-1"]]);
    const untyped = select({
      note: "pseudonyms",
      from: table("ids"),
      columns: { name: equal(pseudonymOf(column("id"), pads), pseudonymOf(column("no id"), pads)) },
    });
    const told: string[] = [];
    const tell = (error: unknown) => told.push(inspect(error));
    for (const relation of [failing, untyped]) {
      await engine.run({ is: "create", name: "named", as: relation }).catch(tell);
      await engine.rows(relation)[Symbol.asyncIterator]().next().catch(tell);
    }
    expect(told).toHaveLength(4);
    for (const pad of Object.values(pads)) expect(told.join("\n")).not.toContain(pad.slice(0, 16));
  });
});
