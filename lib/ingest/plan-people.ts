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
import type { HashedUnder } from "./plan-contacts.ts";
import { pseudonymOf } from "./plan-pseudonyms.ts";
import { nothing } from "./typed-cells.ts";

/** Identities of customers, put together from what was read and hashed apart. */

const row = (name: string): Expression => column(name, "rows");
const sha256 = (of: Expression): Expression => call("sha256", of);

/** The hash of each text that stands there, apart by `|`. */
const hashesOf = (texts: Expression, hash: (one: Expression) => Expression): Expression =>
  firstOf(
    [
      {
        when: unequal(texts, value("")),
        gives: call(
          "list_transform",
          call("string_split", texts, value("|")),
          lambda("one", hash(column("one"))),
        ),
      },
    ],
    list(),
  );

/** What has no @ came hashed. */
const emailHash = (one: Expression): Expression =>
  firstOf([{ when: call("contains", one, value("@")), gives: sha256(one) }], one);

/** Of a row of contact data, joined with everything that was hashed. Its own columns are there besides. */
const made = ({ knownBy }: HashedUnder): Readonly<Record<string, Expression>> => ({
  rules: value(identityRulesVersion),
  meta_emails: hashesOf(row("meta_emails"), emailHash),
  google_emails: hashesOf(call("coalesce", row("google_emails"), row("meta_emails")), emailHash),
  meta_phones: hashesOf(row("meta_phones"), sha256),
  google_phones: hashesOf(row("google_phones"), sha256),
  meta_extern_id: knownBy === "id" ? sha256(row("customer_id")) : nothing("VARCHAR"),
  ...sharedColumns,
});

/** `identities/people` of contact data, of which the slices have what is to be hashed. */
export function planPeople(cells: Cells, under: HashedUnder): Relation {
  const columns = made(under);
  return select({
    note: "identities of customers whose contact data was hashed",
    from: cells.rows,
    as: "rows",
    joins: sharedKinds.map((kind) => sharedJoin(kind, cells)),
    columns: Object.fromEntries(
      Object.entries(peopleColumns).map(([name, type]) => [
        name,
        cast(columns[name] ?? row(name), type),
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
