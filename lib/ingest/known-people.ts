import * as z from "zod";
import { identityRulesVersion } from "../identity/identity.ts";
import type { Engine } from "../sql/engine.ts";
import {
  type Expression,
  type SqlType,
  call,
  column,
  equal,
  firstOf,
  known,
  unknown,
  value,
} from "../sql/expression.ts";
import { type Join, type Relation, create, parquet, select, table } from "../sql/relation.ts";
import { peopleColumns } from "./contract-columns.ts";
import type { NamedMembers } from "./name-members.ts";
import { type HashedUnder, planContactKeys } from "./plan-contact-keys.ts";
import { nothing } from "./typed-cells.ts";

/**
 * Customers whose contact data an earlier file holds just so, hashed by today's rules: their
 * identities are taken from there. Only ever saves work: what it does not find is hashed.
 */

export interface KnownPeople {
  /** Identities that stand in earlier files, in the columns of `identities/people`. */
  readonly people: readonly Relation[];
  /** Whether there are any. */
  readonly some: boolean;
  /** Leaves those of `rows` that are to be hashed, with their `memberId` and `contact`, as `fresh`. */
  readonly fresh: Join;
}

/** How people are looked up: in which files, by which keys. */
interface Looking {
  readonly earlier: readonly string[];
  readonly under: HashedUnder;
  readonly members: NamedMembers;
}

/** Each kept row's member and key, and the earlier file and the line in it that have the same. */
const keys = "contact keys";
const placeIn = (at: number): string => `place ${at + 1}`;
const lineIn = (at: number): Expression => column("line", placeIn(at));

/** Where a file has each contact data first: the same customer may stand there twice. */
const placesIn = (path: string): Relation =>
  select({
    from: parquet(path),
    columns: { contact: column("contact"), line: call("min", column("line")) },
    where: equal(column("rules"), value(identityRulesVersion)),
    groupBy: [column("contact")],
  });

const firstKnown = (type: SqlType, of: readonly Expression[]): Expression =>
  call("coalesce", ...of, nothing(type));

const lookedUp = (rows: Relation, earlier: readonly string[]): Relation =>
  select({
    note: "contact data of the kept rows, and who has it just so in an earlier file",
    from: rows,
    as: "rows",
    joins: earlier.map((path, at) => ({
      kind: "left",
      relation: placesIn(path),
      as: placeIn(at),
      on: equal(column("contact", "rows"), column("contact", placeIn(at))),
    })),
    columns: {
      line: column("line", "rows"),
      updated_at: column("updated_at", "rows"),
      memberId: column("memberId", "rows"),
      contact: column("contact", "rows"),
      file: firstKnown(
        "INTEGER",
        earlier.map((_, at) =>
          firstOf([{ when: known(lineIn(at)), gives: value(at) }], nothing("INTEGER")),
        ),
      ),
      known_line: firstKnown(
        "BIGINT",
        earlier.map((_, at) => lineIn(at)),
      ),
    },
  });

const keysWhere = (where: Expression): Relation =>
  select({ from: table(keys), everything: true, columns: {}, where });

/** Identities as an earlier file has them; line and time are those of the row that has them now. */
const peopleIn = (path: string, at: number): Relation =>
  select({
    note: "people whose contact data an earlier file has",
    from: parquet(path),
    as: "known",
    joins: [
      {
        kind: "inner",
        relation: keysWhere(equal(column("file"), value(at))),
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

/** Gives back the memory of what was looked up, once people are written. */
export const forgetContactKeys = (engine: Engine): Promise<void> =>
  engine.run({ is: "drop", name: keys });

/** Looks the kept rows up in earlier files of identities, in their order. */
export async function findKnownPeople(
  engine: Engine,
  rows: Relation,
  { earlier, under, members }: Looking,
): Promise<KnownPeople> {
  await forgetContactKeys(engine);
  await engine.run(create(keys, lookedUp(planContactKeys(rows, under, members), earlier)));
  const count = select({ from: table(keys), columns: { known: call("count", column("file")) } });
  const [found] = await engine.all(count, z.object({ known: z.int() }));
  return {
    some: found?.known !== 0,
    people: earlier.map(peopleIn),
    fresh: {
      kind: "inner",
      relation: keysWhere(unknown(column("file"))),
      as: "fresh",
      on: equal(column("line", "rows"), column("line", "fresh")),
    },
  };
}
