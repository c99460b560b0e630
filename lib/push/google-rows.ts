import {
  all,
  any,
  call,
  column,
  firstOf,
  known,
  value,
  cast,
  above,
  surely,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select } from "../sql/relation.ts";
import type { RowShape } from "./row-shape.ts";

const googleColumns = {
  emails: "VARCHAR[]",
  phones: "VARCHAR[]",
  givenName: "VARCHAR",
  familyName: "VARCHAR",
  regionCode: "VARCHAR",
  postalCode: "VARCHAR",
} as const;

/** Data Manager takes at most ten identifiers a member (limits page, read 2026-11-22): the address is one of them. */
const mostEmails = 5;
const mostPhones = 4;

const wholeAddress = all(
  known(column("google_given_name")),
  known(column("google_family_name")),
  known(column("google_region_code")),
  known(column("google_postal_code")),
);
const ofAddress = (name: string): Expression =>
  firstOf([{ when: wholeAddress, gives: column(name) }], cast(value(null), "VARCHAR"));

const first = (list: string, most: number): Expression =>
  call(
    "list_slice",
    call("coalesce", column(list), cast({ is: "list", of: [] }, "VARCHAR[]")),
    value(1),
    value(most),
  );

const some = (list: string): Expression => surely(above(call("length", column(list)), value(0)));

/** Google's rows: one a person; the address whole or not at all. */
export const googleRows: RowShape = {
  columns: googleColumns,
  rows: (people) =>
    select({
      from: people,
      columns: {
        memberId: column("memberId"),
        emails: first("google_emails", mostEmails),
        phones: first("google_phones", mostPhones),
        givenName: ofAddress("google_given_name"),
        familyName: ofAddress("google_family_name"),
        regionCode: ofAddress("google_region_code"),
        postalCode: ofAddress("google_postal_code"),
      },
      where: any(some("google_emails"), some("google_phones"), wholeAddress),
    }),
  matchedBy: [
    { columns: ["emails"], list: true },
    { columns: ["phones"], list: true },
    { columns: ["givenName", "familyName", "regionCode", "postalCode"], list: false },
  ],
  contacts: ["emails", "phones"],
};
