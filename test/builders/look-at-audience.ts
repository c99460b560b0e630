import { expect } from "vitest";
import { segmentIdSchema } from "../../lib/core/ids.ts";
import type { RunId } from "../../lib/core/ids.ts";
import { loadDeciders, neverPushed } from "../../lib/push/judge-audience.ts";
import type { JudgedAudience } from "../../lib/push/judge-audience.ts";
import { loadGeneration, loadWhoIsWho } from "../../lib/push/load-generation.ts";
import type { Bench } from "../../lib/sql/bench.ts";
import type { Relation } from "../../lib/sql/relation.ts";
import type { PushWorld } from "./push-world.ts";
import { reusedBench } from "./reused-bench.ts";

const withBench = reusedBench();

export interface LookAt {
  readonly run: RunId;
  /** False: nobody asks for the audience any more. */
  readonly wanted?: boolean;
}

/** Looks at the world's audience as a run would push it, and expects that nothing changes by it. */
export async function lookAtAudience<T>(
  world: PushWorld,
  { run, wanted = true }: LookAt,
  look: (bench: Bench, people: Relation, audience: JudgedAudience) => Promise<T>,
): Promise<T> {
  const ports = world.ports();
  const { definitions, inputs } = await ports.definitionsOf(run);
  const [destination] = definitions.workspace.destinations;
  const [segment] = definitions.segments;
  if (destination === undefined || segment === undefined) throw new Error("the world is empty");
  const known = await world.audiences.read(world.audience);
  const record =
    known?.value ?? neverPushed(world.audience, segmentIdSchema.parse("loyal"), destination);
  const before = new Map(world.lake.contents);
  const found = await withBench(async (bench) => {
    await loadWhoIsWho(ports, bench, run);
    await loadGeneration(ports, bench, run);
    const people = await loadDeciders(ports, bench, inputs);
    const audience = { definitions, destination, record, segment: wanted ? segment : undefined };
    return look(bench, people, audience);
  });
  expect(world.lake.contents).toEqual(before);
  expect(await world.audiences.read(world.audience)).toEqual(known);
  return found;
}
