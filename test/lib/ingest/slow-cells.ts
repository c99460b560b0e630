import {
  type Expression,
  type SqlType,
  among,
  call,
  cast,
  castOrNull,
  firstOf,
  value,
} from "../../../lib/sql/expression.ts";

/**
 * The plain way of reading cells: one expression for every row, whatever it costs. What the product
 * reads must be the same.
 */

const unknownAs = (type: SqlType): Expression => cast(value(null), type);
const utc = value("UTC");

const spaces =
  " \t\n\r\u000b\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

export const slowCleanText = (of: Expression): Expression =>
  call("nullif", call("nfc_normalize", call("trim", of, value(spaces))), value(""));

export const slowWithoutEnd = (of: Expression, pattern: string): Expression =>
  call("nullif", call("regexp_replace", of, value(`\\s*${pattern}$`), value("")), value(""));

export const slowPath = (of: Expression): Expression =>
  call(
    "nullif",
    call(
      "trim",
      call("regexp_replace", of, value("\\s*/+\\s*"), value("/"), value("g")),
      value("/"),
    ),
    value(""),
  );

export const slowWord = (of: Expression, words: readonly string[]): Expression =>
  firstOf(
    [{ when: among(call("lower", of), words.map(value)), gives: call("lower", of) }],
    unknownAs("VARCHAR"),
  );

const slowUngrouped = (of: Expression): Expression =>
  [" ", "\u00a0", "\u202f"].reduce((so, gap) => call("replace", so, value(gap), value("")), of);

const point = (from: Expression) => call("replace", from, value(","), value("."));

/** `sign`: what may stand at the ends, as a pattern. */
export function slowNumber(
  of: Expression,
  about: { readonly decimal: "comma" | "point"; readonly sign: string; readonly type: SqlType },
): Expression {
  const front = call("regexp_replace", slowUngrouped(of), value(`^(${about.sign})`), value(""));
  const bare = call("regexp_replace", front, value(`(${about.sign})$`), value(""));
  if (about.decimal === "point") return castOrNull(bare, about.type);
  const grouped = call("regexp_matches", bare, value("^[+-]?\\d{1,3}(\\.\\d{3})+,\\d+$"));
  return castOrNull(
    firstOf(
      [
        { when: grouped, gives: point(call("replace", bare, value("."), value(""))) },
        { when: call("contains", bare, value(".")), gives: unknownAs("VARCHAR") },
      ],
      point(bare),
    ),
    about.type,
  );
}

const zoned = "\\d:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*([zZ]|UTC|[+-]\\d{2}(:?\\d{2})?)$";

const slowFromZone = (of: Expression, zone: string): Expression =>
  zone === "UTC" ? of : call("timezone", utc, call("timezone", value(zone), of));

export function slowMoment(of: Expression, zone: string): Expression {
  const spelt = [
    ["\\s*([zZ]|UTC)$", "+00"],
    ["\\s+([+-]\\d{2}(:?\\d{2})?)$", "\\1"],
    ["([T ]\\d{1,2}:\\d{2})([+-]\\d{2}(:?\\d{2})?)$", "\\1:00\\2"],
  ].reduce(
    (so, [pattern = "", plain = ""]) => call("regexp_replace", so, value(pattern), value(plain)),
    of,
  );
  return firstOf(
    [
      {
        when: call("regexp_matches", of, value(zoned)),
        gives: call("timezone", utc, castOrNull(spelt, "TIMESTAMP WITH TIME ZONE")),
      },
    ],
    slowFromZone(castOrNull(of, "TIMESTAMP"), zone),
  );
}

export function slowMomentBy(of: Expression, format: string, zone: string): Expression {
  const read = call("try_strptime", of, value(format));
  return format.includes("%z") ? call("timezone", utc, read) : slowFromZone(read, zone);
}

export const slowDay = (moment: Expression, zone: string): Expression =>
  cast(call("timezone", value(zone), call("timezone", utc, moment)), "DATE");
