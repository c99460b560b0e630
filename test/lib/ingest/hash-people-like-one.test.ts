import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { customerIdSchema } from "../../../lib/core/ids.ts";
import { birthDateOf } from "../../../lib/identity/birth-date.ts";
import { genderOf } from "../../../lib/identity/gender.ts";
import { hashPerson } from "../../../lib/identity/hash-person.ts";
import { identityRulesVersion } from "../../../lib/identity/identity.ts";
import { column } from "../../../lib/sql/expression.ts";
import { select, table, write } from "../../../lib/sql/relation.ts";
import {
  type CustomerCells,
  byLine,
  hashCustomers,
  onBench,
  testPseudonyms,
} from "../../builders/judged-customers.ts";

const sha = (text: string) => createHash("sha256").update(text).digest("hex");

const emails = [
  "Aino@Example.fi",
  "åke+a.b@gmail.com",
  "a.b@gmail.com",
  "nobody",
  sha("aino@example.fi"),
  sha(""),
];
const phones = [
  "040 123 4567",
  "+46 (0)70-123 45 67",
  "0701234567",
  "+358401234567.0",
  "12",
  sha("358401234567"),
];

/** Cells as the engine has them when it has read a file: trimmed, NFC, never empty, no NUL. */
const clean = (text: string) => text.normalize("NFC").trim();
const odd = fc
  .string({ unit: fc.constantFrom(..."aÅö\u0308 |\u200B@.+-019ø".split("")), maxLength: 12 })
  .map(clean);
const several = (values: readonly string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...values), odd), { minLength: 1, maxLength: 4 })
    .map((found) => clean(found.join("|")));
const oneOf = (...values: readonly string[]) => fc.oneof(fc.constantFrom(...values), odd);
const optional = (cell: fc.Arbitrary<string>) =>
  fc.option(cell, { nil: null }).map((text) => (text === "" ? null : text));

const customers: fc.Arbitrary<CustomerCells> = fc.record({
  customer_id: odd.filter((id) => customerIdSchema.safeParse(id).success),
  email: optional(several(emails)),
  phone: optional(several(phones)),
  first_name: optional(oneOf("Mr. Björn-Åke", "Aino", "de la Cruz")),
  last_name: optional(oneOf("O'Neill jr.", "Virtanen")),
  postal_code: optional(oneOf("SE-211 20", "00100", "90210-1234", "SW1A 1AA")),
  city: optional(oneOf("Göteborg", "Espoo")),
  region: optional(oneOf("California", "Uusimaa", "CA")),
  country: optional(oneOf("US", "Suomi", "sverige", "GB", "XX")),
  birth_date: optional(oneOf("9.3.1985", "1985-03-09", "31.2.1985")),
  gender: optional(oneOf("kvinna", "M", "?")),
  device_id: optional(oneOf("AECE52E7-03EE-455A-B3C4-E57283966239")),
});

/** One customer as `identities/people` would have them, by lib/identity alone. */
function asOne(cells: CustomerCells) {
  const id = customerIdSchema.parse(cells.customer_id);
  const { meta, google } = hashPerson({ ...cells, customer_id: id }, "FI");
  const made = {
    memberId: testPseudonyms.ofCustomer(id),
    rules: identityRulesVersion,
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
    meta_madid: meta.madid ?? null,
    meta_extern_id: meta.externId,
    google_emails: google.emails,
    google_phones: google.phones,
    google_given_name: google.givenName,
    google_family_name: google.familyName,
    google_region_code: google.regionCode ?? null,
    google_postal_code: google.postalCode,
  };
  const columns = Object.entries(made).map(([name, value]) => [name, value ?? null]);
  return { ...made, ...Object.fromEntries(columns) };
}

test("whoever stands in a file, alone or among many, gets the same hashes under both platforms' rules", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(customers, { minLength: 1, maxLength: 60 }), async (rows) => {
      const people = await onBench(async (bench) =>
        byLine(bench, (await hashCustomers(bench, rows)).path),
      );
      expect(people).toMatchObject(rows.map(asOne));
      expect(people.map(({ line }) => line)).toEqual(rows.map((_, at) => at + 2));
    }),
    { numRuns: 15 },
  );
});

test("what the dataset gets of contact data is what the hashes were made from", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(customers, { minLength: 1, maxLength: 60 }), async (rows) => {
      const profiles = await onBench(async (bench) => {
        const { joins, columns } = await hashCustomers(bench, rows);
        const path = bench.scratch.path("profiles.parquet");
        await bench.engine.run(
          write(
            select({
              from: table("judged"),
              as: "rows",
              joins,
              columns: { line: column("line", "rows"), ...columns },
            }),
            path,
          ),
        );
        return byLine(bench, path);
      });
      const expected = rows.map((cells) => {
        const { memberId, meta_emails, meta_phones, meta_madid, google_region_code } = asOne(cells);
        return {
          memberId,
          country: google_region_code,
          birth_date: birthDateOf(cells.birth_date ?? "") ?? null,
          gender: cells.gender == null ? null : genderOf(cells.gender),
          has_email: meta_emails.length > 0,
          has_phone: meta_phones.length > 0,
          has_device_id: meta_madid !== null,
          email_ids: meta_emails.map(testPseudonyms.ofEmail),
          rules: identityRulesVersion,
        };
      });
      expect(profiles).toMatchObject(expected);
    }),
    { numRuns: 15 },
  );
});

test("whoever is known by an e-mail address has it, and no customer id to be sent", async () => {
  const rows = [
    { customer_id: "Aino@Example.fi", phone: "0401234567" },
    { customer_id: "b@example.fi", email: "c@example.fi" },
  ];
  const people = await onBench(async (bench) =>
    byLine(bench, (await hashCustomers(bench, rows, { by: "email" })).path),
  );
  expect(people).toMatchObject([
    {
      meta_emails: [sha("aino@example.fi")],
      meta_phones: [sha("358401234567")],
      meta_extern_id: null,
    },
    { meta_emails: [sha("c@example.fi")], meta_extern_id: null },
  ]);
  expect(people.map(({ memberId }) => memberId)).toEqual(
    ["aino@example.fi", "b@example.fi"].map((email) =>
      testPseudonyms.ofEmail(sha(email) as Parameters<typeof testPseudonyms.ofEmail>[0]),
    ),
  );
});
