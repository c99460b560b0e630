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
import { type KnownPeople, findKnownPeople } from "./known-people.ts";
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

/** The contact data in slices. */
async function slice(
  { engine, scratch }: Bench,
  contacts: string,
  region: CountryCode,
): Promise<{ readonly rows: number; readonly slices: readonly Slice[] }> {
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
  const slices = Array.from({ length: many }, (_, at) => {
    const begins = first + at * width;
    const path = scratch.path(`slice-${at + 1}.parquet`);
    return { contacts, region, from: begins, to: begins + width - 1, path };
  });
  return { rows, slices };
}

/** Reads what is a person's own. Gives the files. */
async function hashOwn(
  bench: Bench,
  contacts: string,
  { region, hashSlices }: Hashing,
): Promise<readonly string[]> {
  const { rows, slices } = await slice(bench, contacts, region);
  await (rows < worthHelp ? hashInline : hashSlices)(slices, bench.engine);
  return slices.map(({ path }) => path);
}

/** Hashes what people share: of all rows what the dataset needs, of those to be hashed the rest. */
async function hashShared(
  { engine }: Bench,
  { judged, contacts }: { readonly judged: Cells; readonly contacts: Cells },
): Promise<void> {
  const inDataset: ReadonlySet<string> = new Set(profileKinds);
  for (const kind of sharedKinds)
    await hashSharedCells(engine, kind, inDataset.has(kind) ? judged : contacts);
}

/** Looks for the people of the kept rows in earlier files. */
async function findKnown(
  { engine }: Bench,
  rows: Relation,
  { earlier, under }: { readonly earlier: readonly string[]; readonly under: HashedUnder },
): Promise<KnownPeople> {
  const keys = "contact keys";
  await engine.run({ is: "drop", name: keys });
  if (earlier.length > 0) await engine.run(create(keys, planContactKeys(rows, under)));
  return findKnownPeople(engine, table(keys), earlier);
}

/** Shared cells of judged rows, and of contact data. */
const cellsOf = (rows: Relation, region: CountryCode) => ({
  judged: {
    rows: select({ from: rows, everything: true, columns: {}, where: isKept }),
    cell: (kind: string) => column(contactName(kind), "rows"),
    region,
  },
  contacts: (...paths: readonly string[]) => ({
    rows: parquet(...paths),
    cell: (kind: string) => column(kind, "rows"),
    region,
  }),
});

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
  const { pseudonyms, region, members, earlier } = hashing;
  const { pads } = pseudonyms;
  const under = {
    pads,
    region,
    knownBy: members.identities === undefined ? "id" : "email",
  } as const;
  const { people, others } = await findKnown(bench, rows, { earlier, under });
  const contacts = scratch.path("contacts.parquet");
  await engine.run(
    write(planContacts(rows, under, { members, without: others }), contacts, "scratch"),
  );
  const cells = cellsOf(rows, region);
  const slices = await hashOwn(bench, contacts, hashing);
  await hashShared(bench, { judged: cells.judged, contacts: cells.contacts(contacts) });
  const path = scratch.path("people.parquet");
  const hashed = planPeople(cells.contacts(...slices), under);
  await engine.run(write(union(hashed, ...people), path, "wide"));
  return { path, joins: profileJoins(path, cells.judged), columns: profileColumns(pads) };
}
