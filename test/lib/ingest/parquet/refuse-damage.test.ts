import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { arriveParquet, partsOfArrived } from "../../../builders/arrived-parquet.ts";
import { withWorkbench } from "../../../builders/with-workbench.ts";

/** Changes a name or a value within the file; the other must be as long. */
const renamed = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");

describe("a Parquet file is refused", () => {
  const unreadable = "the Parquet file cannot be read: it is damaged, cut short or encrypted";
  const rows = "SELECT i AS id, 'word ' || i AS word FROM range(50000) AS r(i)";

  /** Writes a file, changes its bytes, and opens it. */
  const opened = (change: (bytes: Buffer) => Uint8Array, query = rows) =>
    withWorkbench(async (bench) => {
      const path = await arriveParquet(bench, query, ", COMPRESSION zstd");
      await writeFile(path, change(await readFile(path)));
      return partsOfArrived(bench, ["id", "word"]);
    });

  test.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      "cut short with another end",
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 5000), bytes.subarray(-8)]),
    ],
    [
      "without some of its middle",
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 2000), bytes.subarray(4000)]),
    ],
    [
      "damaged in its footer",
      (bytes: Buffer) => bytes.fill(0x55, bytes.length - 200, bytes.length - 100),
    ],
    ["no Parquet at all", () => Buffer.from("PAR1 and so on PAR1")],
  ])("when it is %s", async (_what, change) => {
    await expect(opened(change)).rejects.toThrow(unreadable);
  });

  test("when its text is not UTF-8, and its values are not repeated", async () => {
    await expect(
      opened(renamed("zzword", "zz\u00ffo\u00ffd"), "SELECT 1 AS id, 'zzword' AS word"),
    ).rejects.toThrow(unreadable);
  });

  test("when names stand twice or are blank", async () => {
    const query = "SELECT 1 AS colaa, 2 AS colbb, 3 AS colcc";
    await expect(opened(renamed("colcc", "colaa"), query)).rejects.toThrow(
      "columns 1 and 3 have the same name",
    );
    await expect(opened(renamed("colcc", "COLBB"), query)).rejects.toThrow(
      "columns 2 and 3 have the same name",
    );
    await expect(opened(renamed("colbb", "     "), query)).rejects.toThrow("column 2 has no name");
  });

  test("when it has too many columns", async () => {
    const columns = Array.from({ length: 1001 }, (_, at) => `1 AS c${at}`).join(", ");
    await expect(opened((bytes) => bytes, `SELECT ${columns}`)).rejects.toThrow(
      "more than 1000 columns",
    );
  });

  test("when a column has the name of the engine's row numbers", async () => {
    const query = "SELECT 1 AS id, 2 AS file_row_number";
    await expect(opened((bytes) => bytes, query)).rejects.toThrow(
      "a column called file_row_number",
    );
  });
});
