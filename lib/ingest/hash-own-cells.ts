import * as z from "zod";
import type { Sha256 } from "../core/ids.ts";
import { type CountryCode, countryOf } from "../identity/country.ts";
import { hashPerson } from "../identity/hash-person.ts";
import type { ContactRow } from "../identity/identity.ts";
import type { Chunk, Columns, Engine } from "../sql/engine.ts";
import { between, column, value } from "../sql/expression.ts";
import { type Relation, parquet, select, table, write } from "../sql/relation.ts";

/**
 * Identifiers that are a person's own (e-mails, phones, device ids): hashed row by row, since hardly
 * any comes twice. Most of the work of a customers file, so that it is done in slices, several at a time.
 */

/** Some rows of the contact data on the workbench. Plain data: it is sent to other threads. */
export const sliceSchema = z.object({
  /** The Parquet file of contact data. */
  contacts: z.string(),
  from: z.int(),
  to: z.int(),
  /** Where people without a usable country dial. */
  region: z.string(),
  /** The Parquet file that is written. */
  path: z.string(),
});
export type Slice = z.infer<typeof sliceSchema>;

/** Hashes all slices. The engine is the workbench's own, for those who want no other. */
export type HashSlices = (slices: readonly Slice[], engine: Engine) => Promise<void>;

/** Several hashes in one text, in their order. */
const together = (hashes: readonly Sha256[]): string | null =>
  hashes.length === 0 ? null : hashes.join("|");

/** Columns of a written slice: hashes of a row apart by `|`. Google's e-mails are null where they are Meta's, empty where there are none. */
const ownColumns = {
  line: "BIGINT",
  meta_emails: "VARCHAR",
  google_emails: "VARCHAR",
  meta_phones: "VARCHAR",
  google_phones: "VARCHAR",
  meta_madid: "VARCHAR",
} as const;

/** What is read of a row. The country says where its phones dial. */
const cells = ["email", "phone", "device_id", "country"] as const;

function hashRow(contact: ContactRow, region: CountryCode) {
  const { meta, google } = hashPerson(contact, region);
  const emails = together(meta.emails);
  const googleEmails = together(google.emails);
  return {
    meta_emails: emails,
    google_emails: googleEmails === emails ? null : (googleEmails ?? ""),
    meta_phones: together(meta.phones),
    google_phones: together(google.phones),
    meta_madid: meta.madid ?? null,
  };
}

function hashChunk(chunk: Chunk, region: CountryCode): Columns {
  const texts = cells.map((name) => chunk.texts(name));
  const [emails = [], phones = [], devices = [], countries = []] = texts;
  const hashed = emails.map((email, at) =>
    hashRow({ email, phone: phones[at], device_id: devices[at], country: countries[at] }, region),
  );
  return {
    line: chunk.integers("line"),
    meta_emails: hashed.map((row) => row.meta_emails),
    google_emails: hashed.map((row) => row.google_emails),
    meta_phones: hashed.map((row) => row.meta_phones),
    google_phones: hashed.map((row) => row.google_phones),
    meta_madid: hashed.map((row) => row.meta_madid),
  };
}

const rowsOf = ({ contacts, from, to }: Slice): Relation =>
  select({
    note: "cells of a slice that are hashed row by row",
    from: parquet(contacts),
    columns: Object.fromEntries(["line", ...cells].map((name) => [name, column(name)])),
    where: between(column("line"), value(from), value(to)),
  });

async function* hashChunks(chunks: AsyncIterable<Chunk>, region: CountryCode) {
  for await (const chunk of chunks) yield hashChunk(chunk, region);
}

/** Hashes the own identifiers of one slice into its file. */
export async function hashOwnCells(engine: Engine, slice: Slice): Promise<void> {
  const region = countryOf(slice.region);
  if (region === undefined) throw new Error("a slice without a country that phones know");
  await engine.loadChunks(
    "own cells",
    ownColumns,
    hashChunks(engine.chunks(rowsOf(slice)), region),
  );
  await engine.run(write(table("own cells"), slice.path));
  await engine.run({ is: "drop", name: "own cells" });
}

/** One slice after the other, on the workbench's own engine: enough for small files. */
export const hashInline: HashSlices = async (slices, engine) => {
  for (const slice of slices) await hashOwnCells(engine, slice);
};
