import { describe, expect, test } from "vitest";
import { InputProblem } from "../../../lib/core/failure.ts";
import { commitFile, readManifest } from "../../../lib/ingest/commit-file.ts";
import type { FileRecord, ManifestPointer } from "../../../lib/ingest/contract.ts";
import { findAcceptedFile, takeBackFile } from "../../../lib/ingest/take-back-file.ts";
import { aRecord, anEntry, fileId } from "../../builders/accepted-files.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

/** Accepted orders files a and b; `crash` is asked before each write. */
async function aShop(records: readonly FileRecord[] = [aRecord("a"), aRecord("b")]) {
  const dies = { at: "" };
  const crash = (what: string) => {
    if (dies.at === what) throw new Error("the power went out");
  };
  const stores = {
    lake: memoryObjects(() => crash("manifest")),
    manifests: memoryRecords<ManifestPointer>({}, () => crash("pointer")),
    files: memoryRecords<FileRecord>(
      Object.fromEntries(records.map((record) => [record.id, record])),
      () => crash("record"),
    ),
  };
  for (const letter of ["a", "b"]) await commitFile(stores, "orders", anEntry(letter));
  const counting = async () =>
    (await readManifest(stores, "orders")).manifest.files.map(({ file }) => file);
  const statusOf = async (letter: string) =>
    (await stores.files.read(fileId(letter)))?.value.status;
  return { ...stores, dies, counting, statusOf };
}

test("a file that is taken back counts no more; its list entry says so and keeps its counts", async () => {
  const shop = await aShop();
  expect(await takeBackFile(shop)(fileId("a"))).toEqual(aRecord("a", { status: "taken-back" }));
  expect(await shop.counting()).toEqual(["orders/b.csv"]);
  expect(await shop.statusOf("a")).toBe("taken-back");
});

test("again is harmless", async () => {
  const shop = await aShop();
  await takeBackFile(shop)(fileId("a"));
  const { version } = (await readManifest(shop, "orders")).manifest;
  await takeBackFile(shop)(fileId("a"));
  expect((await readManifest(shop, "orders")).manifest.version).toBe(version);
});

test.each(["manifest", "pointer", "record"])(
  "a crash before the %s is written leaves what can be done again, and the other file alone",
  async (at) => {
    const shop = await aShop();
    shop.dies.at = at;
    await expect(takeBackFile(shop)(fileId("a"))).rejects.toThrow("power");
    expect(await shop.statusOf("a")).toBe("accepted");
    expect(await shop.counting()).toContain("orders/b.csv");
    shop.dies.at = "";
    expect((await findAcceptedFile(shop.files, "orders/a.csv")).id).toBe(fileId("a"));
    await takeBackFile(shop)(fileId("a"));
    expect(await shop.counting()).toEqual(["orders/b.csv"]);
    expect(await shop.statusOf("a")).toBe("taken-back");
  },
);

test("a file that comes in meanwhile is not lost", async () => {
  const shop = await aShop();
  await Promise.all([
    takeBackFile(shop)(fileId("a")),
    commitFile(shop, "orders", anEntry("c")),
    takeBackFile(shop)(fileId("b")),
  ]);
  expect(await shop.counting()).toEqual(["orders/c.csv"]);
});

describe("a file is meant", () => {
  const march = aRecord("a", { file: "orders/spring.csv", receivedAt: "2026-03-01T00:00:00Z" });
  const april = aRecord("b", { file: "orders/spring.csv", receivedAt: "2026-04-01T00:00:00Z" });
  const may = aRecord("c", {
    file: "orders/spring.csv",
    receivedAt: "2026-05-01T00:00:00Z",
    status: "duplicate",
  });

  test("by its name: of several accepted versions the newest", async () => {
    const { files } = await aShop([may, april, march]);
    expect(await findAcceptedFile(files, "orders/spring.csv")).toEqual(april);
  });

  test("by its id", async () => {
    const { files } = await aShop([may, april, march]);
    expect(await findAcceptedFile(files, fileId("a"))).toEqual(march);
  });
});

test.each([
  {
    what: "erasures stay",
    record: aRecord("a", { file: "erasures/a.csv", dataset: "erasures" }),
    meant: "erasures/a.csv",
    says: /erased stays erased/,
  },
  {
    what: "a held file does not count",
    record: aRecord("a", { status: "held" }),
    meant: "orders/a.csv",
    says: /not accepted \(held\)/,
  },
  {
    what: "what was taken back is gone",
    record: aRecord("a", { status: "taken-back" }),
    meant: "orders/a.csv",
    says: /taken back before/,
  },
  {
    what: "a name nobody knows, with the nearest",
    record: aRecord("a"),
    meant: "orders/aa.csv",
    says: /no file called orders\/aa\.csv.*“orders\/a\.csv”/,
  },
])("refused: $what", async ({ record, meant, says }) => {
  const { files } = await aShop([record]);
  const refused = findAcceptedFile(files, meant);
  await expect(refused).rejects.toThrow(InputProblem);
  await expect(refused).rejects.toThrow(says);
});

test("an erasures file is refused at the door too, with nothing changed", async () => {
  const shop = await aShop([aRecord("a", { dataset: "erasures" })]);
  await expect(takeBackFile(shop)(fileId("a"))).rejects.toThrow(/erased stays erased/);
  await expect(takeBackFile(shop)(fileId("d"))).rejects.toThrow(InputProblem);
  expect(await shop.counting()).toHaveLength(2);
});
