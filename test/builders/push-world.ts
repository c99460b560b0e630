import { generationKeys } from "../../lib/compute/contract.ts";
import type { RunInputs } from "../../lib/compute/contract.ts";
import { audienceIdSchema, fileIdSchema, memberIdSchema, runIdSchema } from "../../lib/core/ids.ts";
import type { RunId } from "../../lib/core/ids.ts";
import { datasetKey, manifestKey, peopleColumns, peopleKey } from "../../lib/ingest/contract.ts";
import type { Audience, Hold, PushInput } from "../../lib/push/contract.ts";
import type { PushPorts } from "../../lib/push/ports.ts";
import { pushAudience } from "../../lib/push/push-audience.ts";
import type { Definitions, Segment } from "../../lib/segments/contract.ts";
import type { Bench } from "../../lib/sql/bench.ts";
import type { SqlValue } from "../../lib/sql/engine.ts";
import { castOrNull, column } from "../../lib/sql/expression.ts";
import type { Expression, SqlType } from "../../lib/sql/expression.ts";
import { select, table, write } from "../../lib/sql/relation.ts";
import { memoryObjects } from "./memory-objects.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { memoryRecords } from "./memory-records.ts";
import { aSegment, destinationOf, someDefinitions } from "./push-definitions.ts";
import type { DestinationDiffers } from "./push-definitions.ts";
import { reusedBench } from "./reused-bench.ts";

/** A member id that reads: `anna` padded to 22. */
export const member = (name: string): string => name.padEnd(22, "_");

/** E-mails and phones stand in both platforms' columns; `cells` are other columns of identities/people. */
export interface Person {
  readonly emails?: readonly string[];
  readonly phones?: readonly string[];
  readonly cells?: Readonly<Record<string, string>>;
}
export interface Consent {
  readonly who: string;
  readonly purpose?: string;
  readonly granted: boolean;
  readonly at?: string;
}

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

const now = "2026-11-24T01:00:00.000Z";
const withBench = reusedBench();

/** Columns as they are loaded; times become times when they are written. */
const loaded = (columns: Readonly<Record<string, SqlType>>): Record<string, SqlType> =>
  Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [name, type === "TIMESTAMP" ? "VARCHAR" : type]),
  );

const consentColumns = {
  memberId: "VARCHAR",
  purpose: "VARCHAR",
  granted: "BOOLEAN",
  at: "VARCHAR",
  line: "BIGINT",
  source: "VARCHAR",
  wording: "VARCHAR",
  evidence: "VARCHAR",
} as const;

function personRow(name: string, person: Person, line: number): SqlValue[] {
  const { emails = [], phones = [], cells = {} } = person;
  return Object.keys(peopleColumns).map((column_): SqlValue => {
    if (column_ === "memberId") return member(name);
    if (column_ === "line") return line;
    if (column_ === "rules") return 1;
    // A person without any has an empty list or none at all: both are met.
    if (column_.endsWith("_emails")) return emails.length === 0 ? null : [...emails];
    if (column_.endsWith("_phones")) return [...phones];
    return cells[column_] ?? null;
  });
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
  const manifests = memoryRecords<{ version: number }>();
  const platform = memoryPlatform(differs.rowsPerCall ?? 2);
  const destination = destinationOf[differs.platform ?? "meta"];
  const audience = audienceIdSchema.parse(`loyal@${destination}`);
  const erased: string[] = [];
  const paused = { is: false };
  let version = 0;
  let runs = 0;
  let clock = Date.parse(now);
  let peopleVersion = 0;
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

  const save = (key: string, columns: Readonly<Record<string, SqlType>>, rows: SqlValue[][]) =>
    withBench(async ({ engine, path: at }: Bench) => {
      await engine.load("loaded", columns, rows);
      const types: Record<string, Expression> =
        "at" in columns ? { at: castOrNull(column("at"), "TIMESTAMP") } : {};
      const all = Object.fromEntries(Object.keys(columns).map((name) => [name, column(name)]));
      await engine.run(
        write(select({ from: table("loaded"), columns: { ...all, ...types } }), at("out")),
      );
      await lake.upload(at("out"), key);
    });
  const manifest = async (dataset: string, id: string) => {
    version += 1;
    const entry = {
      id: fileIdSchema.parse(id),
      file: "f",
      order: String(version),
      receivedAt: now,
      contentHash: "c",
      mapHash: "m",
      rows: 1,
    };
    await lake.writeJson(manifestKey(dataset, version), { dataset, version, files: [entry] });
    const found = await manifests.read(dataset);
    await manifests.write(dataset, { version }, found?.version ?? 0);
    return version;
  };
  const fileId = () => (version + 1).toString(16).padStart(16, "0");

  const inputsOf = (run: RunId): RunInputs => ({
    run,
    now,
    trigger: "asked",
    generation: runs,
    workspace: "w",
    manifests: { customers: peopleVersion },
    previous: null,
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
    setPeople: async (people: Readonly<Record<string, Person>>) => {
      const id = fileId();
      const rows = Object.entries(people).map(([name, person], at) =>
        personRow(name, person, at + 2),
      );
      await save(peopleKey(id), loaded(peopleColumns), rows);
      peopleVersion = await manifest("customers", id);
    },
    setConsents: async (consents: readonly Consent[]) => {
      const id = fileId();
      const rows = consents.map(
        (
          { who, purpose = "advertising", granted, at = "2026-01-01 00:00:00" },
          line,
        ): SqlValue[] => [member(who), purpose, granted, at, line + 2, null, null, null],
      );
      await save(datasetKey("consents", id), consentColumns, rows);
      await manifest("consents", id);
    },
    consentAll: (...who: readonly string[]) =>
      world.setConsents(who.map((one) => ({ who: one, granted: true }))),
    ports: (): PushPorts => ({
      lake,
      audiences,
      holds,
      manifests,
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
      const keys = generationKeys(run);
      const memberships = Object.entries({ loyal: members, ...others }).flatMap(([segment, who]) =>
        who.map((name): SqlValue[] => [segment, member(name), "2026-11-24"]),
      );
      const marked = Object.entries(marks).flatMap(([mark, who]) =>
        who.map((name): SqlValue[] => [mark, member(name)]),
      );
      await save(
        keys.memberships,
        { segment: "VARCHAR", memberId: "VARCHAR", since: "VARCHAR" },
        memberships,
      );
      await save(keys.marks, { mark: "VARCHAR", memberId: "VARCHAR" }, marked);
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
