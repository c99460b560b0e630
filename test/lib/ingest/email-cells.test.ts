import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readEmail } from "../../../lib/identity/email.ts";
import { hashOfNothing } from "../../../lib/identity/hash-identifier.ts";
import { isEmailAddress, isPlainAddress } from "../../../lib/ingest/email-cells.ts";
import type { Engine } from "../../../lib/sql/engine.ts";
import { column } from "../../../lib/sql/expression.ts";
import { select, table } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";

async function acceptedBy(engine: Engine, texts: readonly string[], by = isEmailAddress) {
  const rows = texts.map((text, at) => [at, text]);
  await engine.run({ is: "drop", name: "texts" });
  await engine.load("texts", { at: "BIGINT", text: "VARCHAR" }, rows);
  const judged = select({
    from: table("texts"),
    columns: { holds: by(column("text")) },
    orderBy: [{ by: column("at") }],
  });
  const found: unknown[] = [];
  for await (const { holds } of engine.rows(judged)) found.push(holds);
  return found;
}

/** Whom lib/identity can read. */
const isRead = (text: string): boolean => readEmail(text).meta !== undefined;

const hash = "a".repeat(60).concat("09AF");

test.each([
  "aino@example.fi",
  "\u00A0Aino.Mäkelä@Pöytä.FI\u200B",
  "user.name+NYC@Example.com",
  `${"a".repeat(243)}@example.fi`,
  `${"𐐷".repeat(121)}@example.fi`,
  "a@example.\u0130",
  "A\u0308ino@example.fi",
  "\u180Ea@example.fi",
  hash,
  ` ${hash}\u2060`,
  hashOfNothing,
  hashOfNothing.toUpperCase(),
  `\u00A0${hashOfNothing.toUpperCase()}\u200B`,
  `${hashOfNothing}@example.fi`,
  "",
  "17850",
  "aino@example",
  "aino@example.f",
  "a b@example.fi",
  "a@b@example.fi",
  "aino <aino@example.fi>",
  "a@example..fi",
  `${"a".repeat(244)}@example.fi`,
  `${"𐐷".repeat(122)}@example.fi`,
  "a@example.J\u030c",
  `${hash}0`,
  hash.slice(1),
])("the engine and JavaScript agree about %j", async (text) => {
  await withBench(1)(async ({ engine }) => {
    expect(await acceptedBy(engine, [text])).toEqual([isRead(text)]);
  });
});

/** One of these, as whole characters: a letter and its accent are two. */
const letterOf = (of: string) => fc.constantFrom(...Array.from(of));
const local = fc.string({
  unit: letterOf("aBöÅİſς1.+-_'🙂\u0308 \u00adß"),
  minLength: 1,
});
const piece = fc.string({ unit: letterOf("aZäİJ\u030c9-𐐷\u200bK."), minLength: 1 });
const nearly = fc.oneof(
  fc.tuple(local, piece, piece).map(([one, two, three]) => `${one}@${two}.${three}`),
  fc.emailAddress(),
  fc.emailAddress().map((address) => address.toUpperCase()),
  fc.string({ unit: letterOf("0123456789abcdefABCDEF"), minLength: 63, maxLength: 65 }),
  fc
    .tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary", maxLength: 9 }))
    .map(([one, two]) => `${one}@${two}.fi`),
  fc.string({ unit: "binary", maxLength: 20 }),
);
/** A cell as ingest has cleaned it. */
const cleaned = (texts: fc.Arbitrary<string>) =>
  fc.array(
    texts.filter((one) => !one.includes("\u0000")).map((one) => one.trim().normalize("NFC")),
    { minLength: 200, maxLength: 400 },
  );

test("whatever the engine takes for an address JavaScript can read", async () => {
  await withBench()(async ({ engine }) => {
    await fc.assert(
      fc.asyncProperty(cleaned(nearly), async (texts) => {
        const accepted = await acceptedBy(engine, texts);
        expect(texts.filter((one, at) => accepted[at] === true && !isRead(one))).toEqual([]);
        expect(accepted).toContain(true);
      }),
      { numRuns: 30 },
    );
  });
});

test("no common address that JavaScript can read is refused by the engine", async () => {
  await withBench()(async ({ engine }) => {
    const common = fc.oneof(
      fc.emailAddress(),
      fc.tuple(local, piece, piece).map(([one, two, three]) => `${one}@${two}.${three}`),
    );
    await fc.assert(
      fc.asyncProperty(cleaned(common), async (texts) => {
        const accepted = await acceptedBy(engine, texts);
        expect(texts.filter((one, at) => accepted[at] !== isRead(one))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

test("of a plain address both platforms are sent its small letters", async () => {
  await withBench()(async ({ engine }) => {
    const gmail = fc.emailAddress().map((one) => one.replace(/@.*/u, "@Gmail.com"));
    await fc.assert(
      fc.asyncProperty(cleaned(fc.oneof(nearly, gmail)), async (texts) => {
        const plain = await acceptedBy(engine, texts, isPlainAddress);
        const taken = texts.filter((_, at) => plain[at] === true);
        expect(taken.length).toBeGreaterThan(0);
        const small = taken.map((one) => one.toLowerCase());
        expect(taken.map(readEmail)).toEqual(small.map((one) => ({ meta: one, google: one })));
      }),
      { numRuns: 30 },
    );
  });
});
