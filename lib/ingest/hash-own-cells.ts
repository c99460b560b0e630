import * as z from "zod";
import { type CountryCode, countryOf } from "../identity/country.ts";
import { metaDeviceId } from "../identity/device-id.ts";
import { emailsToHash, phonesToHash } from "../identity/own-identifiers.ts";
import type { Chunk, Columns, Engine } from "../sql/engine.ts";
import { all, atLeast, atMost, column, equal, value } from "../sql/expression.ts";
import { type Relation, parquet, select, table, write } from "../sql/relation.ts";

/**
 * Identifiers that are a person's own (e-mails, phones, device ids) are read row by row, since hardly
 * any comes twice: most of the work of a customers file, so that it is done in slices, several at a time.
 */

/** Some rows of the contact data on the workbench. Plain data: it is sent to other threads. */
export const sliceSchema = z.object({
  /** The Parquet file of contact data. */
  contacts: z.string(),
  /** First and last line. */
  from: z.int(),
  to: z.int(),
  /** Where people without a usable country dial. */
  region: z.string(),
  /** The Parquet file that is written: the contact data, and what is to be hashed of it. */
  path: z.string(),
});
export type Slice = z.infer<typeof sliceSchema>;

/** Reads all slices. The engine is the workbench's own, for those who want no other. */
export type HashSlices = (slices: readonly Slice[], engine: Engine) => Promise<void>;

const tableName = "own cells";

/**
 * What is added to contact data: texts to be hashed for each platform, apart by `|` (no address and no
 * number has one). Google's e-mails are null where they are Meta's.
 */
const ownColumns = {
  line: "BIGINT",
  meta_emails: "VARCHAR",
  google_emails: "VARCHAR",
  meta_phones: "VARCHAR",
  google_phones: "VARCHAR",
  meta_madid: "VARCHAR",
} as const;

const together = (texts: readonly string[]): string => texts.join("|");

function readEmails(cell: string | null) {
  const { meta, google } = emailsToHash(cell ?? "");
  const metas = together(meta);
  const googles = together(google);
  return { meta: metas, google: googles === metas ? null : googles };
}

function readPhones(cell: string | null, home: CountryCode) {
  const { meta, google } = phonesToHash(cell ?? "", home);
  return { meta: together(meta), google: together(google) };
}

function readChunk(chunk: Chunk, region: CountryCode): Columns {
  const countries = chunk.texts("country");
  const emails = chunk.texts("email").map(readEmails);
  const phones = chunk
    .texts("phone")
    .map((cell, at) => readPhones(cell, countryOf(countries[at] ?? "") ?? region));
  return {
    line: chunk.integers("line"),
    meta_emails: emails.map(({ meta }) => meta),
    google_emails: emails.map(({ google }) => google),
    meta_phones: phones.map(({ meta }) => meta),
    google_phones: phones.map(({ google }) => google),
    meta_madid: chunk.texts("device_id").map((cell) => metaDeviceId(cell ?? "") ?? null),
  };
}

async function* readChunks(chunks: AsyncIterable<Chunk>, region: CountryCode) {
  for await (const chunk of chunks) yield readChunk(chunk, region);
}

const rowsOf = ({ contacts, from, to }: Slice): Relation =>
  select({
    note: "contact data of a slice",
    from: parquet(contacts),
    everything: true,
    columns: {},
    where: all(atLeast(column("line"), value(from)), atMost(column("line"), value(to))),
  });

const cellsOf = (slice: Slice): Relation =>
  select({
    note: "cells that are read row by row",
    from: rowsOf(slice),
    columns: Object.fromEntries(
      ["line", "email", "phone", "device_id", "country"].map((name) => [name, column(name)]),
    ),
  });

const withOwn = (slice: Slice): Relation =>
  select({
    note: "contact data with what is to be hashed of it",
    from: rowsOf(slice),
    as: "rows",
    everything: true,
    joins: [
      {
        kind: "inner",
        relation: table(tableName),
        as: "own",
        on: equal(column("line", "rows"), column("line", "own")),
      },
    ],
    columns: Object.fromEntries(
      Object.keys(ownColumns)
        .filter((name) => name !== "line")
        .map((name) => [name, column(name, "own")]),
    ),
  });

/** Reads what is to be hashed of one slice, into its file. */
export async function hashOwnCells(engine: Engine, slice: Slice): Promise<void> {
  const region = countryOf(slice.region);
  if (region === undefined) throw new Error("a slice without a country that phones know");
  await engine.run({ is: "drop", name: tableName });
  await engine.loadChunks(tableName, ownColumns, readChunks(engine.chunks(cellsOf(slice)), region));
  await engine.run(write(withOwn(slice), slice.path, "scratch"));
  await engine.run({ is: "drop", name: tableName });
}

/** One slice after the other, on the workbench's own engine: enough for small files. */
export const hashInline: HashSlices = async (slices, engine) => {
  for (const slice of slices) await hashOwnCells(engine, slice);
};
