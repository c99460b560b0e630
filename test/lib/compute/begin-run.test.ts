import { expect, test } from "vitest";
import { beginRun } from "../../../lib/compute/begin-run.ts";
import { computeGeneration } from "../../../lib/compute/compute-generation.ts";
import { generationKeys, runInputsSchema } from "../../../lib/compute/contract.ts";
import { finishRun } from "../../../lib/compute/finish-run.ts";
import { audienceIdSchema, runIdSchema } from "../../../lib/core/ids.ts";
import { aCompany, aFolder } from "./a-company.ts";

const nightly = { now: "2026-11-24T03:00:00Z", trigger: "nightly" } as const;

const folder = aFolder(
  { s: "", t: "" },
  {
    "segments/s.yaml": "name: S\nwho: { age: 18 }\nto: [meta-main, google-main]\n",
    "segments/t.yaml": "name: T\nwho: { age: 19 }\n",
  },
);

async function published() {
  const company = aCompany(folder);
  await company.publish(folder, "hash-1");
  return company;
}

test("a run freezes what its result depends on, and lists wanted and known audiences", async () => {
  const company = await published();
  await company.drop({ customers: [{ memberId: "a" }] });
  await company.drop({ customers: [{ memberId: "b" }] });
  company.known.push({
    audience: audienceIdSchema.parse("old@google-old"),
    platform: "google-ads",
  });
  const started = await beginRun(company.ports)(nightly);
  expect(started).toEqual({
    run: "r-20261124-030000-nightly",
    now: "2026-11-24T03:00:00.000Z",
    audiences: [
      { audience: "old@google-old", platform: "google-ads" },
      { audience: "s@google-main", platform: "google-data-manager" },
      { audience: "s@meta-main", platform: "meta" },
    ],
  });
  expect(await company.lake.readJson(generationKeys(started.run).inputs, runInputsSchema)).toEqual({
    run: started.run,
    now: "2026-11-24T03:00:00.000Z",
    trigger: "nightly",
    generation: 1,
    workspace: "hash-1",
    manifests: { customers: 2 },
    previous: null,
    unfinished: [],
  });
});

test("while a run lives another one is Busy; once it has ended the next one begins under its own name", async () => {
  const company = await published();
  const first = await beginRun(company.ports)(nightly);
  await expect(beginRun(company.ports)(nightly)).rejects.toMatchObject({ name: "Busy" });
  await finishRun(company.ports)({ run: first.run, outcome: "finished" });
  await finishRun(company.ports)({ run: first.run, outcome: "failed" });
  expect((await company.ports.runs.read(first.run))?.value.state).toBe("finished");
  const second = await beginRun(company.ports)(nightly);
  expect(second.run).toBe("r-20261124-030000-nightly-2");
  const inputs = await company.lake.readJson(generationKeys(second.run).inputs, runInputsSchema);
  expect(inputs?.generation).toBe(2);
});

test("a run that died frees the way when its lease has run out, and can do no more", async () => {
  const company = await published();
  const first = await beginRun(company.ports)(nightly);
  company.clock.at = new Date("2026-11-24T04:59:00Z");
  await expect(beginRun(company.ports)(nightly)).rejects.toMatchObject({ name: "Busy" });
  company.clock.at = new Date("2026-11-24T05:00:00Z");
  const second = await beginRun(company.ports)(nightly);
  await expect(computeGeneration(company.ports)({ run: first.run })).rejects.toMatchObject({
    name: "Conflict",
  });
  await finishRun(company.ports)({ run: first.run, outcome: "failed", error: "timed out" });
  expect((await company.ports.leases.read("refresh"))?.value.run).toBe(second.run);
});

test("computing holds the lease for longer", async () => {
  const company = await published();
  const { run } = await beginRun(company.ports)(nightly);
  company.clock.at = new Date("2026-11-24T04:30:00Z");
  await computeGeneration(company.ports)({ run });
  expect((await company.ports.leases.read("refresh"))?.value.expiresAt).toBe(
    "2026-11-24T06:30:00.000Z",
  );
});

test("without a published workspace nothing begins, and the lease is free", async () => {
  const company = aCompany(folder);
  await expect(beginRun(company.ports)(nightly)).rejects.toMatchObject({ name: "InputProblem" });
  expect(await company.ports.leases.read("refresh")).toBeUndefined();
});

test("definitions that cannot be read any more leave the known audiences, from which people must leave", async () => {
  const company = aCompany(folder);
  await company.publish(aFolder({ s: "{ age: x }" }), "broken");
  company.known.push({ audience: audienceIdSchema.parse("s@meta-main"), platform: "meta" });
  expect((await beginRun(company.ports)(nightly)).audiences).toEqual([
    { audience: "s@meta-main", platform: "meta" },
  ]);
});

test("a run that was never begun cannot be computed", async () => {
  const company = await published();
  await expect(computeGeneration(company.ports)({ run: runIdSchema.parse("r-x") })).rejects.toThrow(
    "was never begun",
  );
});
