import { birthDateOf } from "../identity/birth-date.ts";
import { type CountryCode, countryOf } from "../identity/country.ts";
import { genderOf } from "../identity/gender.ts";
import {
  hashBirthDate,
  hashCity,
  hashFirstName,
  hashGender,
  hashLastName,
  hashRegion,
  readCountry,
  readPostalCode,
} from "../identity/hash-person.ts";
import type { ContactRow, Maybe } from "../identity/identity.ts";
import type { PerPlatform } from "../identity/per-platform.ts";
import type { Chunk, Columns, Engine } from "../sql/engine.ts";
import { type Expression, all, call, column, equal, known, value } from "../sql/expression.ts";
import { type Join, type Relation, select, table } from "../sql/relation.ts";
import { contactName } from "./plan-customers.ts";
import { isKept } from "./plan-rows.ts";

/**
 * Cells that many people share (names, places, birth dates): each distinct text is hashed once, into
 * a table that the rows are joined with.
 */

interface SharedCell {
  /** The columns that come of it, some of `peopleColumns`, some of `datasetColumns`. */
  readonly gives: readonly string[];
  /** What they hold, in this order. */
  readonly read: (cell: string, home: CountryCode) => readonly Maybe<string>[];
  /** What it gives depends on the country that the person lives in. */
  readonly byHome: boolean;
}

const perPlatform = ({ meta, google }: PerPlatform<Maybe<string>>) => [meta, google];

const kinds = {
  first_name: {
    gives: ["meta_fn", "google_given_name"],
    read: (cell) => perPlatform(hashFirstName(cell)),
    byHome: false,
  },
  last_name: {
    gives: ["meta_ln", "google_family_name"],
    read: (cell) => perPlatform(hashLastName(cell)),
    byHome: false,
  },
  city: { gives: ["meta_ct"], read: (cell) => [hashCity(cell).meta], byHome: false },
  country: {
    gives: ["meta_country", "google_region_code"],
    read: (cell) => {
      const { meta, code } = readCountry(cell);
      return [meta, code];
    },
    byHome: false,
  },
  postal_code: {
    gives: ["meta_zip", "google_postal_code"],
    read: (cell, home) => perPlatform(readPostalCode(cell, home)),
    byHome: true,
  },
  region: {
    gives: ["meta_st"],
    read: (cell, home) => [hashRegion(cell, home).meta],
    byHome: true,
  },
  birth_date: {
    gives: ["meta_doby", "meta_dobm", "meta_dobd", "birth_date"],
    read: (cell) => {
      const { doby, dobm, dobd } = hashBirthDate(cell);
      return [doby, dobm, dobd, birthDateOf(cell)];
    },
    byHome: false,
  },
  gender: {
    gives: ["meta_gen", "gender"],
    read: (cell) => [hashGender(cell).meta, genderOf(cell)],
    byHome: false,
  },
} as const satisfies Partial<Record<keyof ContactRow, SharedCell>>;

export type SharedKind = keyof typeof kinds;
/** Country comes first: it says where a person's postal code and region are read. */
export const sharedKinds: readonly SharedKind[] = [
  "country",
  "first_name",
  "last_name",
  "city",
  "postal_code",
  "region",
  "birth_date",
  "gender",
];

const tableOf = (kind: SharedKind): string => `shared ${kind}`;

/** The column that a kind of cell gives, where its table is joined. */
const givenBy = (kind: SharedKind, name: string): Expression => column(name, tableOf(kind));

/** Column of `peopleColumns` → what it becomes, where all tables are joined. */
export const sharedColumns: Readonly<Record<string, Expression>> = Object.fromEntries(
  sharedKinds.flatMap((kind) =>
    kinds[kind].gives.map((name) => [name, givenBy(kind, name)] as const),
  ),
);

export const profileKinds = ["birth_date", "gender"] as const satisfies readonly SharedKind[];
/** What goes into the dataset too: as ISO text, and as f, m or unknown. */
export const profileOf = {
  birth_date: givenBy("birth_date", "birth_date"),
  gender: givenBy("gender", "gender"),
} as const satisfies Record<(typeof profileKinds)[number], Expression>;

/** The country that a row's cells are read by, where the table of countries is joined: hers, else the workspace's. */
export const homeOf = (region: CountryCode): Expression =>
  call("coalesce", givenBy("country", "google_region_code"), value(region));

const cellOf = (kind: SharedKind): Expression => column(contactName(kind), "rows");

/** Adds what a kind of cell gives to judged rows that stand there as `rows`. */
export const sharedJoin = (kind: SharedKind, region: CountryCode): Join => ({
  kind: "left",
  relation: table(tableOf(kind)),
  as: tableOf(kind),
  on: all(
    equal(cellOf(kind), givenBy(kind, "cell")),
    ...(kinds[kind].byHome ? [equal(homeOf(region), givenBy(kind, "home"))] : []),
  ),
});

const distinctCells = (rows: Relation, { kind, region, joins }: SharedCells): Relation =>
  select({
    note: `each ${kind} once`,
    from: rows,
    as: "rows",
    joins: [...joins, ...(kinds[kind].byHome ? [sharedJoin("country", region)] : [])],
    columns: {
      cell: cellOf(kind),
      home: kinds[kind].byHome ? homeOf(region) : value(region),
    },
    where: all(isKept, known(cellOf(kind))),
    distinct: true,
  });

function hashChunk(kind: SharedKind, chunk: Chunk): Columns {
  const { gives, read }: SharedCell = kinds[kind];
  const homes = chunk.texts("home");
  const texts = chunk.texts("cell").map((cell) => cell ?? "");
  const given = texts.map((cell, at) => {
    const home = countryOf(homes[at] ?? "");
    if (home === undefined) throw new Error("a cell without a country that phones know");
    return read(cell, home);
  });
  const columns = gives.map((name, at) => [name, given.map((of) => of[at] ?? null)]);
  return { cell: texts, home: homes, ...Object.fromEntries(columns) };
}

async function* hashChunks(kind: SharedKind, chunks: AsyncIterable<Chunk>) {
  for await (const chunk of chunks) yield hashChunk(kind, chunk);
}

export interface SharedCells {
  readonly kind: SharedKind;
  /** Where people without a usable country live. */
  readonly region: CountryCode;
  /** Leave those of the judged rows, as `rows`, whose cells are hashed. */
  readonly joins: readonly Join[];
}

/** Hashes each distinct cell of a kind in the kept rows once, into its table. */
export async function hashSharedCells(
  engine: Engine,
  rows: Relation,
  cells: SharedCells,
): Promise<void> {
  const { kind } = cells;
  const names = ["cell", "home", ...kinds[kind].gives];
  await engine.run({ is: "drop", name: tableOf(kind) });
  await engine.loadChunks(
    tableOf(kind),
    Object.fromEntries(names.map((name) => [name, "VARCHAR"])),
    hashChunks(kind, engine.chunks(distinctCells(rows, cells))),
  );
}
