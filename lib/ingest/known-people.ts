import * as z from "zod";
import { identityRulesVersion } from "../identity/identity.ts";
import type { Engine } from "../sql/engine.ts";
import { call, column, equal, value } from "../sql/expression.ts";
import { type Join, type Relation, create, parquet, select, table } from "../sql/relation.ts";
import { peopleColumns } from "./contract-columns.ts";
import { type HashedUnder, planContactKeys } from "./plan-contact-keys.ts";

/**
 * Customers whose contact data an earlier file holds just so, hashed by today's rules: their
 * identities are taken from there. Only ever saves work: what it does not find is hashed.
 */

export interface KnownPeople {
  /** Identities that stand in earlier files, in the columns of `identities/people`. */
  readonly people: readonly Relation[];
  /** Joins that leave those of `rows` that are to be hashed. */
  readonly fresh: readonly Join[];
}

const keys = "contact keys";
const others = "people whom no earlier file has";
const tableOf = (at: number): string => `known people ${at + 1}`;

/** Without the rows that some of the earlier files have. */
const notAmong = (files: readonly string[]): readonly Join[] =>
  files.map((_, at) => ({
    kind: "anti",
    relation: table(tableOf(at)),
    as: tableOf(at),
    on: equal(column("line", "rows"), column("line", tableOf(at))),
  }));

/** Where a file has each contact data first: the same customer may stand there twice. */
const placesIn = (path: string): Relation =>
  select({
    from: parquet(path),
    columns: { contact: column("contact"), line: call("min", column("line")) },
    where: equal(column("rules"), value(identityRulesVersion)),
    groupBy: [column("contact")],
  });

const foundIn = (path: string, before: readonly string[]): Relation =>
  select({
    note: "people whom an earlier file has just so",
    from: table(keys),
    as: "rows",
    joins: [
      {
        kind: "inner",
        relation: placesIn(path),
        as: "place",
        on: equal(column("contact", "rows"), column("contact", "place")),
      },
      ...notAmong(before),
    ],
    columns: {
      line: column("line", "rows"),
      updated_at: column("updated_at", "rows"),
      known_line: column("line", "place"),
    },
  });

/** Identities as an earlier file has them; line and time are those of the row that has them now. */
const peopleIn = (path: string, at: number): Relation =>
  select({
    note: "people whose contact data an earlier file has",
    from: parquet(path),
    as: "known",
    joins: [
      {
        kind: "inner",
        relation: table(tableOf(at)),
        as: "rows",
        on: equal(column("line", "known"), column("known_line", "rows")),
      },
    ],
    columns: Object.fromEntries(
      Object.keys(peopleColumns).map((name) => [
        name,
        column(name, name === "line" || name === "updated_at" ? "rows" : "known"),
      ]),
    ),
  });

const othersThan = (earlier: readonly string[]): Relation =>
  select({
    from: table(keys),
    as: "rows",
    joins: notAmong(earlier),
    columns: { line: column("line", "rows") },
  });

const onlyOthers: Join = {
  kind: "semi",
  relation: table(others),
  as: "other",
  on: equal(column("line", "rows"), column("line", "other")),
};

const countSchema = z.object({ rows: z.int() });

async function countOf(engine: Engine, name: string): Promise<number> {
  const count = select({ from: table(name), columns: { rows: call("count") } });
  const [found] = await engine.all(count, countSchema);
  return found?.rows ?? 0;
}

async function make(engine: Engine, name: string, of: Relation): Promise<void> {
  await engine.run({ is: "drop", name });
  await engine.run(create(name, of));
}

/** By what there is less of: a row is known, or it is one of the others. */
async function joinsFor(engine: Engine, earlier: readonly string[]): Promise<readonly Join[]> {
  const all = await countOf(engine, keys);
  let known = 0;
  for (const at of earlier.keys()) known += await countOf(engine, tableOf(at));
  if (known < all - known) return notAmong(earlier);
  await make(engine, others, othersThan(earlier));
  return [onlyOthers];
}

/** Looks the kept rows up in earlier files of identities, in their order. */
export async function findKnownPeople(
  engine: Engine,
  rows: Relation,
  { earlier, under }: { readonly earlier: readonly string[]; readonly under: HashedUnder },
): Promise<KnownPeople> {
  if (earlier.length === 0) return { people: [], fresh: [] };
  await make(engine, keys, planContactKeys(rows, under));
  for (const [at, path] of earlier.entries())
    await make(engine, tableOf(at), foundIn(path, earlier.slice(0, at)));
  const fresh = await joinsFor(engine, earlier);
  await engine.run({ is: "drop", name: keys });
  return { people: earlier.map(peopleIn), fresh };
}
