import type { RunInputs } from "../../lib/compute/contract.ts";
import { audienceIdSchema, memberIdSchema, runIdSchema } from "../../lib/core/ids.ts";
import type { RunId } from "../../lib/core/ids.ts";
import type { Audience, Hold, PushInput } from "../../lib/push/contract.ts";
import type { PushPorts } from "../../lib/push/ports.ts";
import { pushAudience } from "../../lib/push/push-audience.ts";
import type { Definitions, Segment } from "../../lib/segments/contract.ts";
import { memoryObjects } from "./memory-objects.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { memoryRecords } from "./memory-records.ts";
import { aSegment, destinationOf, someDefinitions } from "./push-definitions.ts";
import type { DestinationDiffers } from "./push-definitions.ts";
import { member, now, pushLake } from "./push-lake.ts";
import { reusedBench } from "./reused-bench.ts";

const withBench = reusedBench();

export interface WorldDiffers extends DestinationDiffers {
  readonly segment?: Partial<Segment>;
  /** Other segments of the workspace. */
  readonly others?: readonly Segment[];
  readonly settings?: Partial<Definitions["workspace"]["settings"]>;
  readonly rowsPerCall?: number;
}

/** Who is in which segment, and who carries which mark. */
export interface Generation {
  readonly marks?: Readonly<Record<string, readonly string[]>>;
  readonly others?: Readonly<Record<string, readonly string[]>>;
}

/**
 * One audience and all that its push reads, in memory: `people`, `members` of the segment and
 * `consents` can be changed between runs, `push` runs one whole push (all its short runs).
 */
export function pushWorld(differs: WorldDiffers = {}) {
  /** Asked before every write to the stores; may throw, to play a crash. */
  const stores = { before: (_what: string): void => undefined };
  const lake = memoryObjects((operation, key) => stores.before(`${operation} ${key}`));
  const audiences = memoryRecords<Audience>({}, (operation, id) =>
    stores.before(`${operation} ${id}`),
  );
  const holds = memoryRecords<Hold>();
  const files = pushLake(lake);
  const platform = memoryPlatform(differs.rowsPerCall ?? 2);
  const destination = destinationOf[differs.platform ?? "meta"];
  const audience = audienceIdSchema.parse(`loyal@${destination}`);
  const erased: string[] = [];
  const paused = { is: false };
  const aliases: Record<string, string> = {};
  let runs = 0;
  let clock = Date.parse(now);
  let definitions: Definitions;
  const define = (change: WorldDiffers) => {
    const segment = aSegment("loyal", destination, { ...differs.segment, ...change.segment });
    definitions = someDefinitions(
      [segment, ...(change.others ?? differs.others ?? [])],
      { ...differs, ...change },
      { ...differs.settings, ...change.settings },
    );
  };
  define({});

  const inputsOf = (run: RunId): RunInputs => ({
    run,
    now,
    trigger: "asked",
    generation: runs,
    workspace: "w",
    manifests: files.versions(),
    previous: runs > 1 ? runIdSchema.parse(`r-${runs - 1}`) : null,
    unfinished: [],
  });

  const world = {
    lake,
    audiences,
    holds,
    platform,
    erased,
    paused,
    audience,
    stores,
    /** Changes the workspace from here on; what is not named is as the world began. */
    change: define,
    moveClock: (seconds: number) => {
      clock += seconds * 1000;
    },
    record: async () => {
      const found = await audiences.read(audience);
      if (found === undefined) throw new Error("no audience yet");
      return found.value;
    },
    setPeople: files.setPeople,
    setConsents: files.setConsents,
    setObjections: files.setObjections,
    setByEmail: files.setByEmail,
    /** Customers behind people who are known by e-mail, by later generations. */
    aliases,
    consentAll: (...who: readonly string[]) =>
      world.setConsents(who.map((one) => ({ who: one, granted: true }))),
    ports: (): PushPorts => ({
      lake,
      audiences,
      holds,
      manifests: files.manifests,
      stops: {
        paused: async () => paused.is,
        erased: async () => erased.map((name) => memberIdSchema.parse(member(name))),
      },
      definitionsOf: async (run) => ({ inputs: inputsOf(runIdSchema.parse(run)), definitions }),
      platform: async () => platform,
      withBench,
      clock: () => new Date(clock),
      owner: `writer-${runs}`,
      timeLeft: () => 600_000,
    }),
    /** A new run with these members of the segment, pushed until done in both lanes. */
    push: async (members: readonly string[], more: Generation = {}) => {
      const run = await world.generation(members, more);
      await world.pushRun(run, "removals");
      await world.pushRun(run, "all");
      const found = await audiences.read(audience);
      return found?.value.report ?? undefined;
    },
    generation: async (
      members: readonly string[],
      { marks = {}, others = {} }: Generation = {},
    ) => {
      runs += 1;
      const run = runIdSchema.parse(`r-${runs}`);
      await files.saveGeneration(run, {
        memberships: { loyal: members, ...others },
        marks,
        aliases,
      });
      return run;
    },
    /** One short run. */
    step: (run: RunId, lane: PushInput["lane"]) =>
      pushAudience(world.ports())({ run, now, audience, lane }),
    pushRun: async (run: RunId, lane: PushInput["lane"]) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const step = await world.step(run, lane);
        if (step.done) return;
        world.moveClock(step.wait);
      }
      throw new Error("the push never ended");
    },
  };
  return world;
}
export type PushWorld = ReturnType<typeof pushWorld>;
