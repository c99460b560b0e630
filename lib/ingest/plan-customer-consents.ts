import { type Expression, cast, column, value } from "../sql/expression.ts";
import { type Relation, select, union } from "../sql/relation.ts";
import { answerCounts, answerName, answeredAtName } from "./consent-cells.ts";
import { datasetColumns } from "./contract-columns.ts";
import type { NamedMembers } from "./name-members.ts";
import type { Layout } from "./plan-layout.ts";
import { nothing } from "./typed-cells.ts";

const consentsOf = (rows: Relation, members: NamedMembers) => (purpose: string) => {
  const given: Readonly<Record<string, Expression>> = {
    ...members.columns,
    purpose: value(purpose),
    granted: column(answerName(purpose), "rows"),
    at: column(answeredAtName(purpose), "rows"),
    line: column("line", "rows"),
  };
  return select({
    note: `answers to ${purpose} in columns of customers`,
    from: rows,
    as: "rows",
    joins: members.joins,
    columns: Object.fromEntries(
      Object.entries(datasetColumns.consents).map(([name, type]) => [
        name,
        cast(given[name] ?? nothing(type), type),
      ]),
    ),
    where: answerCounts(purpose),
  });
};

/** Consents that stand in columns of a customers file, as rows of consents: one for each answer that counts. */
export const planCustomerConsents = (
  rows: Relation,
  { layout, members }: { readonly layout: Layout; readonly members: NamedMembers },
): Relation => union(...Object.keys(layout.consents).map(consentsOf(rows, members)));
