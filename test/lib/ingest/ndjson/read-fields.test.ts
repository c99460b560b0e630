import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFields } from "../../../../lib/ingest/ndjson/read-fields.ts";

/** A row's cells by name, in its order. */
const cells = (text: string) => {
  const fields = readFields(text);
  return fields?.names.map((name, at) => [name, fields.cells[at]]);
};

describe("a row's cells are", () => {
  test.each([
    ["text as it is", String.raw`{"a":" x \"y\"\n å \u00e5"}`, [["a", ' x "y"\n å å']]],
    [
      "yes and no as true and false",
      '{"a":true,"b":false}',
      [
        ["a", "true"],
        ["b", "false"],
      ],
    ],
    [
      "empty for null, an empty text and an empty list",
      '{"a":null,"b":"","c":[]}',
      [
        ["a", ""],
        ["b", ""],
        ["c", ""],
      ],
    ],
    ["the values of a list, apart by |", '{"a":["x",2,null,true]}', [["a", "x|2|true"]]],
    [
      "those of an object within, by its path",
      '{"a":{"b":1,"c":{"d":"x"}},"e":{}}',
      [
        ["a.b", "1"],
        ["a.c.d", "x"],
      ],
    ],
  ])("%s", (_what, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  test.each([
    "0",
    "12",
    "12.5",
    "-0.5",
    "1234567890",
    "20123456789012345678",
    "-12345678901234567.25",
    "1e5",
    "1.5E-7",
    "0.00000012",
    "123456789012345.6",
    "0.1",
  ])("numbers as they are written: %s", (number) => {
    const expected = [
      ["a", number],
      ["b", `${number}|x`],
      ["c.d", number],
    ];
    expect(cells(`{"a":${number},"b":[${number},"x"],"c":{"d": ${number} }}`)).toEqual(expected);
  });

  test("numbers without the zeros at the end of a fraction", () => {
    expect(cells('{"price":12.50,"id":17850.0}')).toEqual([
      ["price", "12.5"],
      ["id", "17850"],
    ]);
  });

  test("the same whatever stands in other columns of the row", () => {
    const text = fc.string({ unit: "binary" }).filter((one) => !one.includes("\0"));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(text, number, fc.boolean(), (words, amount, isExact) => {
        const other = isExact ? "20123456789012345678" : "1";
        const row = `{"words":${JSON.stringify(words)},"amount":${JSON.stringify(amount)},"other":${other}}`;
        const [first, second] = cells(row) ?? [];
        expect(first).toEqual(["words", words]);
        expect(Number(second?.[1])).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
});

/** An object in an object in an object, and so on. */
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe("a line cannot be read that", () => {
  test.each([
    ["is no JSON", "order 7"],
    ["breaks off", '{"a":1'],
    ["is followed by another on the same line", '{"a":1}{"a":2}'],
    ["is a list", '[{"a":1}]'],
    ["is a text, a number, or nothing", '"a"'],
    ["is a number", "7"],
    ["is null", "null"],
    ["holds a list of objects", '{"lines":[{"product":"x"}]}'],
    ["holds a list of lists", '{"lines":[["x"]]}'],
    ["holds a NUL", String.raw`{"a":"x\u0000"}`],
    ["has a number that is none", '{"a":20123456789012345678,"b":01}'],
    ["goes too deep", deep(30)],
    ["goes deeper than anybody looks", deep(100_000)],
  ])("%s", (_what, text) => {
    expect(readFields(text)).toBeUndefined();
  });

  test("but one that goes as deep as people write can", () => {
    expect(cells(deep(10))).toEqual([[Array.from({ length: 10 }, () => "a").join("."), "1"]]);
  });
});
