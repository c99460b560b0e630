import {
  type Expression,
  call,
  cast,
  column,
  firstOf,
  lambda,
  list,
  value,
} from "../sql/expression.ts";

/** How people write numbers. */
export interface NumberText {
  readonly decimal: "comma" | "point";
  /** The currency whose sign or code may stand at either end: the workspace's. */
  readonly currency: string;
}

/** What stands for a currency beside its code. */
const signs: Readonly<Record<string, string>> = {
  EUR: "€",
  GBP: "£",
  USD: "\\$",
  SEK: "kr\\.?",
  NOK: "kr\\.?",
  DKK: "kr\\.?",
};

/** Spaces in and around the digits (`1 234,50 €`): ordinary, no-break and narrow no-break ones. */
const gap = "[ \\x{a0}\\x{202f}]";

/**
 * `1 234,50 €`, `EUR 1234,50` as `1234,50`. The sign of another currency stays, and makes the number
 * unreadable.
 */
function withoutCurrency(of: Expression, currency: string): Expression {
  const sign = [currency, signs[currency] ?? currency].join("|");
  return call(
    "regexp_replace",
    of,
    value(`(?i)^(${sign})|(${sign})$|${gap}`),
    value(""),
    value("g"),
  );
}

/** `1234,50` as `1234.50`. A lone point would be read either way and is not. */
const commaToPoint = (of: Expression): Expression =>
  firstOf(
    [{ when: call("contains", of, value(".")), gives: cast(value(null), "VARCHAR") }],
    call("replace", of, value(","), value(".")),
  );

/** `1.234,50` as `1234,50`. */
const withoutPoints = (of: Expression): Expression =>
  firstOf(
    [
      {
        when: call("regexp_matches", of, value("^[+-]?\\d{1,3}(\\.\\d{3})+,\\d+$")),
        gives: call("replace", of, value("."), value("")),
      },
    ],
    of,
  );

/** A number that is written in digits alone, with a point. */
export const plainNumber = (of: Expression, { decimal }: NumberText): Expression =>
  decimal === "comma" ? commaToPoint(of) : of;

/**
 * A number written in any of the ways that people use, read from its text with a point. The text gets
 * a name in a list of its own: what stands more than once DuckDB would make for every row, and not
 * only for those that ask for it.
 */
export function anyNumber(
  of: Expression,
  { decimal, currency }: NumberText,
  read: (text: Expression) => Expression,
): Expression {
  const bare = column("bare");
  const text = decimal === "comma" ? commaToPoint(withoutPoints(bare)) : bare;
  const numbers = call(
    "list_transform",
    list(withoutCurrency(of, currency)),
    lambda("bare", read(text)),
  );
  return call("list_extract", numbers, value(1));
}
