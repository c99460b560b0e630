import { identityRulesVersion } from "../identity/identity.ts";
import type { Engine } from "../sql/engine.ts";
import { all, call, column, equal, value } from "../sql/expression.ts";
import { type Join, type Relation, create, parquet, select, table } from "../sql/relation.ts";
import { peopleColumns } from "./contract-columns.ts";

/**
 * Customers whose contact data an earlier file holds just so, hashed by today's rules: their
 * identities are taken from there. Only ever saves work: what it does not find is hashed.
 */

/** Rows whose identities stand in an earlier file. */
export interface KnownPeople {
  /** In the columns of `identities/people`. */
  readonly people: readonly Relation[];
  /** Joins that leave rows (as `rows`) that are not among them. */
  readonly others: readonly Join[];
}

const tableOf = (at: number): string => `known people ${at + 1}`;

/** Leaves what no earlier file of this list had. */
const notIn = (at: number, rows: string): Join => ({
  kind: "anti",
  relation: table(tableOf(at)),
  as: tableOf(at),
  on: equal(column("line", rows), column("line", tableOf(at))),
});

/** Where a file has each contact data first: the same customer may stand there twice. */
const placesIn = (path: string): Relation =>
  select({
    from: parquet(path),
    columns: { contact: column("contact"), line: call("min", column("line")) },
    where: equal(column("rules"), value(identityRulesVersion)),
    groupBy: [column("contact")],
  });

const found = (keys: Relation, path: string, at: number): Relation =>
  select({
    from: keys,
    as: "rows",
    joins: [
      {
        kind: "inner",
        relation: placesIn(path),
        as: "place",
        on: equal(column("contact", "rows"), column("contact", "place")),
      },
      ...Array.from({ length: at }, (_, earlier) => notIn(earlier, "rows")),
    ],
    columns: {
      line: column("line", "rows"),
      updated_at: column("updated_at", "rows"),
      known_line: column("line", "place"),
    },
  });

/** Everything but whose row it is now, as the earlier file has it. */
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
        on: all(equal(column("line", "known"), column("known_line", "rows"))),
      },
    ],
    columns: Object.fromEntries(
      Object.keys(peopleColumns).map((name) => [
        name,
        column(name, name === "line" || name === "updated_at" ? "rows" : "known"),
      ]),
    ),
  });

/** Looks rows (`line`, `updated_at`, `contact`) up in earlier files of identities, in their order. */
export async function findKnownPeople(
  engine: Engine,
  keys: Relation,
  earlier: readonly string[],
): Promise<KnownPeople> {
  for (const [at, path] of earlier.entries()) {
    await engine.run({ is: "drop", name: tableOf(at) });
    await engine.run(create(tableOf(at), found(keys, path, at), "people whom an earlier file has"));
  }
  return {
    people: earlier.map(peopleIn),
    others: earlier.map((_, at) => notIn(at, "rows")),
  };
}
