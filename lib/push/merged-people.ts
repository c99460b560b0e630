import { peopleColumns } from "../ingest/contract-columns.ts";
import { all, call, column, equal, not, over, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { newestFirst } from "../sql/newest-row.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import { columnsNamed } from "./load-rows.ts";

/** Customers who are one person, by the table `merged` (memberId, person); hardly anybody is in it. */

const theirPerson = (kind: "inner" | "anti"): Join => ({
  kind,
  relation: table("merged"),
  as: "merged",
  on: equal(column("memberId", "merged"), column("memberId", "row")),
});

const alone = (rows: Relation, names: readonly string[]): Relation =>
  select({
    from: rows,
    as: "row",
    joins: [theirPerson("anti")],
    columns: Object.fromEntries(names.map((name) => [name, column(name, "row")])),
  });

/** Rows of customers who are not alone, with their `person`. */
const oneOfSeveral = (rows: Relation): Relation =>
  select({
    note: "customers who are one person with others",
    from: rows,
    as: "row",
    joins: [theirPerson("inner")],
    everything: true,
    columns: { person: column("person", "merged") },
  });

/** Rows of customers, under the person each of them is. */
export const underPersons = (rows: Relation, names: readonly string[]): Relation =>
  union(
    alone(rows, names),
    select({
      from: oneOfSeveral(rows),
      columns: { ...columnsNamed(names), memberId: column("person") },
    }),
  );

const ofPerson: readonly Expression[] = [column("person")];

/** A list of identifiers, of all records of a person. */
const together = (name: string): Expression =>
  call(
    "list_sort",
    call(
      "list_distinct",
      call("flatten", over(call("array_agg", column(name)), { partitionBy: ofPerson })),
    ),
  );

const lists = Object.entries(peopleColumns).flatMap(([name, type]) =>
  type === "VARCHAR[]" ? [name] : [],
);

/**
 * Identities of customers, one row for each person: the newest record's, with the e-mails and phones of all
 * their records.
 */
export function identitiesOfPersons(rows: Relation, names: readonly string[]): Relation {
  const newest = over(call("row_number"), { partitionBy: ofPerson, orderBy: newestFirst });
  const merged = select({
    from: oneOfSeveral(rows),
    columns: {
      ...columnsNamed(names),
      ...Object.fromEntries(lists.map((name) => [name, together(name)])),
      memberId: column("person"),
    },
    qualify: equal(newest, value(1)),
  });
  return union(alone(rows, names), merged);
}

const standing = ["memberId", "purpose", "granted", "refused"];

/** Consents as they stand, under the person each customer is: one refusal stands for all of them. */
export function strictestConsents(rows: Relation): Relation {
  const refused = call("bool_or", column("refused"));
  const merged = select({
    from: oneOfSeveral(rows),
    columns: {
      memberId: column("person"),
      purpose: column("purpose"),
      granted: all(call("bool_or", column("granted")), not(refused)),
      refused,
    },
    groupBy: [...ofPerson, column("purpose")],
  });
  return union(alone(rows, standing), merged);
}
