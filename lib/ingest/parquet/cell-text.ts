import {
  type Expression,
  all,
  call,
  cast,
  castOrNull,
  column,
  firstOf,
  joined,
  known,
  lambda,
  value,
} from "../../sql/expression.ts";

/** A typed cell as the text that it would be in a CSV. */
export type CellText = (of: Expression) => Expression;

const plainly: CellText = (of) => cast(of, "VARCHAR");

/** Without the zeros at the end of its fraction, and its point when nothing is left. */
const shortest = (decimal: Expression): Expression =>
  call("rtrim", call("rtrim", plainly(decimal), value("0")), value("."));

/** `17850.0` as `17850`, `1e+16` as its digits; NaN, infinity and what is too small stay as they are. */
const number: CellText = (of) => {
  const text = plainly(of);
  const decimal = castOrNull(text, "DECIMAL(38,6)");
  const isLarge = all(call("contains", text, value("e+")), known(decimal));
  return firstOf(
    [
      {
        when: call("ends_with", text, value(".0")),
        gives: call("regexp_replace", text, value(String.raw`\.0$`), value("")),
      },
      { when: isLarge, gives: shortest(decimal) },
    ],
    text,
  );
};

/** A moment, with its zone: without one it would be read in the workspace's. */
const moment: CellText = (of) => joined(plainly(call("timezone", value("UTC"), of)), value("Z"));

const microseconds: CellText = (of) => plainly(cast(of, "TIMESTAMP"));

const textsByType: readonly (readonly [types: RegExp, CellText])[] = [
  [/^(?:VARCHAR|JSON|UUID|ENUM\(.*\))$/, plainly],
  [/^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(\d+,\d+\)|BOOLEAN)$/, plainly],
  [/^(?:DATE|TIMESTAMP|TIME|TIME WITH TIME ZONE|INTERVAL)$/, plainly],
  [/^(?:FLOAT|DOUBLE)$/, number],
  [/^TIMESTAMP_(?:S|MS|NS)$/, microseconds],
  [/^TIMESTAMP WITH TIME ZONE$/, moment],
];

const scalarText = (type: string): CellText | undefined =>
  textsByType.find(([types]) => types.test(type))?.[1];

/** Several values in one cell, apart by `|`. */
const listText =
  (one: CellText): CellText =>
  (of) =>
    call(
      "array_to_string",
      call("list_transform", of, lambda("one", one(column("one")))),
      value("|"),
    );

/** How cells of a type become text; undefined for what no cell can hold: structs, maps, bytes, lists of lists. */
export function cellText(type: string): CellText | undefined {
  const element = /^(.*)\[\d*\]$/.exec(type)?.[1];
  if (element === undefined) return scalarText(type);
  const one = scalarText(element);
  return one === undefined ? undefined : listText(one);
}

/** Whether cells of this type are words that may need trimming. */
export const isWords = (type: string): boolean => /^(?:VARCHAR|JSON|ENUM)|\]$/.test(type);
