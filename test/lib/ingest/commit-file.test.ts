import { expect, test } from "vitest";
import { Conflict } from "../../../lib/core/failure.ts";
import { changeManifest, commitFile, readManifest } from "../../../lib/ingest/commit-file.ts";
import { readManifestFiles } from "../../../lib/ingest/contract.ts";
import type { ManifestPointer } from "../../../lib/ingest/contract.ts";
import { anEntry } from "../../builders/accepted-files.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

const aStore = (before: () => void = () => undefined) => ({
  lake: memoryObjects(),
  manifests: memoryRecords<ManifestPointer>({}, before),
});
const entriesOf = async (stores: ReturnType<typeof aStore>) =>
  (await readManifest(stores, "orders")).manifest.files.map(({ id }) => id.charAt(0));

test("files that are committed at the same time all count, in the order of their age", async () => {
  const stores = aStore();
  const letters = ["c", "a", "d", "b"];
  await Promise.all(letters.map((letter) => commitFile(stores, "orders", anEntry(letter))));
  expect(await entriesOf(stores)).toEqual(["a", "b", "c", "d"]);
});

test("a file that counts already is committed by doing nothing", async () => {
  const stores = aStore();
  await commitFile(stores, "orders", anEntry("a"));
  await commitFile(stores, "orders", anEntry("a", { rows: 11 }));
  expect((await readManifest(stores, "orders")).manifest).toMatchObject({
    version: 1,
    files: [{ rows: 10 }],
  });
});

test("a file that is everything there is hides older ones and loses none of them", async () => {
  const stores = aStore();
  const [older, whole] = [anEntry("a"), anEntry("b", { full: true })];
  for (const entry of [older, whole, anEntry("c")]) await commitFile(stores, "orders", entry);
  const { manifest } = await readManifest(stores, "orders");
  expect(manifest.files).toHaveLength(3);
  const counting = () => readManifestFiles(stores.lake, "orders", 4).catch(() => undefined);
  expect((await readManifestFiles(stores.lake, "orders", 3)).map(({ id }) => id)).toEqual([
    whole.id,
    anEntry("c").id,
  ]);
  expect(await counting()).toBeUndefined();
  await changeManifest(stores, "orders", (files) => files.filter(({ id }) => id !== whole.id));
  expect((await counting())?.map(({ id }) => id)).toEqual([older.id, anEntry("c").id]);
});

test("a crash before the pointer moves changes nothing, and its leftover does not come back", async () => {
  let crashes = 1;
  const stores = aStore(() => {
    if (crashes-- > 0) throw new Error("the power went out");
  });
  await expect(commitFile(stores, "orders", anEntry("a"))).rejects.toThrow("power");
  expect(await entriesOf(stores)).toEqual([]);
  await commitFile(stores, "orders", anEntry("b"));
  expect(await entriesOf(stores)).toEqual(["b"]);
});

test("whoever is never first gives up loudly", async () => {
  const stores = aStore(() => {
    throw new Conflict("somebody was quicker");
  });
  await expect(commitFile(stores, "orders", anEntry("a"))).rejects.toThrow(Conflict);
});
