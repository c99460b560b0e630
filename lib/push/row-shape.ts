import { call, cast, column, firstOf, joined, known, value } from "../sql/expression.ts";
import type { Expression, SqlType } from "../sql/expression.ts";
import type { Relation } from "../sql/relation.ts";

/** What a platform matches people by. A list column holds several of the kind. */
export interface Match {
  readonly columns: readonly string[];
  readonly list: boolean;
}

/** How people become a platform's rows. Rows hold hashes as that platform wants them, empty cells null. */
export interface RowShape {
  readonly columns: Readonly<Record<string, SqlType>>;
  /** From `people` (columns of identities/people): memberId and the columns; nobody who cannot be identified. */
  rows(people: Relation): Relation;
  readonly matchedBy: readonly Match[];
  /** The columns of e-mails and phones: for these a person's no holds wherever they stand. */
  readonly contacts: readonly string[];
}

/** One text for a row's content: equal rows have equal keys, whatever columns are added later. */
export function contentKey(columns: Readonly<Record<string, SqlType>>): Expression {
  const cells = Object.entries(columns).map(([name, type]) =>
    firstOf(
      [
        {
          when: known(column(name)),
          gives: joined(
            value(`${name}=`),
            joined(type === "VARCHAR[]" ? cast(column(name), "VARCHAR") : column(name), value(";")),
          ),
        },
      ],
      value(""),
    ),
  );
  return call("sha256", call("concat", ...cells));
}

/** An entry of the ledger: who, and the row that was sent for them. */
export const entryTypes = ({ columns }: RowShape): Readonly<Record<string, SqlType>> => ({
  memberId: "VARCHAR",
  key: "VARCHAR",
  ...columns,
});

/** The columns of a row, whoever it stands for. */
export const rowColumns = ({ columns }: RowShape): Readonly<Record<string, Expression>> =>
  Object.fromEntries(["key", ...Object.keys(columns)].map((name) => [name, column(name)]));

/** The columns of an entry, of the relation `of`. */
export const entryColumns = (shape: RowShape, of?: string): Readonly<Record<string, Expression>> =>
  Object.fromEntries(Object.keys(entryTypes(shape)).map((name) => [name, column(name, of)]));
