import { cannot } from "./athena-arguments.ts";
import { athenaFunctions } from "./athena-functions.ts";
import type { NameOf } from "./athena-names.ts";
import type { Expression, SqlType } from "./expression.ts";
import { branches, commas, date, group, ordering, timestamp, value, windowOf } from "./sql-text.ts";

type Of<K extends Expression["is"]> = Extract<Expression, { is: K }>;

/** A type in Trino's words. Athena's tables hold times to the millisecond, which its TIMESTAMP is. */
export function athenaType(of: SqlType): string {
  if (of === "UBIGINT") cannot("UBIGINT: there are no numbers without a sign");
  return of === "VARCHAR[]" ? "ARRAY(VARCHAR)" : of;
}

/** An aggregate over a group: its conditions are a FILTER. */
function grouped(of: Of<"call">, quoted: NameOf, conditions: readonly string[]) {
  const head = of.distinct === true ? "DISTINCT " : "";
  const ordered = ordering(of.orderBy, (one) => expression(one, quoted));
  const filter = conditions.length === 0 ? "" : ` FILTER (WHERE ${conditions.join(" AND ")})`;
  return (trino: string, printed: readonly string[]): string => {
    const args = of.name === "count" && printed.length === 0 ? "*" : printed.join(", ");
    return `${trino}(${head}${args}${ordered === "" ? "" : ` ${ordered}`})${filter}`;
  };
}

/** The argument that an aggregate passes over where it is not known. */
const deciding = (trino: string): number => (trino === "max_by" || trino === "min_by" ? 1 : 0);

/** A function over a window: Trino knows no DISTINCT, ORDER BY or FILTER there, so that what does not count is made NULL. */
function windowed(of: Of<"call">, over: string, conditions: readonly string[]) {
  if (of.distinct === true || of.orderBy !== undefined)
    cannot(`${of.name}: neither DISTINCT nor ORDER BY over a window`);
  return (trino: string, printed: readonly string[]): string => {
    if (conditions.length === 0) {
      const args = of.name === "count" && printed.length === 0 ? "*" : printed.join(", ");
      return `${trino}(${args}) OVER (${over})`;
    }
    if (trino === "array_agg") cannot(`${of.name}: a list over a window takes every row`);
    const when = (what: string): string => `CASE WHEN ${conditions.join(" AND ")} THEN ${what} END`;
    const given = printed.length === 0 ? ["1"] : printed;
    const args = given.map((one, at) => (at === deciding(trino) ? when(one) : one));
    return `${trino}(${args.join(", ")}) OVER (${over})`;
  };
}

function call(of: Of<"call">, quoted: NameOf, over?: string): string {
  const own = of.where === undefined ? [] : [expression(of.where, quoted)];
  return athenaFunctions[of.name]({
    name: of.name,
    args: of.args,
    printed: of.args.map((one) => expression(one, quoted)),
    ordered: of.orderBy !== undefined,
    as: (trino, printed, where) => {
      const conditions = where === undefined ? own : [...own, where];
      const print =
        over === undefined ? grouped(of, quoted, conditions) : windowed(of, over, conditions);
      return print(trino, printed);
    },
  });
}

function window(of: Of<"over">, quoted: NameOf): string {
  const over = windowOf(of, (one) => expression(one, quoted));
  return of.of.is === "call"
    ? call(of.of, quoted, over)
    : cannot("only a call stands over a window");
}

const asDouble = (of: Expression, quoted: NameOf): string =>
  of.is === "cast" && of.to === "DOUBLE"
    ? expression(of, quoted)
    : `CAST(${expression(of, quoted)} AS DOUBLE)`;

/** Trino divides integers and decimals in their own type, and fails where DuckDB's remainder of 0 is NULL. */
function operation({ operator, left, right }: Of<"operation">, quoted: NameOf): string {
  if (operator === "/") return `(${asDouble(left, quoted)} / ${asDouble(right, quoted)})`;
  const by = expression(right, quoted);
  const whole = operator === "%" && right.is !== "value" ? `nullif(${by}, 0)` : by;
  return `(${expression(left, quoted)} ${operator} ${whole})`;
}

/** One expression as Athena writes it. */
// oxlint-disable-next-line complexity -- one line per kind of expression; the switch is checked to be exhaustive
export function expression(of: Expression, quoted: NameOf): string {
  const print = (one: Expression): string => expression(one, quoted);
  switch (of.is) {
    case "column":
      return of.of === undefined ? quoted(of.name) : `${quoted(of.of)}.${quoted(of.name)}`;
    case "value":
      return value(of.value);
    case "date":
      return date(of.value);
    case "timestamp":
      return timestamp(of.value);
    case "call":
      return call(of, quoted);
    case "operation":
      return operation(of, quoted);
    case "all":
    case "any":
      return group(of, print);
    case "not":
      return `(NOT ${print(of.of)})`;
    case "known":
      return `(${print(of.of)} IS NOT NULL)`;
    case "case":
      return branches(of, print);
    case "cast":
      return `${of.orNull ? "TRY_CAST" : "CAST"}(${print(of.of)} AS ${athenaType(of.to)})`;
    case "among":
      return of.values.length === 0
        ? "FALSE"
        : `(${print(of.of)} IN (${commas(of.values, print)}))`;
    case "over":
      return window(of, quoted);
    case "list":
      return `ARRAY[${commas(of.of, print)}]`;
    case "lambda":
      return `${quoted(of.parameter)} -> ${print(of.body)}`;
  }
}
