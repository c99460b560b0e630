import type { CountryCode } from "../identity/country.ts";
import type { Pseudonyms } from "../identity/member-id.ts";
import type { Expression } from "../sql/expression.ts";
import { type Join, type Relation, union, write } from "../sql/relation.ts";
import { defineOwnCells } from "./hash-own-cells.ts";
import { hashSharedCells, profileKinds, sharedKinds } from "./hash-shared-cells.ts";
import { type KnownPeople, findKnownPeople, forgetContactKeys } from "./known-people.ts";
import type { NamedMembers } from "./name-members.ts";
import type { HashedUnder } from "./plan-contact-keys.ts";
import { planPeople, profileColumns, profileJoins } from "./plan-people.ts";
import type { Workbench } from "./ports.ts";

/** How the people of a part of a customers file are hashed. */
export interface Hashing {
  readonly pseudonyms: Pick<Pseudonyms, "pads">;
  /** Where people without a usable country dial and get their post. */
  readonly region: CountryCode;
  readonly members: NamedMembers;
  readonly mergedBy: HashedUnder["mergedBy"];
  /** Local files of identities, in which people are looked up in this order. */
  readonly earlier: readonly string[];
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

/** Cells that people share are hashed of all rows where the dataset needs what they say, else of fresh ones. */
async function hashShared(
  { engine }: Bench,
  rows: Relation,
  { region, fresh, some }: { readonly region: CountryCode } & Pick<KnownPeople, "fresh" | "some">,
): Promise<void> {
  const inDataset: ReadonlySet<string> = new Set(profileKinds);
  for (const kind of sharedKinds) {
    const joins = inDataset.has(kind) || !some ? [] : [fresh];
    await hashSharedCells(engine, rows, { kind, region, joins });
  }
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
  const { pseudonyms, region, members, earlier, mergedBy } = hashing;
  const knownBy = members.identities === undefined ? "id" : "email";
  const under: HashedUnder = { pads: pseudonyms.pads, region, knownBy, mergedBy };
  const known = await findKnownPeople(engine, rows, { earlier, under, members });
  defineOwnCells(engine);
  await hashShared(bench, rows, { region, ...known });
  const hashed = planPeople(rows, under, known.fresh);
  const path = scratch.path("people.parquet");
  await engine.run(write(union(hashed, ...known.people), path, "wide"));
  await forgetContactKeys(engine);
  return { path, joins: profileJoins(path, under), columns: profileColumns(under) };
}
