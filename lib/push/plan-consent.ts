import { consentsAt } from "../ingest/contract-consents.ts";
import { all, any, call, column, equal, unequal, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import type { RowShape } from "./row-shape.ts";

/**
 * Consents as they stand at `now`, from the table `consents` (memberId, purpose, granted, at;
 * `received_at` stands in where a row has no time).
 */
export const consentsNow = (now: string): Relation =>
  consentsAt(
    now,
    select({
      from: table("consents"),
      columns: {
        memberId: column("memberId"),
        purpose: column("purpose"),
        granted: column("granted"),
        at: call("coalesce", column("at"), column("received_at")),
      },
    }),
  );

const contacts = (people: Relation, list: string): Relation =>
  select({
    from: people,
    columns: { memberId: column("memberId"), contact: call("unnest", column(list)) },
  });

const members = (from: Relation): Relation =>
  select({ from, columns: { memberId: column("memberId") } });

type OfPurpose = (purpose: string) => Expression;
const isPurpose: OfPurpose = (purpose) => equal(column("purpose", "c"), value(purpose));

/** Members of `everybody` for whom one purpose is not granted. */
const notGranted = (purpose: string): Relation =>
  select({
    note: `${purpose}: not granted`,
    from: table("everybody"),
    as: "p",
    joins: [
      {
        kind: "anti",
        relation: table("consents_now"),
        as: "c",
        on: all(
          equal(column("memberId", "c"), column("memberId", "p")),
          isPurpose(purpose),
          column("granted", "c"),
        ),
      },
    ],
    columns: { memberId: column("memberId", "p") },
  });

/** Every e-mail and phone of the people in a table, in either platform's form. */
const contactsIn = (people: string): Relation =>
  union(
    ...["meta_emails", "meta_phones", "google_emails", "google_phones"].map((list) =>
      contacts(table(people), list),
    ),
  );

/** Who refused one of the purposes, or objects. */
const refusing = (purposes: readonly string[]): Relation =>
  union(
    select({
      from: table("consents_now"),
      as: "c",
      columns: { memberId: column("memberId", "c") },
      where: all(any(...purposes.map(isPurpose)), column("refused", "c")),
    }),
    members(table("objecting")),
  );

/**
 * E-mails and phones (`contact`) of somebody (`memberId`) who refused one of the purposes or objects, by
 * `contacts`, `consents_now` and `objecting`; and addresses that asked to be erased (`erased_contacts`).
 */
export const refusedContacts = (purposes: readonly string[]): Relation =>
  union(
    select({
      note: "e-mails and phones of people who refused in so many words",
      from: contactsIn("contacts"),
      as: "e",
      joins: [
        {
          kind: "semi",
          relation: refusing(purposes),
          as: "c",
          on: equal(column("memberId", "c"), column("memberId", "e")),
        },
      ],
      columns: { memberId: column("memberId", "e"), contact: column("contact", "e") },
    }),
    contactsIn("erased_contacts"),
  );

const refusedByAnother: Join = {
  kind: "inner",
  relation: table("refused_contacts"),
  as: "r",
  on: all(
    equal(column("contact", "r"), column("contact", "e")),
    unequal(column("memberId", "r"), column("memberId", "e")),
  ),
};

/** Members who share an e-mail or phone with another customer record that refused. */
const sharesRefusal = (): Relation =>
  select({
    from: contactsIn("contacts"),
    as: "e",
    joins: [refusedByAnother],
    columns: { memberId: column("memberId", "e") },
  });

const contactsThere = (shape: RowShape, name: string): Relation =>
  select({
    from: table("present"),
    columns: {
      key: column("key"),
      memberId: column("memberId"),
      contact: shape.columns[name] === "VARCHAR[]" ? call("unnest", column(name)) : column(name),
    },
  });

/**
 * Keys of rows at the platform with an e-mail or phone that another customer record has and refused
 * (by `refused_contacts`): a number given to somebody else, say, whose old row is still there.
 */
export const refusedRows = (shape: RowShape): Relation =>
  select({
    from: union(...shape.contacts.map((name) => contactsThere(shape, name))),
    as: "e",
    joins: [refusedByAnother],
    columns: { key: column("key", "e") },
    distinct: true,
  });

/**
 * Who may not be pushed for want of consent, by `everybody`, `consents_now`, `objecting`, `contacts` and
 * `refused_contacts`: they object, a required purpose is not granted, or somebody refused under another
 * customer record that carries the same e-mail or phone.
 */
export const withoutConsent = (purposes: readonly string[]): Relation =>
  select({
    from: union(...purposes.map(notGranted), members(table("objecting")), sharesRefusal()),
    columns: { memberId: column("memberId") },
    distinct: true,
  });
