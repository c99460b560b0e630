import { type Expression, type SqlType, cast, column, equal, value } from "../sql/expression.ts";
import { type Join, type Relation, parquet, select } from "../sql/relation.ts";
import { type IngestedDataset, attributeTypes, datasetColumns } from "./contract.ts";
import type { HashedPeople } from "./hash-people.ts";
import { members } from "./name-members.ts";
import type { Layout } from "./plan-layout.ts";
import { hasName, isKept } from "./plan-rows.ts";

/** Columns of customers that are made beside the hashes. */
const fromProfile: Readonly<Record<string, string>> = {
  country: "profile_country",
  birth_date: "profile_birth_date",
  gender: "profile_gender",
  has_email: "profile_has_email",
  has_phone: "profile_has_phone",
  has_device_id: "profile_has_device_id",
};

/** Columns of customers that say whether a cell was filled. */
const fromPresence: Readonly<Record<string, string>> = {
  has_first_name: "first_name",
  has_last_name: "last_name",
  has_street: "street",
};

function customersColumn(name: string, layout: Layout): Expression {
  const made = fromProfile[name];
  const cell = fromPresence[name];
  if (made !== undefined) return column(made, "people");
  if (cell === undefined) return column(name, "rows");
  return cell in layout.cells ? column(hasName(cell), "rows") : value(false);
}

const byMember: Join = {
  kind: "inner",
  relation: members,
  as: "members",
  on: equal(column("customer_id", "rows"), column("customer_id", "members")),
};

const byLine = ({ paths }: HashedPeople): Join => ({
  kind: "inner",
  relation: parquet(...paths),
  as: "people",
  on: equal(column("line", "rows"), column("line", "people")),
});

/** A file's rows, and what was made of them in JavaScript if they are customers. */
export interface LakeRows {
  readonly dataset: IngestedDataset;
  readonly layout: Layout;
  readonly people: HashedPeople | undefined;
}

function ownColumns({ dataset, layout, people }: LakeRows): Readonly<Record<string, Expression>> {
  const columns: Readonly<Record<string, SqlType>> = datasetColumns[dataset];
  const of = (name: string): Expression => {
    if (name === "memberId") return column(name, "members");
    return people === undefined ? column(name, "rows") : customersColumn(name, layout);
  };
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [name, cast(of(name), type)]),
  );
}

const attributeColumns = ({ attributes }: Layout): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { source }]) => [
      name,
      cast(column(name, "rows"), attributeTypes[source.type]),
    ]),
  );

/** The rows of one file as `datasets/` has them. Customers are joined with what was made beside their hashes. */
export const planLakeRows = (rows: Relation, lake: LakeRows): Relation =>
  select({
    note: `kept rows of ${lake.dataset}, under pseudonyms`,
    from: rows,
    as: "rows",
    joins: [byMember, ...(lake.people === undefined ? [] : [byLine(lake.people)])],
    columns: { ...ownColumns(lake), ...attributeColumns(lake.layout) },
    where: isKept,
    orderBy: [{ by: column("line", "rows") }],
  });
