import { expect, test } from "vitest";
import { InputProblem } from "../../../lib/core/failure.ts";
import { readManifest } from "../../../lib/ingest/commit-file.ts";
import type { FileRecord, HeldFile, ManifestPointer } from "../../../lib/ingest/contract.ts";
import { decideFile, isWaiting } from "../../../lib/ingest/decide-file.ts";
import { takeBackFile } from "../../../lib/ingest/take-back-file.ts";
import { aHeldFile, aRecord, fileId } from "../../builders/accepted-files.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

const held = aRecord("a", { status: "held", problem: "odd", accepted: 0, rejected: 0 });
const yes = { decision: "approved", by: "crm", because: null } as const;
const no = { decision: "rejected", by: "crm", because: "the export broke off" } as const;

/** One held orders file. */
function aShop() {
  const dies = { at: "" };
  const crash = (what: string) => () => {
    if (dies.at === what) throw new Error("the power went out");
  };
  const ports = {
    lake: memoryObjects(crash("manifest")),
    manifests: memoryRecords<ManifestPointer>({}, crash("pointer")),
    files: memoryRecords<FileRecord>({ [fileId("a")]: held }, crash("record")),
    heldFiles: memoryRecords<HeldFile>({ [fileId("a")]: aHeldFile("a") }, crash("decision")),
    clock: () => new Date("2026-11-23T08:00:00Z"),
  };
  const state = async () => ({
    counts: (await readManifest(ports, "orders")).manifest.files.length === 1,
    decision: (await ports.heldFiles.read(fileId("a")))?.value.decision,
    status: (await ports.files.read(fileId("a")))?.value.status,
  });
  const waits = async () =>
    isWaiting(
      ports.heldFiles.contents.get(fileId("a"))?.value ?? aHeldFile("a"),
      ports.files.contents.get(fileId("a"))?.value,
    );
  return { ports, dies, state, waits };
}

test("an approved file counts; who decided, when, and its counts are kept", async () => {
  const { ports, state, waits } = aShop();
  expect(await waits()).toBe(true);
  expect(await decideFile(ports)(fileId("a"), yes)).toMatchObject({
    decision: "approved",
    decidedBy: "crm",
    decidedAt: "2026-11-23T08:00:00.000Z",
  });
  expect(await state()).toEqual({ counts: true, decision: "approved", status: "accepted" });
  expect((await ports.files.read(fileId("a")))?.value).toMatchObject({
    problem: null,
    rows: 10,
    accepted: 4,
    rejected: 6,
    skipped: 0,
  });
  expect(await waits()).toBe(false);
});

test("a rejected file stays out, and the list says who rejected it and why", async () => {
  const { ports, state, waits } = aShop();
  await decideFile(ports)(fileId("a"), no);
  expect(await state()).toEqual({ counts: false, decision: "rejected", status: "rejected" });
  expect((await ports.files.read(fileId("a")))?.value).toMatchObject({
    problem: "60% of its rows are rejected; rejected by crm: the export broke off",
    accepted: 0,
  });
  expect(await waits()).toBe(false);
});

test("the same decision twice is harmless, another one is refused", async () => {
  const { ports, state } = aShop();
  await decideFile(ports)(fileId("a"), yes);
  expect(await decideFile(ports)(fileId("a"), { ...yes, by: "boss" })).toMatchObject({
    decidedBy: "crm",
  });
  const refused = decideFile(ports)(fileId("a"), no);
  await expect(refused).rejects.toThrow(InputProblem);
  await expect(refused).rejects.toThrow(/already approved by crm/);
  expect(await state()).toEqual({ counts: true, decision: "approved", status: "accepted" });
});

test("a hold that is not there is refused by its name", async () => {
  const { ports } = aShop();
  await expect(decideFile(ports)(fileId("b"), yes)).rejects.toThrow(/file-bbbb.*audience holds/);
});

test.each(["manifest", "pointer", "record"])(
  "a crash before the %s is written leaves it waiting; approved again, it counts",
  async (at) => {
    const { ports, dies, state, waits } = aShop();
    dies.at = at;
    await expect(decideFile(ports)(fileId("a"), yes)).rejects.toThrow("power");
    expect(await waits()).toBe(true);
    await expect(decideFile(ports)(fileId("a"), no)).rejects.toThrow(/already approved/);
    dies.at = "";
    await decideFile(ports)(fileId("a"), yes);
    expect(await state()).toEqual({ counts: true, decision: "approved", status: "accepted" });
  },
);

test("a crash before the decision is written changes nothing", async () => {
  const { ports, dies, state } = aShop();
  dies.at = "decision";
  await expect(decideFile(ports)(fileId("a"), yes)).rejects.toThrow("power");
  expect(await state()).toEqual({ counts: false, decision: "open", status: "held" });
});

test("of two people who decide at once one decides, and the other is told", async () => {
  const { ports, state } = aShop();
  const ends = await Promise.allSettled([
    decideFile(ports)(fileId("a"), yes),
    decideFile(ports)(fileId("a"), no),
  ]);
  expect(ends).toMatchObject([
    { status: "fulfilled" },
    { status: "rejected", reason: { name: "InputProblem" } },
  ]);
  const { counts, decision } = await state();
  expect(counts).toBe(decision === "approved");
});

test("what was taken back after its approval does not come back by approving again", async () => {
  const { ports, state } = aShop();
  await decideFile(ports)(fileId("a"), yes);
  await takeBackFile(ports)(fileId("a"));
  await decideFile(ports)(fileId("a"), yes);
  expect(await state()).toEqual({ counts: false, decision: "approved", status: "taken-back" });
});
