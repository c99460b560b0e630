import { generationKeys } from "../../lib/compute/contract.ts";
import type { Dataset } from "../../lib/core/dataset.ts";
import { fileIdSchema } from "../../lib/core/ids.ts";
import type { RunId } from "../../lib/core/ids.ts";
import {
  customerConsentsKey,
  datasetKey,
  manifestKey,
  partsOf,
  peopleKey,
} from "../../lib/ingest/contract.ts";
import { peopleColumns } from "../../lib/ingest/contract-columns.ts";
import type { Bench } from "../../lib/sql/bench.ts";
import type { SqlValue } from "../../lib/sql/engine.ts";
import { castOrNull, column } from "../../lib/sql/expression.ts";
import type { Expression, SqlType } from "../../lib/sql/expression.ts";
import { select, table, write } from "../../lib/sql/relation.ts";
import type { MemoryObjects } from "./memory-objects.ts";
import { memoryRecords } from "./memory-records.ts";
import { reusedBench } from "./reused-bench.ts";

/** A member id that reads: `anna` padded to 22. */
export const member = (name: string): string => name.padEnd(22, "_");

/** E-mails and phones stand in both platforms' columns; `cells` are other columns of identities/people. */
export interface Person {
  readonly emails?: readonly string[];
  readonly phones?: readonly string[];
  readonly cells?: Readonly<Record<string, string>>;
}
export type People = Readonly<Record<string, Person>>;
export interface Consent {
  readonly who: string;
  readonly purpose?: string;
  readonly granted: boolean;
  readonly at?: string;
}

/** The moment of every run and the arrival of every file. */
export const now = "2026-11-24T01:00:00.000Z";

/** Apart from the push's: files may come while one is at work. */
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

const consentRows = (consents: readonly Consent[]): SqlValue[][] =>
  consents.map(({ who, purpose = "advertising", granted, at = "2026-01-01 00:00:00" }, line) => [
    member(who),
    purpose,
    granted,
    at,
    line + 2,
    null,
    null,
    null,
  ]);

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

const peopleRows = (people: People): SqlValue[][] =>
  Object.entries(people).map(([name, person], at) => personRow(name, person, at + 2));

type Sets = Readonly<Record<string, readonly string[]>>;
const pairs = (sets: Sets): SqlValue[][] =>
  Object.entries(sets).flatMap(([name, who]) => who.map((one) => [name, member(one)]));

/** What ingest wrote of a file: its rows by key, and what its manifest entry says. */
interface Written {
  readonly parts?: number;
  readonly consents?: boolean;
  readonly people?: boolean;
}

/** The lake of a push: each dataset has one file, the newest that was set. */
export function pushLake(lake: MemoryObjects) {
  const manifests = memoryRecords<{ version: number }>();
  let version = 0;

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
  const fileId = () => fileIdSchema.parse((version + 1).toString(16).padStart(16, "0"));
  const count = async (dataset: Dataset, differs: Written = {}) => {
    const id = fileId();
    version += 1;
    const entry = {
      id,
      file: "f",
      order: String(version).padStart(4, "0"),
      receivedAt: now,
      contentHash: "c",
      mapHash: "m",
      rows: 1,
      parts: 1,
      full: false,
      consents: false,
      people: false,
      ...differs,
    };
    await lake.writeJson(manifestKey(dataset, version), { dataset, version, files: [entry] });
    const found = await manifests.read(dataset);
    await manifests.write(dataset, { version }, found?.version ?? 0);
  };
  const savePeople = (part: string, people: People) =>
    save(peopleKey(part), loaded(peopleColumns), peopleRows(people));

  return {
    manifests,
    /** Versions of the manifests as they are now. */
    versions: () =>
      Object.fromEntries([...manifests.contents].map(([id, { value }]) => [id, value.version])),
    setPeople: async (
      people: People,
      {
        parts = 1,
        consents,
      }: { readonly parts?: number; readonly consents?: readonly Consent[] } = {},
    ) => {
      const names = Object.entries(people);
      const each = Math.ceil(names.length / parts);
      for (const [at, part] of partsOf({ id: fileId(), parts }).entries()) {
        await savePeople(part, Object.fromEntries(names.slice(at * each, (at + 1) * each)));
        if (consents !== undefined && at === 0)
          await save(customerConsentsKey(part), consentColumns, consentRows(consents));
        if (consents !== undefined && at > 0)
          await save(customerConsentsKey(part), consentColumns, []);
      }
      await count("customers", { parts, consents: consents !== undefined });
    },
    /** A dataset whose file knows these people by e-mail, if any. */
    setConsents: async (consents: readonly Consent[], byEmail?: People) => {
      await save(datasetKey("consents", fileId()), consentColumns, consentRows(consents));
      if (byEmail !== undefined) await savePeople(fileId(), byEmail);
      await count("consents", { people: byEmail !== undefined });
    },
    setObjections: async (who: readonly string[], byEmail?: People) => {
      const columns = { memberId: "VARCHAR", at: "VARCHAR" } as const;
      const rows = who.map((name): SqlValue[] => [member(name), "2099-01-01 00:00:00"]);
      await save(datasetKey("objections", fileId()), columns, rows);
      if (byEmail !== undefined) await savePeople(fileId(), byEmail);
      await count("objections", { people: byEmail !== undefined });
    },
    /** A file of orders or erasures of people who are known by e-mail. */
    setByEmail: async (dataset: "orders" | "erasures", people: People) => {
      await savePeople(fileId(), people);
      await count(dataset, { people: true });
    },
    /** What compute handed on: members of segments, marks, and whose the aliases are. */
    saveGeneration: async (
      run: RunId,
      of: Readonly<Record<"memberships" | "marks", Sets>> & {
        readonly aliases: Readonly<Record<string, string>>;
      },
    ) => {
      const keys = generationKeys(run);
      await save(
        keys.memberships,
        { segment: "VARCHAR", memberId: "VARCHAR", since: "VARCHAR" },
        pairs(of.memberships).map((pair) => [...pair, "2026-11-24"]),
      );
      await save(keys.marks, { mark: "VARCHAR", memberId: "VARCHAR" }, pairs(of.marks));
      const aliases = Object.entries(of.aliases).map((pair) => pair.map(member));
      if (aliases.length === 0) return;
      await save(keys.aliases, { alias: "VARCHAR", memberId: "VARCHAR" }, aliases);
      await lake.writeJson(keys.summary, {
        run,
        now,
        day: "2026-11-24",
        customers: 1,
        aliases: aliases.length,
        segments: [],
        changes: 0,
        rfm: null,
        seconds: 1,
      });
    },
  };
}
