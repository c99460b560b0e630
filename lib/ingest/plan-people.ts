import { identityRulesVersion } from "../identity/identity.ts";
import type { Pseudonyms } from "../identity/member-id.ts";
import {
  type Expression,
  above,
  call,
  cast,
  column,
  equal,
  firstOf,
  known,
  lambda,
  value,
} from "../sql/expression.ts";
import { type Join, type Relation, parquet, select } from "../sql/relation.ts";
import { peopleColumns } from "./contract-columns.ts";
import {
  emailTextsOf,
  googleEmails,
  googlePhones,
  metaEmails,
  metaPhones,
} from "./hash-own-cells.ts";
import {
  homeOf,
  profileKinds,
  profileOf,
  sharedColumns,
  sharedJoin,
  sharedKinds,
} from "./hash-shared-cells.ts";
import type { HashedUnder } from "./plan-contact-keys.ts";
import { contactName } from "./plan-customers.ts";
import { pseudonymOfEmail, pseudonymOfName, pseudonymOfPhone } from "./plan-pseudonyms.ts";
import { isKept } from "./plan-rows.ts";
import { nothing } from "./typed-cells.ts";

/** Identities of customers, put together from what was hashed apart. */

const row = (name: string): Expression => column(name, "rows");
const contact = (name: string): Expression => row(contactName(name));

/** Whoever is known by an address has it, though the file may give it no column of its own. */
const emailCell = ({ knownBy }: HashedUnder): Expression =>
  knownBy === "id" ? contact("email") : call("coalesce", contact("email"), row("customer_id"));

/** Nobody is asked about nothing. */
const ifFilled = (cell: Expression, ask: (cell: Expression) => Expression): Expression =>
  firstOf([{ when: known(cell), gives: ask(cell) }], nothing("VARCHAR"));

/** Of judged rows. The person's own identifiers are asked for once, and taken apart afterwards. */
const asked = (under: HashedUnder): Readonly<Record<string, Expression>> => ({
  line: row("line"),
  updated_at: row("updated_at"),
  customer_id: row("customer_id"),
  memberId: column("memberId", "fresh"),
  contact: column("contact", "fresh"),
  emails: ifFilled(emailCell(under), emailTextsOf),
  phones: ifFilled(contact("phone"), (cell) => call("phone_texts", cell, homeOf(under.region))),
  meta_madid: ifFilled(contact("device_id"), (cell) => call("device_id", cell)),
  ...sharedColumns,
});

/** Google's are mostly the same. */
const withMetaEmails = (of: Relation): Relation =>
  select({
    from: of,
    as: "rows",
    everything: true,
    columns: { meta_emails: metaEmails(row("emails")) },
  });

/** Of what was asked; columns that are not named here are there as they are. */
const made = ({ knownBy }: HashedUnder): Readonly<Record<string, Expression>> => ({
  rules: value(identityRulesVersion),
  google_emails: googleEmails(row("emails"), row("meta_emails")),
  meta_phones: metaPhones(row("phones")),
  google_phones: googlePhones(row("phones")),
  meta_extern_id: knownBy === "id" ? call("sha256", row("customer_id")) : nothing("VARCHAR"),
});

/** `identities/people` of those of the kept rows that `fresh` leaves, by what was hashed of their cells. */
export function planPeople(rows: Relation, under: HashedUnder, fresh: Join): Relation {
  const columns = made(under);
  return select({
    note: "identities of customers",
    from: withMetaEmails(
      select({
        from: rows,
        as: "rows",
        joins: [fresh, ...sharedKinds.map((kind) => sharedJoin(kind, under.region))],
        columns: asked(under),
        where: isKept,
      }),
    ),
    as: "rows",
    columns: Object.fromEntries(
      Object.entries(peopleColumns).map(([name, type]) => [
        name,
        cast(columns[name] ?? row(name), type),
      ]),
    ),
  });
}

const of = (name: string): Expression => column(name, "people");
const isThere = (hashes: Expression): Expression => above(call("length", hashes), value(0));

/** Adds identities, and what was made beside them, to rows that stand there as `rows`. */
export const profileJoins = (people: string, { region }: HashedUnder): readonly Join[] => [
  {
    kind: "inner",
    relation: parquet(people),
    as: "people",
    on: equal(row("line"), of("line")),
  },
  ...profileKinds.map((kind) => sharedJoin(kind, region)),
];

/** Pseudonyms of the elements of a list of hashes. */
const pseudonymsOf = (
  hashes: string,
  make: (hash: Expression, pads: Pseudonyms["pads"]) => Expression,
  pads: Pseudonyms["pads"],
): Expression => call("list_transform", of(hashes), lambda("hash", make(column("hash"), pads)));

/** What people with several customer records are recognised by, where the workspace merges them by phone. */
const byPhone = ({ pads, mergedBy }: HashedUnder): Readonly<Record<string, Expression>> =>
  mergedBy.includes("phone")
    ? {
        phone_ids: pseudonymsOf("meta_phones", pseudonymOfPhone, pads),
        name_id: pseudonymOfName(of("meta_fn"), of("meta_ln"), pads),
      }
    : { phone_ids: nothing("VARCHAR[]"), name_id: nothing("VARCHAR") };

/** Columns of customers that come of their contact data, of rows with these joins. */
export const profileColumns = (under: HashedUnder): Readonly<Record<string, Expression>> => ({
  memberId: of("memberId"),
  country: of("google_region_code"),
  ...profileOf,
  has_email: isThere(of("meta_emails")),
  has_phone: isThere(of("meta_phones")),
  has_device_id: known(of("meta_madid")),
  email_ids: pseudonymsOf("meta_emails", pseudonymOfEmail, under.pads),
  ...byPhone(under),
  rules: of("rules"),
});
