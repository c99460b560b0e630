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

/** The rows of one file as `datasets/` has them. Customers are joined with what was made beside their hashes. */
export function planLakeRows(
  rows: Relation,
  about: {
    readonly dataset: IngestedDataset;
    readonly layout: Layout;
    readonly people: HashedPeople | undefined;
  },
): Relation {
  const { dataset, layout, people } = about;
  const columns: Readonly<Record<string, SqlType>> = datasetColumns[dataset];
  const of = (name: string): Expression => {
    if (name === "memberId") return column(name, "members");
    return people === undefined ? column(name, "rows") : customersColumn(name, layout);
  };
  const named: Join = {
    kind: "inner",
    relation: members,
    as: "members",
    on: equal(column("customer_id", "rows"), column("customer_id", "members")),
  };
  const hashed: Join[] =
    people === undefined
      ? []
      : [
          {
            kind: "inner",
            relation: parquet(...people.paths),
            as: "people",
            on: equal(column("line", "rows"), column("line", "people")),
          },
        ];
  return select({
    note: `kept rows of ${dataset}, under pseudonyms`,
    from: rows,
    as: "rows",
    joins: [named, ...hashed],
    columns: {
      ...Object.fromEntries(
        Object.entries(columns).map(([name, type]) => [name, cast(of(name), type)]),
      ),
      ...Object.fromEntries(
        Object.entries(layout.attributes).map(([name, { source }]) => [
          name,
          cast(column(name, "rows"), attributeTypes[source.type]),
        ]),
      ),
    },
    where: isKept,
    orderBy: [{ by: column("line", "rows") }],
  });
}
