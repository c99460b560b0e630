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
  known,
  value,
} from "../sql/expression.ts";
import { type Relation, parquet, select } from "../sql/relation.ts";
import type { HashedPeople } from "./hash-people.ts";
import type { Layout } from "./plan-layout.ts";
import { hasName, isAccepted } from "./plan-rows.ts";
import type { PartOutcome } from "./progress.ts";

const some = (name: string): Expression => above(call("length", column(name)), value(0));
const filled = (name: string): Expression => known(column(name));
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

const addressColumns = ["first_name", "last_name", "country", "postal_code"];

/** The columns that must be filled for an identifier: whoever is known by an e-mail address has it. */
function columnsFor(name: string, { cells }: Layout): readonly string[] {
  if (name === "address") return addressColumns;
  const isKnownBy = name === "email" && cells["customer_id"]?.source.by === "email";
  return [isKnownBy ? "customer_id" : name];
}

/** Of judged rows: in how many each of these is filled. */
const countFilled = (rows: Relation, names: readonly string[], layout: Layout): Relation =>
  select({
    note: "identifiers that customers have",
    from: rows,
    columns: Object.fromEntries(
      names.map((name) => {
        const has = columnsFor(name, layout).map((of) => column(hasName(of)));
        return [count("filled", name), callWhere("count", all(isAccepted, ...has))];
      }),
    ),
  });

/** Of identities: of how many of these each platform, or any, can use something. */
const countUsable = (people: string, names: readonly string[]): Relation =>
  select({
    note: "identifiers that platforms can use",
    from: parquet(people),
    columns: Object.fromEntries([
      [count("google", "address"), callWhere("count", wholeAddress)],
      [count("usable", "address"), call("count")],
      ...kinds
        .filter((kind) => names.includes(kind.column))
        .flatMap(({ column: name, meta, google }) => [
          [count("meta", name), callWhere("count", meta)],
          [count("google", name), callWhere("count", google)],
          [count("usable", name), callWhere("count", any(meta, google))],
        ]),
    ]),
  });

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
    names
      .map((name) => [name, counted("filled", name) - counted("usable", name)] as const)
      .filter(([, rows]) => rows > 0),
  );

/**
 * How many accepted customers have each identifier, and of how many of those each platform can use
 * it; `unusable`: of how many neither can. `address`: the whole one that Google takes. Nobody has an
 * identity of what they have not, so that rows and identities need not be joined.
 */
export async function countIdentifiers(
  engine: Engine,
  rows: Relation,
  { layout, people }: { readonly layout: Layout; readonly people: Pick<HashedPeople, "path"> },
): Promise<Pick<PartOutcome, "identifiers" | "unusable">> {
  const names = [...kinds.map((kind) => kind.column), "address"].filter((name) =>
    columnsFor(name, layout).every((of) => of in layout.cells),
  );
  if (names.length === 0) return { identifiers: {}, unusable: {} };
  const numbers = z.record(z.string(), z.int());
  const [has = {}] = await engine.all(countFilled(rows, names, layout), numbers);
  const [of = {}] = await engine.all(countUsable(people.path, names), numbers);
  const counted: Counted = (what, name) => has[count(what, name)] ?? of[count(what, name)] ?? 0;
  return { identifiers: identifiersIn(names, counted), unusable: unusableIn(names, counted) };
}
