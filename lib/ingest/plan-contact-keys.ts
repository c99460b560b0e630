import type { CountryCode } from "../identity/country.ts";
import type { Pseudonyms } from "../identity/member-id.ts";
import { type Expression, call, column, joined, value } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { NamedMembers } from "./name-members.ts";
import { contactName, hashed } from "./plan-customers.ts";
import { isKept } from "./plan-rows.ts";
import { nothing } from "./typed-cells.ts";

/** What identities are made under. */
export interface HashedUnder {
  readonly pads: Pseudonyms["pads"];
  /** Where people without a usable country dial and get their post. */
  readonly region: CountryCode;
  /** What the customer id is: of people who are known by e-mail, an address. */
  readonly knownBy: "id" | "email";
  /** By what customers are one person. */
  readonly mergedBy: WorkspaceSettings["merge"];
}

/** Each with its length before it: no two rows of cells give the same text. */
const told = (cells: readonly Expression[]): Expression =>
  call("concat", ...cells.flatMap((cell) => [call("length", cell), value(":"), cell]));

/** Tells these hashes from pseudonyms under the same key: no customer id begins with NUL. */
const mark = Buffer.from("\u0000contact ").toString("hex");
/** 128 bits, in hex digits. */
const halfOfDigest = value(32);

/**
 * Keyed hash of all that a judged row's identities are made from: the same contact data of the same
 * customer gives the same identities. The customer is in it, so that households with one phone do not
 * show. SHA-256 with the key before the text, cut in half, which nobody can carry on: HMAC would be
 * twice the work.
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
          told([
            value(region),
            value(knownBy),
            column("customer_id", "rows"),
            ...hashed.map((name) => column(contactName(name), "rows")),
          ]),
        ),
      ),
    ),
    value(1),
    halfOfDigest,
  );

/** Each kept row with its member and the key of its contact data. */
export const planContactKeys = (
  rows: Relation,
  under: HashedUnder,
  members: Pick<NamedMembers, "joins" | "columns">,
): Relation =>
  select({
    note: "keys of the contact data of the kept rows",
    from: rows,
    as: "rows",
    joins: members.joins,
    columns: {
      line: column("line", "rows"),
      updated_at: column("updated_at", "rows"),
      memberId: members.columns["memberId"] ?? nothing("VARCHAR"),
      contact: contactKey(under),
    },
    where: isKept,
  });
