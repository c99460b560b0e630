import {
  above,
  call,
  column,
  countDistinct,
  equal,
  joined,
  known,
  value,
} from "../sql/expression.ts";
import { newestRow } from "../sql/newest-row.ts";
import { create, select, table, union } from "../sql/relation.ts";
import type { Relation, Statement } from "../sql/relation.ts";
import { fileRows } from "./plan-current-rows.ts";
import type { DatasetFiles } from "./plan-current-rows.ts";

/** By what customers are one person. */
export type MergedBy = "email" | "phone";

const named = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, column(name)]));

/** Pseudonyms of each customer's addresses: no address is known past the door. */
const byEmail = select({
  from: table("known_by"),
  columns: { ...named("memberId", "birth_date"), contact: call("unnest", column("email_ids")) },
});

/** A phone merges only people whose names agree: it counts together with the name. */
const byPhone = select({
  from: select({
    from: table("known_by"),
    columns: {
      ...named("memberId", "birth_date", "name_id"),
      phone: call("unnest", column("phone_ids")),
    },
    where: known(column("name_id")),
  }),
  columns: {
    ...named("memberId", "birth_date"),
    contact: joined(column("phone"), column("name_id")),
  },
});

const ways: Readonly<Record<MergedBy, Relation>> = { email: byEmail, phone: byPhone };

/** Tables `known_by` and `contacts_of`: what tells whom each customer, by the newest row, may be one with. */
export const planContacts = (
  customers: DatasetFiles,
  by: readonly MergedBy[],
): readonly Statement[] => [
  create(
    "known_by",
    newestRow(
      select({
        from: fileRows(customers),
        columns: named(
          "memberId",
          "birth_date",
          "email_ids",
          "phone_ids",
          "name_id",
          "updated_at",
          "file_order",
          "line",
        ),
      }),
      [column("memberId")],
    ),
    "what tells whom each customer may be one with",
  ),
  create("contacts_of", union(...by.map((way) => ways[way])), "addresses and phones of customers"),
];

/** What several customers have, one row for each of them: hardly anybody of all who are there. */
export const sharedContacts: Relation = select({
  from: table("contacts_of"),
  as: "one",
  columns: {
    memberId: column("memberId", "one"),
    birthDate: column("birth_date", "one"),
    contact: column("contact", "one"),
  },
  joins: [
    {
      kind: "semi",
      relation: select({
        from: table("contacts_of"),
        columns: { contact: column("contact") },
        groupBy: [column("contact")],
        having: above(countDistinct(column("memberId")), value(1)),
      }),
      as: "common",
      on: equal(column("contact", "common"), column("contact", "one")),
    },
  ],
  orderBy: [{ by: column("memberId", "one") }, { by: column("contact", "one") }],
});

/** Who was one person before (memberId, person), and whether the id's customer is still there. */
export const mergedBefore = (merged: Relation): Relation =>
  select({
    from: merged,
    as: "before",
    columns: {
      memberId: column("memberId", "before"),
      person: column("person", "before"),
      stands: known(column("memberId", "its")),
    },
    joins: [
      {
        kind: "left",
        relation: table("known_by"),
        as: "its",
        on: equal(column("memberId", "its"), column("person", "before")),
      },
    ],
    orderBy: [{ by: column("memberId", "before") }],
  });

/** Everybody who goes by another id: people known by e-mail, and customers who are one person. */
export const planKnownAs = (): Statement =>
  create(
    "known_as",
    union(
      select({
        from: table("aliases"),
        as: "one",
        columns: {
          alias: column("alias", "one"),
          memberId: call("coalesce", column("person", "its"), column("memberId", "one")),
        },
        joins: [
          {
            kind: "left",
            relation: table("merged"),
            as: "its",
            on: equal(column("memberId", "its"), column("memberId", "one")),
          },
        ],
      }),
      select({
        from: table("merged"),
        columns: { alias: column("memberId"), memberId: column("person") },
      }),
    ),
    "who goes by whose id",
  );

/** Persons of whom somebody is in `gone`, and all who are one with them: none of them is there. */
export function planAllGone(): Statement {
  const persons = select({
    from: table("merged"),
    as: "one",
    columns: { person: column("person", "one") },
    joins: [
      {
        kind: "semi",
        relation: table("refusing"),
        as: "refusing",
        on: equal(column("memberId", "refusing"), column("memberId", "one")),
      },
    ],
  });
  const all = select({
    from: table("merged"),
    as: "one",
    columns: { memberId: column("memberId", "one") },
    joins: [
      {
        kind: "semi",
        relation: persons,
        as: "gone",
        on: equal(column("person", "gone"), column("person", "one")),
      },
    ],
  });
  const asPerson = select({ from: persons, columns: { memberId: column("person") } });
  return create(
    "gone",
    select({
      from: union(table("refusing"), all, asPerson),
      columns: { memberId: column("memberId") },
      distinct: true,
    }),
    "erased, or objecting, or one person with somebody who is",
  );
}

/** Table `births` (person, birth_date): the birth date that is known of any who are one person. */
export const planBirths = (customers: DatasetFiles): Statement =>
  create(
    "births",
    select({
      from: fileRows(customers),
      as: "row",
      columns: {
        person: column("person", "its"),
        birth_date: call("max", column("birth_date", "row")),
      },
      joins: [
        {
          kind: "inner",
          relation: table("merged"),
          as: "its",
          on: equal(column("memberId", "its"), column("memberId", "row")),
        },
      ],
      groupBy: [column("person", "its")],
    }),
    "birth dates of people with several customer records",
  );
