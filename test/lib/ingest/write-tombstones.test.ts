import { expect, test } from "vitest";
import { Conflict } from "../../../lib/core/failure.ts";
import { memberIdSchema } from "../../../lib/core/ids.ts";
import type { Tombstone } from "../../../lib/ingest/contract.ts";
import { writeTombstones } from "../../../lib/ingest/write-tombstones.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

const memberOf = (at: number) => memberIdSchema.parse(String(at).padEnd(22, "_"));
const [anna = memberOf(0), bo = memberOf(0)] = [1, 2].map(memberOf);
const now = () => new Date("2026-11-22T10:00:00Z");
const later = () => new Date("2026-12-01T10:00:00Z");
/** Records that cannot be written. */
const failing = (error: Error) => ({
  ...memoryRecords<Tombstone>(),
  write: async () => {
    throw error;
  },
});

test("everybody in an erasures file gets a tombstone, each once", async () => {
  const tombstones = memoryRecords<Tombstone>();
  const many = Array.from({ length: 40 }, (_, at) => memberOf(at));
  await writeTombstones({ tombstones, now }, [...many, ...many]);
  const written = await tombstones.list();
  expect(written.map(({ id }) => id)).toEqual(many.toSorted());
  expect(new Set(written.map(({ version }) => version))).toEqual(new Set([1]));
});

test("a tombstone that stands already stays: the first request counts", async () => {
  const tombstones = memoryRecords<Tombstone>();
  await writeTombstones({ tombstones, now }, [anna]);
  await writeTombstones({ tombstones, now: later }, [anna, bo]);
  expect((await tombstones.read(anna))?.value).toEqual({ at: "2026-11-22T10:00:00.000Z" });
  expect((await tombstones.read(bo))?.value).toEqual({ at: "2026-12-01T10:00:00.000Z" });
});

test("that somebody else was quicker is no failure, anything else is", async () => {
  await writeTombstones({ tombstones: failing(new Conflict("quicker")), now }, [anna]);
  await expect(
    writeTombstones({ tombstones: failing(new Error("throttled")), now }, [anna, bo]),
  ).rejects.toThrow("throttled");
});
