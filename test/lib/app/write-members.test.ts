import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { writeMembers } from "../../../lib/app/write-members.ts";
import { generationKeys } from "../../../lib/compute/contract.ts";
import { fileIdSchema, runIdSchema, segmentIdSchema } from "../../../lib/core/ids.ts";
import { customerIdsKey, partsOf } from "../../../lib/ingest/contract.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { toParquet } from "../compute/a-company.ts";

const run = runIdSchema.parse("r-1");
const loyal = segmentIdSchema.parse("loyal");

/** The ids of the segment's members a, b and m, of whom the files know these by id. */
async function idsOf(...parts: readonly (readonly string[])[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "members-"));
  const lake = memoryObjects();
  const put = async (key: string, sql: string) => {
    await toParquet(sql, path.join(folder, "rows.parquet"));
    await lake.upload(path.join(folder, "rows.parquet"), key);
  };
  await put(
    generationKeys(run).memberships,
    "SELECT 'loyal' AS segment, unnest(['a', 'b', 'm']) AS memberId",
  );
  const names = partsOf({ id: fileIdSchema.parse("0123456789abcdef"), parts: parts.length });
  for (const [at, part] of parts.entries()) {
    const ids = part.map((id) => `('${id}', 'customer ${id}')`).join(", ");
    await put(
      customerIdsKey(names[at] ?? ""),
      `SELECT * FROM (VALUES ${ids}) AS t(memberId, customer_id)`,
    );
  }
  await writeMembers({ lake }, run, { folder, segments: [loyal] });
  return readFileSync(path.join(folder, "loyal.csv"), "utf8");
}

test("everybody whom some part of a file knows by id is written once, sorted as text", async () => {
  expect(await idsOf(["b"], ["a", "b", "z"])).toBe("customer_id\ncustomer a\ncustomer b\n");
});

test("where everybody is known by e-mail alone there is nobody to write", async () => {
  expect(await idsOf()).toBe("customer_id\n");
});
