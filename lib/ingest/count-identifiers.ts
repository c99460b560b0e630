import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import {
  type Expression,
  above,
  all,
  any,
  call,
  callWhere,
  column,
  equal,
  known,
  not,
  value,
} from "../sql/expression.ts";
import { type Relation, parquet, select } from "../sql/relation.ts";
import type { HashedPeople } from "./hash-people.ts";
import type { Layout } from "./plan-layout.ts";
import { hasName, isAccepted } from "./plan-rows.ts";
import type { PartOutcome } from "./progress.ts";

const of = (name: string): Expression => column(name, "people");
const some = (name: string): Expression => above(call("length", of(name)), value(0));
const filled = (name: string): Expression => known(of(name));
const never = value(false);

/** A kind of identifier: the column it stands in, and where it shows that a platform can use it. */
interface Kind {
  readonly column: string;
  readonly meta: Expression;
  readonly google: Expression;
}

/** Google takes an address as a whole alone. */
const wholeAddress = all(
  ...["google_given_name", "google_family_name", "google_region_code", "google_postal_code"].map(
    filled,
  ),
);

const kinds: readonly Kind[] = [
  { column: "email", meta: some("meta_emails"), google: some("google_emails") },
  { column: "phone", meta: some("meta_phones"), google: some("google_phones") },
  { column: "first_name", meta: filled("meta_fn"), google: filled("google_given_name") },
  { column: "last_name", meta: filled("meta_ln"), google: filled("google_family_name") },
  { column: "postal_code", meta: filled("meta_zip"), google: filled("google_postal_code") },
  { column: "city", meta: filled("meta_ct"), google: never },
  { column: "region", meta: filled("meta_st"), google: never },
  { column: "country", meta: filled("meta_country"), google: filled("google_region_code") },
  { column: "birth_date", meta: filled("meta_doby"), google: never },
  { column: "gender", meta: filled("meta_gen"), google: never },
  { column: "device_id", meta: filled("meta_madid"), google: never },
];

const count = (what: string, name: string): string => `${what} ${name}`;

/** What one kind of identifier is counted by, in rows joined with their people. */
const countsOf = ({ column: name, meta, google }: Kind): Readonly<Record<string, Expression>> => {
  const has = all(isAccepted, column(hasName(name)));
  return {
    [count("filled", name)]: callWhere("count", has),
    [count("meta", name)]: callWhere("count", all(has, meta)),
    [count("google", name)]: callWhere("count", all(has, google)),
    [count("unusable", name)]: callWhere("count", all(has, not(any(meta, google)))),
  };
};

const addressCounts = (layout: Layout): Readonly<Record<string, Expression>> => {
  const columns = ["first_name", "last_name", "country", "postal_code"];
  if (!columns.every((name) => name in layout.cells)) return {};
  const has = all(isAccepted, ...columns.map((name) => column(hasName(name))));
  return {
    [count("filled", "address")]: callWhere("count", has),
    [count("google", "address")]: callWhere("count", all(has, wholeAddress)),
  };
};

type Counted = (what: string, name: string) => number;

const identifiersIn = (names: readonly string[], counted: Counted): PartOutcome["identifiers"] =>
  Object.fromEntries(
    names
      .map((name) => {
        const [filledRows, meta, google] = ["filled", "meta", "google"].map((what) =>
          counted(what, name),
        );
        return [name, { filled: filledRows ?? 0, meta: meta ?? 0, google: google ?? 0 }] as const;
      })
      .filter(([, { filled: rows }]) => rows > 0),
  );

const unusableIn = (names: readonly string[], counted: Counted): PartOutcome["unusable"] =>
  Object.fromEntries(
    names.map((name) => [name, counted("unusable", name)] as const).filter(([, rows]) => rows > 0),
  );

/**
 * How many accepted customers have each identifier, and of how many of those each platform can use
 * it; `unusable`: of how many neither can. `address`: the whole one that Google takes.
 */
export async function countIdentifiers(
  engine: Engine,
  rows: Relation,
  { layout, people }: { readonly layout: Layout; readonly people: Pick<HashedPeople, "path"> },
): Promise<Pick<PartOutcome, "identifiers" | "unusable">> {
  const present = kinds.filter(({ column: name }) => name in layout.cells);
  const counts = select({
    note: "identifiers that customers have, and that platforms can use",
    from: rows,
    as: "rows",
    joins: [
      {
        kind: "inner",
        relation: parquet(people.path),
        as: "people",
        on: equal(column("line", "rows"), column("line", "people")),
      },
    ],
    columns: Object.assign(
      { rows: call("count") },
      ...present.map(countsOf),
      addressCounts(layout),
    ),
  });
  const [found = {}] = await engine.all(counts, z.record(z.string(), z.int()));
  const counted: Counted = (what, name) => found[count(what, name)] ?? 0;
  const names = [...present.map(({ column: name }) => name), "address"];
  return { identifiers: identifiersIn(names, counted), unusable: unusableIn(names, counted) };
}
