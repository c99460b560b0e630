import * as z from "zod";
import type { CountryCode } from "../identity/country.ts";
import type { Pseudonyms } from "../identity/member-id.ts";
import { type Expression, call, column } from "../sql/expression.ts";
import {
  type Join,
  type Relation,
  create,
  parquet,
  select,
  table,
  union,
  write,
} from "../sql/relation.ts";
import { type HashSlices, type Slice, hashInline } from "./hash-own-cells.ts";
import { type Cells, hashSharedCells, profileKinds, sharedKinds } from "./hash-shared-cells.ts";
import { findKnownPeople } from "./known-people.ts";
import type { NamedMembers } from "./name-members.ts";
import { type HashedUnder, planContactKeys, planContacts } from "./plan-contacts.ts";
import { contactName } from "./plan-customers.ts";
import { planPeople, profileColumns, profileJoins } from "./plan-people.ts";
import { isKept } from "./plan-rows.ts";
import type { Workbench } from "./ports.ts";

/** How the people of a part of a customers file are hashed. */
export interface Hashing {
  readonly pseudonyms: Pick<Pseudonyms, "pads">;
  /** Where people without a usable country dial and get their post. */
  readonly region: CountryCode;
  readonly members: NamedMembers;
  /** Local files of identities, in which people are looked up in this order. */
  readonly earlier: readonly string[];
  /** For more people than are hashed in no time. */
  readonly hashSlices: HashSlices;
}

/** The people of a part of a customers file. */
export interface HashedPeople {
  /** `identities/people` of the part, a file on the workbench. */
  readonly path: string;
  /** To be joined to the rows, as `rows`. */
  readonly joins: readonly Join[];
  /** Column of `datasetColumns.customers` → what it becomes, of what is joined. */
  readonly columns: Readonly<Record<string, Expression>>;
}

type Bench = Pick<Workbench, "engine" | "scratch">;

/** Rows that are hashed at once by one of several: little memory, and work for everybody to the end. */
const sliceSize = 100_000;
/** Fewer rows are hashed before anybody could be called to help. */
const worthHelp = 20_000;

const rangeSchema = z.object({ rows: z.int(), from: z.int().nullable(), to: z.int().nullable() });

/** Hashes what is a person's own. Gives the files. */
async function hashOwn(
  { engine, scratch }: Bench,
  contacts: string,
  { region, hashSlices }: Hashing,
): Promise<readonly string[]> {
  const line = column("line");
  const range = select({
    note: "how much there is to hash",
    from: parquet(contacts),
    columns: { rows: call("count"), from: call("min", line), to: call("max", line) },
  });
  const [found] = await engine.all(range, rangeSchema);
  const { rows = 0, from, to } = found ?? {};
  const first = from ?? 0;
  const many = Math.max(1, Math.ceil(rows / sliceSize));
  const width = Math.ceil(((to ?? 0) - first + 1) / many);
  const slices = Array.from({ length: many }, (_, at): Slice => {
    const begins = first + at * width;
    const path = scratch.path(`own-${at + 1}.parquet`);
    return { contacts, region, from: begins, to: begins + width - 1, path };
  });
  await (rows < worthHelp ? hashInline : hashSlices)(slices, engine);
  return slices.map(({ path }) => path);
}

/** Hashes what people share: of all rows what the dataset needs, of those to be hashed the rest. */
async function hashShared(
  { engine }: Bench,
  cells: { readonly judged: Cells; readonly contacts: Cells },
): Promise<void> {
  const profile: ReadonlySet<string> = new Set(profileKinds);
  for (const kind of sharedKinds)
    await hashSharedCells(engine, kind, profile.has(kind) ? cells.judged : cells.contacts);
}

const kept = (rows: Relation): Relation =>
  select({ from: rows, everything: true, columns: {}, where: isKept });

async function findKnown(
  { engine }: Bench,
  rows: Relation,
  hashing: Hashing & { under: HashedUnder },
) {
  const keys = "contact keys";
  if (hashing.earlier.length > 0) {
    await engine.run({ is: "drop", name: keys });
    await engine.run(create(keys, planContactKeys(rows, hashing.under)));
  }
  return findKnownPeople(engine, table(keys), hashing.earlier);
}

/**
 * Makes the identities of all kept rows (with their `line`) of customers: hashes under both platforms'
 * rules, once for each text that people share, not at all for people whom an earlier file has just so.
 */
export async function hashPeople(
  bench: Bench,
  rows: Relation,
  hashing: Hashing,
): Promise<HashedPeople> {
  const { engine, scratch } = bench;
  const { pseudonyms, region, members } = hashing;
  const { pads } = pseudonyms;
  const knownBy = members.identities === undefined ? "id" : "email";
  const under = { pads, region, knownBy } as const;
  const earlier = await findKnown(bench, rows, { ...hashing, under });
  const contacts = scratch.path("contacts.parquet");
  await engine.run(write(planContacts(rows, under, earlier.others), contacts));
  const judged = {
    rows: kept(rows),
    cell: (kind: string) => column(contactName(kind), "rows"),
    region,
  };
  const cells = {
    rows: parquet(contacts),
    cell: (kind: string) => column(kind, "rows"),
    region,
  };
  const own = await hashOwn(bench, contacts, hashing);
  await hashShared(bench, { judged, contacts: cells });
  const fresh = planPeople({ contacts, own, cells, members }, under);
  const path = scratch.path("people.parquet");
  await engine.run(write(union(fresh, ...earlier.people), path));
  return { path, joins: profileJoins(path, judged), columns: profileColumns(pads) };
}
