import { identityRulesVersion } from "../identity/identity.ts";
import { type Pseudonyms, emailMark } from "../identity/member-id.ts";
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
  list,
  unequal,
  value,
} from "../sql/expression.ts";
import { type Join, type Relation, parquet, select } from "../sql/relation.ts";
import { peopleColumns } from "./contract-columns.ts";
import {
  type Cells,
  profileKinds,
  profileOf,
  sharedColumns,
  sharedJoin,
  sharedKinds,
} from "./hash-shared-cells.ts";
import type { NamedMembers } from "./name-members.ts";
import type { HashedUnder } from "./plan-contacts.ts";
import { pseudonymOf } from "./plan-pseudonyms.ts";
import { nothing } from "./typed-cells.ts";

/** Identities of customers, put together from what was hashed apart. */

/** Hashes that came as one text, apart by `|`. */
const apart = (of: Expression): Expression =>
  firstOf([{ when: unequal(of, value("")), gives: call("string_split", of, value("|")) }], list());

const own = (name: string): Expression => column(name, "own");
const byLine: Expression = equal(column("line", "rows"), own("line"));

/** Of a row of contact data, joined with its pseudonym and with everything that was hashed. */
const made = (
  members: NamedMembers,
  { knownBy }: HashedUnder,
): Readonly<Record<string, Expression>> => ({
  memberId: members.columns["memberId"] ?? nothing("VARCHAR"),
  rules: value(identityRulesVersion),
  meta_emails: apart(own("meta_emails")),
  google_emails: apart(call("coalesce", own("google_emails"), own("meta_emails"))),
  meta_phones: apart(own("meta_phones")),
  google_phones: apart(own("google_phones")),
  meta_madid: own("meta_madid"),
  meta_extern_id:
    knownBy === "id" ? call("sha256", column("customer_id", "rows")) : nothing("VARCHAR"),
  ...sharedColumns,
});

/** What the identities of some people are put together from. */
export interface HashedCells {
  /** Parquet file of contact data. */
  readonly contacts: string;
  /** Parquet files of `hashOwnCells`. */
  readonly own: readonly string[];
  readonly cells: Cells;
  readonly members: NamedMembers;
}

/** `identities/people` of contact data that was hashed. */
export function planPeople(from: HashedCells, under: HashedUnder): Relation {
  const columns = made(from.members, under);
  return select({
    note: "identities of customers whose contact data was hashed",
    from: parquet(from.contacts),
    as: "rows",
    joins: [
      ...from.members.joins,
      { kind: "inner", relation: parquet(...from.own), as: "own", on: byLine },
      ...sharedKinds.map((kind) => sharedJoin(kind, from.cells)),
    ],
    columns: Object.fromEntries(
      Object.entries(peopleColumns).map(([name, type]) => [
        name,
        cast(columns[name] ?? column(name, "rows"), type),
      ]),
    ),
  });
}

/** Tells pseudonyms of e-mail addresses from those of customer ids. */
const mark = Buffer.from(emailMark).toString("hex");

/** `pseudonyms(key).ofEmail`, made by the engine. */
const pseudonymOfEmail = (hash: Expression, { inner, outer }: Pseudonyms["pads"]): Expression =>
  pseudonymOf(hash, { inner: inner + mark, outer });

const of = (name: string): Expression => column(name, "people");
const isThere = (hashes: Expression): Expression => above(call("length", hashes), value(0));

/** Adds identities, and what was made beside them, to rows that stand there as `rows`. */
export const profileJoins = (people: string, cells: Cells): readonly Join[] => [
  {
    kind: "inner",
    relation: parquet(people),
    as: "people",
    on: equal(column("line", "rows"), of("line")),
  },
  ...profileKinds.map((kind) => sharedJoin(kind, cells)),
];

/** Columns of customers that come of their contact data, of rows with these joins. */
export const profileColumns = (pads: Pseudonyms["pads"]): Readonly<Record<string, Expression>> => ({
  memberId: of("memberId"),
  country: of("google_region_code"),
  ...profileOf,
  has_email: isThere(of("meta_emails")),
  has_phone: isThere(of("meta_phones")),
  has_device_id: known(of("meta_madid")),
  email_ids: call(
    "list_transform",
    of("meta_emails"),
    lambda("email", pseudonymOfEmail(column("email"), pads)),
  ),
  rules: of("rules"),
});
