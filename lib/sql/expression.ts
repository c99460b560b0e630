import type { FunctionName } from "./function-names.ts";

/**
 * SQL expressions as typed data. Rules and stages speak in these words; only the printers of this
 * folder turn them into text, so that one tree can be printed for DuckDB or for Athena.
 */

/** Column types. Money is BIGINT cents, days are DATE, times are TIMESTAMP in UTC. */
export type SqlType =
  | "BOOLEAN"
  | "INTEGER"
  | "BIGINT"
  | "UBIGINT"
  | "DOUBLE"
  | "DECIMAL(3,0)"
  | "DECIMAL(7,3)"
  | "DECIMAL(11,3)"
  | "DECIMAL(11,6)"
  | "DECIMAL(11,8)"
  | "DECIMAL(12,2)"
  | "DECIMAL(15,6)"
  | "DECIMAL(18,3)"
  | "DECIMAL(18,6)"
  | "DECIMAL(38,6)"
  | "DATE"
  | "TIMESTAMP"
  /** Only on the way from text with an offset to a TIMESTAMP in UTC. */
  | "TIMESTAMP WITH TIME ZONE"
  | "VARCHAR"
  | "VARCHAR[]";

export type Operator =
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "||"
  | "LIKE";

export interface Order {
  readonly by: Expression;
  readonly descending?: boolean;
  /** Written out in every dialect; last unless said. */
  readonly nullsFirst?: boolean;
}

/** One end of a frame: so far before or after the row, in rows or in what it is ordered by. */
export type FrameEnd =
  | "unbounded"
  | "current"
  | { readonly preceding: number }
  | { readonly following: number };

/** Which rows around its own a window function sees. */
export interface Frame {
  readonly unit: "rows" | "range";
  readonly from: FrameEnd;
  readonly to: FrameEnd;
}

export type Expression =
  | { readonly is: "column"; readonly name: string; readonly of?: string | undefined }
  | { readonly is: "value"; readonly value: string | number | bigint | boolean | null }
  | { readonly is: "date"; readonly value: string }
  | { readonly is: "timestamp"; readonly value: string }
  | {
      readonly is: "call";
      readonly name: FunctionName;
      readonly args: readonly Expression[];
      readonly distinct?: boolean;
      readonly where?: Expression | undefined;
      readonly orderBy?: readonly Order[];
    }
  | {
      readonly is: "operation";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly is: "all" | "any"; readonly of: readonly Expression[] }
  | { readonly is: "not"; readonly of: Expression }
  | { readonly is: "known"; readonly of: Expression }
  | {
      readonly is: "case";
      readonly branches: readonly { readonly when: Expression; readonly gives: Expression }[];
      readonly otherwise: Expression;
    }
  | { readonly is: "cast"; readonly of: Expression; readonly to: SqlType; readonly orNull: boolean }
  | { readonly is: "among"; readonly of: Expression; readonly values: readonly Expression[] }
  | {
      readonly is: "over";
      readonly of: Expression;
      readonly partitionBy: readonly Expression[];
      readonly orderBy: readonly Order[];
      readonly frame?: Frame | undefined;
    }
  | { readonly is: "list"; readonly of: readonly Expression[] }
  | { readonly is: "lambda"; readonly parameter: string; readonly body: Expression };

/** A column, of a relation that was given the name `of`. */
export const column = (name: string, of?: string): Expression => ({ is: "column", name, of });

export const value = (of: string | number | bigint | boolean | null): Expression => ({
  is: "value",
  value: of,
});

/** A day, `2026-11-24`. */
export const date = (iso: string): Expression => ({ is: "date", value: iso });

/** A moment in UTC, `2026-11-24T03:00:00.000Z`. */
export const timestamp = (iso: string): Expression => ({ is: "timestamp", value: iso });

export const call = (name: FunctionName, ...args: readonly Expression[]): Expression => ({
  is: "call",
  name,
  args,
});

/** An aggregate over only those rows for which `where` holds. */
export const callWhere = (
  name: FunctionName,
  where: Expression | undefined,
  ...args: readonly Expression[]
): Expression => ({
  is: "call",
  name,
  args,
  where,
});

/** count(DISTINCT of), over those rows for which `where` holds. */
export const countDistinct = (of: Expression, where?: Expression): Expression => ({
  is: "call",
  name: "count",
  args: [of],
  distinct: true,
  where,
});

const operation =
  (operator: Operator) =>
  (left: Expression, right: Expression): Expression => ({ is: "operation", operator, left, right });

export const equal = operation("=");
export const unequal = operation("<>");
export const below = operation("<");
export const atMost = operation("<=");
export const above = operation(">");
export const atLeast = operation(">=");
export const plus = operation("+");
export const minus = operation("-");
export const times = operation("*");
/** True division: both sides must be DOUBLE or DECIMAL, since the dialects divide integers differently. */
export const dividedBy = operation("/");
export const modulo = operation("%");
export const joined = operation("||");
/** A text of a form: `_` is any one character, `%` any text. */
export const isLike = operation("LIKE");

/** All hold; of none: true. */
export const all = (...of: readonly Expression[]): Expression => ({ is: "all", of });
/** At least one holds; of none: false. */
export const any = (...of: readonly Expression[]): Expression => ({ is: "any", of });
export const not = (of: Expression): Expression => ({ is: "not", of });
export const known = (of: Expression): Expression => ({ is: "known", of });
export const unknown = (of: Expression): Expression => not(known(of));
export const among = (of: Expression, values: readonly Expression[]): Expression => ({
  is: "among",
  of,
  values,
});
export const between = (of: Expression, low: Expression, high: Expression): Expression =>
  all(atLeast(of, low), atMost(of, high));

/** The first branch that holds, else `otherwise`. */
export const firstOf = (
  branches: readonly { readonly when: Expression; readonly gives: Expression }[],
  otherwise: Expression,
): Expression => ({ is: "case", branches, otherwise });

/** What holds, and false where it is unknown: a clause over something unknown is false. */
export const surely = (of: Expression): Expression => call("coalesce", of, value(false));

export const cast = (of: Expression, to: SqlType): Expression => ({
  is: "cast",
  of,
  to,
  orNull: false,
});
/** Unknown where it cannot be read as that type. */
export const castOrNull = (of: Expression, to: SqlType): Expression => ({
  is: "cast",
  of,
  to,
  orNull: true,
});

export const over = (
  of: Expression,
  window: {
    readonly partitionBy?: readonly Expression[];
    readonly orderBy?: readonly Order[];
    readonly frame?: Frame;
  },
): Expression => ({
  is: "over",
  of,
  partitionBy: window.partitionBy ?? [],
  orderBy: window.orderBy ?? [],
  frame: window.frame,
});

export const list = (...of: readonly Expression[]): Expression => ({ is: "list", of });
export const lambda = (parameter: string, body: Expression): Expression => ({
  is: "lambda",
  parameter,
  body,
});
