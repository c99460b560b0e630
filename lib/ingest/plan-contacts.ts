import type { CountryCode } from "../identity/country.ts";
import type { Pseudonyms } from "../identity/member-id.ts";
import { type Expression, call, column, joined, value } from "../sql/expression.ts";
import { type Join, type Relation, select } from "../sql/relation.ts";
import type { NamedMembers } from "./name-members.ts";
import { contactName, hashed } from "./plan-customers.ts";
import { isKept } from "./plan-rows.ts";
import { nothing } from "./typed-cells.ts";

/** The contact data of customers on its way to be hashed. */

/** What identities are made under. */
export interface HashedUnder {
  readonly pads: Pseudonyms["pads"];
  /** Where people without a usable country dial and get their post. */
  readonly region: CountryCode;
  /** What the customer id is: of people who are known by e-mail, an address. */
  readonly knownBy: "id" | "email";
}

/** Each with its length before it: no two rows of cells give the same text. */
const told = (cells: readonly Expression[]): Expression =>
  call("concat", ...cells.flatMap((cell) => [call("length", cell), value(":"), cell]));

/** Tells these hashes from pseudonyms under the same key: no customer id begins with NUL. */
const mark = Buffer.from("\u0000contact ").toString("hex");
/** 128 bits, in hex digits. */
const halfOfDigest = value(32);

/**
 * Keyed hash of all that a customer's identities are made from: who has the same contact data under
 * the same customer id has the same identities. A customer is in it, so that households with one
 * phone do not show. SHA-256 with the key before the text, cut in half, which nobody can carry on:
 * HMAC would be twice the work.
 */
const contactKey = ({ pads, region, knownBy }: HashedUnder): Expression =>
  call(
    "substring",
    call(
      "sha256",
      joined(
        call("unhex", value(pads.inner + mark)),
        call(
          "encode",
          told([value(region), value(knownBy), column("customer_id"), ...hashed.map(cellOf)]),
        ),
      ),
    ),
    value(1),
    halfOfDigest,
  );

const cellOf = (name: string): Expression => column(contactName(name), "rows");

/** Whoever is known by an address has it, though the file may give it no column of its own. */
const hashedCell = (name: string, { knownBy }: HashedUnder): Expression =>
  name === "email" && knownBy === "email"
    ? call("coalesce", cellOf(name), column("customer_id", "rows"))
    : cellOf(name);

const ofRow = {
  line: column("line", "rows"),
  customer_id: column("customer_id", "rows"),
  updated_at: column("updated_at", "rows"),
};

/** Each kept row with the key of its contact data. */
export const planContactKeys = (rows: Relation, under: HashedUnder): Relation =>
  select({
    note: "keys of the contact data of the kept rows",
    from: rows,
    as: "rows",
    columns: { line: ofRow.line, updated_at: ofRow.updated_at, contact: contactKey(under) },
    where: isKept,
  });

/** The kept rows that are to be hashed, with all that is hashed, by the names of our columns. */
export const planContacts = (
  rows: Relation,
  under: HashedUnder,
  also: { readonly members: NamedMembers; readonly without: readonly Join[] },
): Relation =>
  select({
    note: "contact data of the kept rows that is to be hashed",
    from: rows,
    as: "rows",
    joins: [...also.without, ...also.members.joins],
    columns: {
      ...ofRow,
      memberId: also.members.columns["memberId"] ?? nothing("VARCHAR"),
      contact: contactKey(under),
      ...Object.fromEntries(hashed.map((name) => [name, hashedCell(name, under)])),
    },
    where: isKept,
  });
