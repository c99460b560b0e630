import { expect, test } from "vitest";
import { generationKeys } from "../../../lib/compute/contract.ts";
import type { GenerationPointer } from "../../../lib/compute/contract.ts";
import { Conflict } from "../../../lib/core/failure.ts";
import { runIdSchema } from "../../../lib/core/ids.ts";
import { publicationKey } from "../../../lib/membership/contract.ts";
import { publishGeneration } from "../../../lib/membership/publish-generation.ts";
import { table, write } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { memberId, memberships, memoryMembers } from "../../builders/members-bench.ts";
import type { MemoryMembers } from "../../builders/members-bench.ts";
import { memoryObjects } from "../../builders/memory-objects.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

const run = (of: string) => runIdSchema.parse(`r-${of}`);
const now = "2026-11-24T01:00:00.000Z";

interface Night {
  readonly generation: number;
  readonly unfinished?: readonly string[];
  readonly changes?: Readonly<Record<string, Record<string, string>>>;
}

const lake = memoryObjects();

/** Leaves in the lake what compute leaves. */
async function computed(of: string, { generation, unfinished = [], changes = {} }: Night) {
  const keys = generationKeys(run(of));
  await lake.writeJson(keys.inputs, {
    run: run(of),
    now,
    trigger: "nightly",
    generation,
    workspace: "w",
    manifests: {},
    previous: null,
    unfinished: unfinished.map(run),
  });
  await withBench()(async ({ engine, path }) => {
    const columns = { memberId: "VARCHAR", segments: "VARCHAR" } as const;
    const rows = Object.entries(changes).map(([id, segments]) => [
      memberId(id),
      JSON.stringify(segments),
    ]);
    await engine.load("changes", columns, rows);
    await engine.run(write(table("changes"), path("changes")));
    await lake.upload(path("changes"), keys.changes);
  });
}

const pointerTo = (of: Partial<GenerationPointer>) =>
  memoryRecords<GenerationPointer>({
    generation: { generation: 9, published: null, unfinished: [], ...of },
  });

const publish = (members: MemoryMembers, pointer = pointerTo({})) => {
  const waits: number[] = [];
  const verb = publishGeneration({
    lake,
    members,
    generation: pointer,
    withBench: withBench(),
    now: () => new Date(now),
    random: () => 1,
    wait: async (milliseconds) => void waits.push(milliseconds),
  });
  return { verb, waits, pointer: () => pointer.contents.get("generation")?.value };
};

test("changed customers are written with the run's generation, then the pointer moves", async () => {
  await computed("first", { generation: 1, changes: { a: { loyal: "2026-11-23" }, b: {} } });
  const members = memoryMembers();
  const { verb, pointer } = publish(members);
  expect(await verb({ run: run("first") })).toEqual({ written: 2 });
  expect(members.contents.get(memberId("a"))).toEqual({
    memberId: memberId("a"),
    gen: 1,
    segments: memberships({ loyal: "2026-11-23" }),
  });
  expect(pointer()).toEqual({ generation: 9, published: run("first"), unfinished: [] });
  expect(JSON.parse(lake.text(publicationKey(run("first"))))).toMatchObject({ written: 2 });
});

test("publishing a run again writes nothing", async () => {
  await computed("again", { generation: 1, changes: { a: { loyal: "2026-11-23" } } });
  const members = memoryMembers();
  const { verb } = publish(members);
  await verb({ run: run("again") });
  expect(await verb({ run: run("again") })).toEqual({ written: 0 });
  expect(members.writes()).toBe(1);
});

test("after a crash half way the run is unfinished, and its repetition writes only what is missing", async () => {
  const changes = { a: { s: "2026-11-24" }, b: { s: "2026-11-24" }, c: { s: "2026-11-24" } };
  await computed("crashed", { generation: 4, changes });
  let crash = true;
  const members = memoryMembers(({ memberId: id }) => {
    if (crash && id === memberId("c")) throw new Error("the function died");
    return undefined;
  });
  const { verb, pointer } = publish(members, pointerTo({ published: null }));
  await expect(verb({ run: run("crashed") })).rejects.toThrow("died");
  expect(pointer()).toMatchObject({ published: null, unfinished: [run("crashed")] });
  crash = false;
  expect(await verb({ run: run("crashed") })).toEqual({ written: 1 });
  expect(pointer()).toMatchObject({ published: run("crashed"), unfinished: [] });
});

test("the next run clears the runs that it found unfinished, and no others", async () => {
  await computed("next", { generation: 6, unfinished: ["lost"] });
  const { verb, pointer } = publish(
    memoryMembers(),
    pointerTo({ unfinished: [run("lost"), run("stranger")] }),
  );
  await verb({ run: run("next") });
  expect(pointer()).toMatchObject({ published: run("next"), unfinished: [run("stranger")] });
});

test("an older run cannot be published over a newer one", async () => {
  await computed("old", { generation: 2, changes: { a: { s: "2026-11-22" } } });
  await computed("new", { generation: 3 });
  const members = memoryMembers();
  const { verb, pointer } = publish(members, pointerTo({ published: run("new") }));
  await expect(verb({ run: run("old") })).rejects.toBeInstanceOf(Conflict);
  expect(members.writes()).toBe(0);
  expect(pointer()).toMatchObject({ published: run("new"), unfinished: [] });
});

test("a pointer that somebody else moved in the meantime is read again", async () => {
  await computed("raced", { generation: 7 });
  let races = 2;
  const pointer = memoryRecords<GenerationPointer>({}, () => {
    races -= 1;
    if (races >= 0) throw new Conflict("raced");
  });
  const { verb } = publish(memoryMembers(), pointer);
  await verb({ run: run("raced") });
  expect(pointer.contents.get("generation")?.value.published).toBe(run("raced"));
});
