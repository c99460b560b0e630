import * as z from "zod";
import { generationKeys, readRunInputs } from "../compute/contract.ts";
import type { GenerationPointer, RunInputs } from "../compute/contract.ts";
import { Conflict } from "../core/failure.ts";
import { memberIdSchema } from "../core/ids.ts";
import type { RunId } from "../core/ids.ts";
import { parquet } from "../sql/relation.ts";
import type { SqlRow } from "../sql/engine.ts";
import { membershipsSchema, publicationKey } from "./contract.ts";
import type { Publication } from "./contract.ts";
import { movePointer } from "./move-pointer.ts";
import type { MemberChange, MembershipPorts } from "./ports.ts";
import { writeMembers } from "./write-members.ts";
import type { Written } from "./write-members.ts";

/** Changes handed to the table at once: enough that its connections never idle, little to hold. */
const batchSize = 2000;

const jsonSchema = z.string().transform((text): unknown => JSON.parse(text));
const changeSchema = z.object({
  memberId: memberIdSchema,
  segments: jsonSchema.pipe(membershipsSchema),
});

/** Told before the first write: until the pointer moves, the next run writes these members again. */
const begin = (run: RunId) => (pointer: GenerationPointer) => ({
  ...pointer,
  unfinished: [...pointer.unfinished.filter((other) => other !== run), run],
});

/** This run's changes hold those of the runs that it found unfinished. */
const finish = (inputs: RunInputs) => (pointer: GenerationPointer) => ({
  ...pointer,
  published: inputs.run,
  unfinished: pointer.unfinished.filter(
    (other) => other !== inputs.run && !inputs.unfinished.includes(other),
  ),
});

async function refuseOlder(ports: MembershipPorts, inputs: RunInputs, published: string) {
  const newest = await readRunInputs(ports.lake, published);
  if (newest.generation > inputs.generation)
    throw new Conflict(`run ${inputs.run} is older than the published run ${published}`);
}

async function* batches(rows: AsyncIterable<SqlRow>, gen: number): AsyncGenerator<MemberChange[]> {
  let batch: MemberChange[] = [];
  for await (const row of rows) {
    batch.push({ ...changeSchema.parse(row), gen });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function writeChanges(ports: MembershipPorts, inputs: RunInputs): Promise<Written> {
  const total = { written: 0, alreadyApplied: 0 };
  await ports.withBench(async ({ engine, path }) => {
    const file = path("changes.parquet");
    await ports.lake.download(generationKeys(inputs.run).changes, file);
    for await (const batch of batches(engine.rows(parquet(file)), inputs.generation)) {
      const { written, alreadyApplied } = await writeMembers(ports, batch);
      total.written += written;
      total.alreadyApplied += alreadyApplied;
    }
  });
  return total;
}

/**
 * Writes the changed customers of a generation to the members table, one conditional write each,
 * then moves the pointer to it. May be repeated after any crash: what was written is not written
 * again. `written` counts the writes that changed an item. Throws `Conflict` when a newer run is
 * published already, `PlatformFailure` when the table stays too busy.
 */
export const publishGeneration =
  (ports: MembershipPorts) =>
  async ({ run }: { readonly run: RunId }): Promise<{ readonly written: number }> => {
    const started = ports.now();
    const inputs = await readRunInputs(ports.lake, run);
    const pointer = (await ports.generation.read("generation"))?.value;
    const published = pointer?.published ?? null;
    if (published === run) return { written: 0 };
    if (published !== null) await refuseOlder(ports, inputs, published);
    await movePointer(ports.generation, begin(run));
    const done = await writeChanges(ports, inputs);
    const seconds = (ports.now().getTime() - started.getTime()) / 1000;
    const publication: Publication = { run, ...done, seconds };
    await ports.lake.writeJson(publicationKey(run), publication);
    await movePointer(ports.generation, finish(inputs));
    return { written: done.written };
  };
