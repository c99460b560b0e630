import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";

/** Each file is a fixture, its name the test's, what its receipt must say beside it. */
const folder = path.join(import.meta.dirname, "../../fixtures/ingest");
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => !/(^[^.]*|\.json)$/.test(file))
  .toSorted();
const expectedSchema = z.record(z.string(), z.unknown());

describe("files as they come", () => {
  test.each(fixtures)("%s", async (file) => {
    const name = file.replace(/\.[a-z.]+$/, "");
    const expected = expectedSchema.parse(
      JSON.parse(readFileSync(path.join(folder, `${name}.json`), "utf8")),
    );
    const bench = ingestBench();
    const receipt = await receiptOf(
      bench.ports,
      bench.drop(file, readFileSync(path.join(folder, file))),
    );
    expect(receipt).toMatchObject(expected);
    expect(receipt.reasons).toEqual(expected["reasons"]);
    expect(bench.open.size).toBe(0);
  });
});
