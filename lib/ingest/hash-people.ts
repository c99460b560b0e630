import * as z from "zod";
import { customerIdSchema } from "../core/ids.ts";
import { birthDateOf } from "../identity/birth-date.ts";
import { type CountryCode, countryOf } from "../identity/country.ts";
import { genderOf } from "../identity/gender.ts";
import { hashPerson } from "../identity/hash-person.ts";
import { type HashedPerson, identityRulesVersion } from "../identity/identity.ts";
import type { SqlValue } from "../sql/engine.ts";
import { cast, column } from "../sql/expression.ts";
import { type Relation, parquet, select, table, write } from "../sql/relation.ts";
import { peopleColumns } from "./contract.ts";
import { contactName, hashed } from "./plan-customers.ts";
import { isKept } from "./plan-rows.ts";
import type { MemberIdOf, Workbench } from "./ports.ts";

/** What is made of each customer row in JavaScript; `profile_…` goes to the dataset, the rest to the identities. */
const batchColumns = {
  ...peopleColumns,
  updated_at: "VARCHAR",
  profile_country: "VARCHAR",
  profile_birth_date: "VARCHAR",
  profile_gender: "VARCHAR",
  profile_has_email: "BOOLEAN",
  profile_has_phone: "BOOLEAN",
  profile_has_device_id: "BOOLEAN",
} as const;

type BatchRow = readonly SqlValue[];

const inOrder = (row: Readonly<Record<string, SqlValue | undefined>>): BatchRow =>
  Object.keys(batchColumns).map((name) => row[name] ?? null);

/** Rows hashed before they are written down: what is in memory at once. */
const batchSize = 20_000;

const text = z.string().nullable();

const contactSchema = z.object({
  line: z.int(),
  customer_id: customerIdSchema,
  updated_at: text,
  email: text,
  phone: text,
  first_name: text,
  last_name: text,
  postal_code: text,
  city: text,
  region: text,
  country: text,
  birth_date: text,
  gender: text,
  device_id: text,
});
type Contact = z.infer<typeof contactSchema>;

function metaHashes({ meta }: HashedPerson) {
  return {
    meta_emails: meta.emails,
    meta_phones: meta.phones,
    meta_fn: meta.fn,
    meta_ln: meta.ln,
    meta_ct: meta.ct,
    meta_st: meta.st,
    meta_zip: meta.zip,
    meta_country: meta.country,
    meta_doby: meta.doby,
    meta_dobm: meta.dobm,
    meta_dobd: meta.dobd,
    meta_gen: meta.gen,
    meta_madid: meta.madid,
    meta_extern_id: meta.externId,
  };
}

function googleHashes({ google }: HashedPerson) {
  return {
    google_emails: google.emails,
    google_phones: google.phones,
    google_given_name: google.givenName,
    google_family_name: google.familyName,
    google_region_code: google.regionCode,
    google_postal_code: google.postalCode,
  };
}

function profile(contact: Contact, { meta }: HashedPerson) {
  return {
    profile_country: countryOf(contact.country ?? "") ?? null,
    profile_birth_date: birthDateOf(contact.birth_date ?? "") ?? null,
    profile_gender: contact.gender === null ? null : genderOf(contact.gender),
    profile_has_email: meta.emails.length > 0,
    profile_has_phone: meta.phones.length > 0,
    profile_has_device_id: meta.madid !== undefined,
  };
}

/** Files of hashed rows, in `batchColumns`, and what could not be used. */
export interface HashedPeople {
  readonly paths: readonly string[];
  readonly unusable: Readonly<Record<string, number>>;
}

const contacts = (rows: Relation): Relation =>
  select({
    note: "contact data of the kept rows, to be hashed",
    from: rows,
    columns: {
      line: column("line"),
      customer_id: column("customer_id"),
      updated_at: cast(column("updated_at"), "VARCHAR"),
      ...Object.fromEntries(hashed.map((name) => [name, column(contactName(name))])),
    },
    where: isKept,
  });

/** One row's hashes, counting what could not be used. */
const hashRow =
  (by: HashedBy, unusable: Record<string, number>) =>
  (contact: Contact): BatchRow => {
    const person = hashPerson(contact, by.region);
    for (const kind of person.unusable) unusable[kind] = (unusable[kind] ?? 0) + 1;
    return inOrder({
      memberId: by.memberIdOf(contact.customer_id),
      line: contact.line,
      updated_at: contact.updated_at,
      rules: identityRulesVersion,
      ...metaHashes(person),
      ...googleHashes(person),
      ...profile(contact, person),
    });
  };

export interface HashedBy {
  readonly memberIdOf: MemberIdOf;
  /** Where people without a usable country dial and get their post. */
  readonly region: CountryCode;
}

/** Hashes every kept customer row, a batch at a time, into files on the workbench. */
export async function hashPeople(
  { engine, scratch }: Pick<Workbench, "engine" | "scratch">,
  rows: Relation,
  by: HashedBy,
): Promise<HashedPeople> {
  const unusable: Record<string, number> = {};
  const paths: string[] = [];
  const hash = hashRow(by, unusable);
  const put = async (batch: readonly BatchRow[]) => {
    const path = scratch.path(`people-${paths.length}.parquet`);
    await engine.load("people batch", batchColumns, batch);
    await engine.run(write(table("people batch"), path));
    await engine.run({ is: "drop", name: "people batch" });
    paths.push(path);
  };
  let batch: BatchRow[] = [];
  for await (const row of engine.rows(contacts(rows))) {
    batch.push(hash(contactSchema.parse(row)));
    if (batch.length < batchSize) continue;
    await put(batch);
    batch = [];
  }
  if (batch.length > 0 || paths.length === 0) await put(batch);
  return { paths, unusable };
}

/** The hashed rows, as `identities/people` has them. */
export const peopleOf = ({ paths }: HashedPeople): Relation =>
  select({
    note: "identities of the people of one file",
    from: parquet(...paths),
    columns: Object.fromEntries(
      Object.entries(peopleColumns).map(([name, type]) => [
        name,
        name === "updated_at" ? cast(column(name), type) : column(name),
      ]),
    ),
  });
