import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { runScript } from "../../../../lib/adapters/duckdb/run-script.ts";

test("texts run in order in one database and read their variables", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "script-"));
  try {
    const make = "CREATE TABLE numbers AS SELECT unnest(range(getvariable('most'))) AS n; -- two";
    const write = "COPY numbers TO (getvariable('folder') || '/numbers.csv') (HEADER)";
    await runScript([make, write], { most: 3, folder });
    expect(readFileSync(path.join(folder, "numbers.csv"), "utf8")).toBe("n\n0\n1\n2\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a text that fails says why", async () => {
  await expect(runScript(["SELECT * FROM nowhere"], {})).rejects.toThrow(/nowhere/);
});
