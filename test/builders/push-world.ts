import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import { generationKeys } from "../../lib/compute/contract.ts";
import type { RunInputs } from "../../lib/compute/contract.ts";
import { audienceIdSchema, destinationIdSchema, fileIdSchema, memberIdSchema, runIdSchema, segmentIdSchema } from "../../lib/core/ids.ts";
import type { RunId } from "../../lib/core/ids.ts";
import { datasetKey, manifestKey, peopleColumns, peopleKey } from "../../lib/ingest/contract.ts";
import type { Audience, Hold, PushInput } from "../../lib/push/contract.ts";
import type { PushPorts } from "../../lib/push/ports.ts";
import type { Bench } from "../../lib/sql/bench.ts";
import { pushAudience } from "../../lib/push/push-audience.ts";
import type { Segment } from "../../lib/segments/contract.ts";
import type { SqlValue } from "../../lib/sql/engine.ts";
import { castOrNull, column } from "../../lib/sql/expression.ts";
import type { Expression } from "../../lib/sql/expression.ts";
import { select, table, write } from "../../lib/sql/relation.ts";
import { memoryObjects } from "./memory-objects.ts";
import { memoryPlatform } from "./memory-platform.ts";
import { memoryRecords } from "./memory-records.ts";

/** A member id that reads: `m-anna` padded to 22. */
const member = (name: string): string => name.padEnd(22, "_");

export interface Person {
  readonly emails?: readonly string[];
  readonly phones?: readonly string[];
}
export interface Consent {
  readonly who: string;
  readonly purpose?: string;
  readonly granted: boolean;
  readonly at?: string;
}

const guard = { shrink: 0.3, grow: 1, minimum: 4 };
const now = "2026-11-24T01:00:00.000Z";
const audience = audienceIdSchema.parse("loyal@meta-main");

function aSegment(differs: Partial<Segment>): Segment {
  return {
    id: segmentIdSchema.parse("loyal"),
    names: { en: "Loyal" },
    name: "Loyal",
    why: undefined,
    owner: undefined,
    exclude: [],
    holdout: 0,
    exclusive: undefined,
    guard,
    to: [{ audience, destination: destinationIdSchema.parse("meta-main"), label: "Loyal", use: "target", approve: "never" }],
    place: { file: "segments/loyal.yaml" },
    ...differs,
  };
}

async function withBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  const engine = await openDuckDb({ scratch: folder, memoryMb: 256, threads: 1 });
  try {
    return await work({ engine, path: (name) => path.join(folder, name.replaceAll("/", "_")) });
  } finally {
    engine.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * One audience and all that its push reads, in memory: `people`, `members` of the segment and
 * `consents` can be changed between runs, `push` runs one whole push (all its short runs).
 */
export function pushWorld(differs: { segment?: Partial<Segment>; consent?: readonly string[]; rowsPerCall?: number } = {}) {
  const lake = memoryObjects();
  const audiences = memoryRecords<Audience>();
  const holds = memoryRecords<Hold>();
  const manifests = memoryRecords<{ version: number }>();
  const platform = memoryPlatform(differs.rowsPerCall ?? 2);
  const erased: string[] = [];
  const paused = { is: false };
  let version = 0;
  let runs = 0;
  let clock = Date.parse(now);
  let segment = aSegment(differs.segment ?? {});

  const save = (key: string, columns: Parameters<Bench["engine"]["load"]>[1], rows: SqlValue[][]) =>
    withBench(async ({ engine, path: at }) => {
      await engine.load("loaded", columns, rows);
      const types: Record<string, Expression> = "at" in columns ? { at: castOrNull(column("at"), "TIMESTAMP") } : {};
      const all = Object.fromEntries(Object.keys(columns).map((name) => [name, column(name)]));
      await engine.run(write(select({ from: table("loaded"), columns: { ...all, ...types } }), at("out")));
      await lake.upload(at("out"), key);
    });
  const manifest = async (dataset: string, id: string) => {
    version += 1;
    const entry = { id: fileIdSchema.parse(id), file: "f", order: String(version), receivedAt: now, contentHash: "c", mapHash: "m", rows: 1 };
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
  let peopleVersion = 0;

  const world = {
    lake,
    audiences,
    holds,
    platform,
    erased,
    paused,
    audience,
    changeSegment: (change: Partial<Segment>) => {
      segment = aSegment({ ...differs.segment, ...change });
    },
    moveClock: (seconds: number) => {
      clock += seconds * 1000;
    },
    setPeople: async (people: Readonly<Record<string, Person>>) => {
      const id = fileId();
      const names = Object.keys(peopleColumns);
      const loaded = Object.fromEntries(
        names.map((name) => [name, peopleColumns[name as keyof typeof peopleColumns] === "TIMESTAMP" ? "VARCHAR" : peopleColumns[name as keyof typeof peopleColumns]]),
      ) as Parameters<Bench["engine"]["load"]>[1];
      const rows = Object.entries(people).map(([name, { emails = [], phones = [] }], at) =>
        names.map((column): SqlValue => {
          if (column === "memberId") return member(name);
          if (column === "line") return at + 2;
          if (column === "rules") return 1;
          if (column.endsWith("_emails")) return [...emails];
          if (column.endsWith("_phones")) return [...phones];
          return null;
        }),
      );
      await save(peopleKey(id), loaded, rows);
      peopleVersion = await manifest("customers", id);
    },
    setConsents: async (consents: readonly Consent[]) => {
      const id = fileId();
      const rows = consents.map(({ who, purpose = "advertising", granted, at = "2026-01-01 00:00:00" }, line): SqlValue[] => [
        member(who), purpose, granted, at, line + 2, null, null, null,
      ]);
      await save(
        datasetKey("consents", id),
        { memberId: "VARCHAR", purpose: "VARCHAR", granted: "BOOLEAN", at: "VARCHAR", line: "BIGINT", source: "VARCHAR", wording: "VARCHAR", evidence: "VARCHAR" },
        rows,
      );
      await manifest("consents", id);
    },
    consentAll: (...who: readonly string[]) => world.setConsents(who.map((one) => ({ who: one, granted: true }))),
    ports: (): PushPorts => ({
      lake,
      audiences,
      holds,
      manifests,
      stops: { paused: async () => paused.is, erased: async () => erased.map((name) => memberIdSchema.parse(member(name))) },
      definitionsOf: async (run) => ({
        inputs: inputsOf(runIdSchema.parse(run)),
        definitions: {
          segments: [segment],
          workspace: {
            settings: { name: "Shop", guard, minimumAge: 18, unknownAge: "let-through", holdout: 0 },
            destinations: [
              {
                id: "meta-main",
                platform: "meta",
                adAccount: "1",
                secret: "s",
                identifiers: ["email", "phone"],
                consent: differs.consent ?? ["advertising"],
                only: undefined,
                place: { file: "destinations.yaml" },
              },
            ],
          },
        } as never,
      }),
      platform: async () => platform,
      withBench,
      clock: () => new Date(clock),
      owner: `writer-${runs}`,
      timeLeft: () => 600_000,
    }),
    /** A new run with these members of the segment (and marks), pushed until done in both lanes. */
    push: async (members: readonly string[], marks: Readonly<Record<string, readonly string[]>> = {}) => {
      const run = await world.generation(members, marks);
      await world.pushRun(run, "removals");
      await world.pushRun(run, "all");
      const found = await audiences.read(audience);
      return found?.value.report ?? undefined;
    },
    generation: async (members: readonly string[], marks: Readonly<Record<string, readonly string[]>> = {}) => {
      runs += 1;
      const run = runIdSchema.parse(`r-${runs}`);
      const keys = generationKeys(run);
      await save(keys.memberships, { segment: "VARCHAR", memberId: "VARCHAR", since: "VARCHAR" }, members.map((name) => ["loyal", member(name), "2026-11-24"]));
      await save(keys.marks, { mark: "VARCHAR", memberId: "VARCHAR" }, Object.entries(marks).flatMap(([mark, who]) => who.map((name) => [mark, member(name)])));
      return run;
    },
    pushRun: async (run: RunId, lane: PushInput["lane"]) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const step = await pushAudience(world.ports())({ run, now, audience, lane });
        if (step.done) return;
        world.moveClock(step.wait);
      }
      throw new Error("the push never ended");
    },
  };
  return world;
}
