import {
  type Expression,
  type SqlType,
  above,
  all,
  among,
  any,
  atLeast,
  below,
  call,
  cast,
  castOrNull,
  column,
  firstOf,
  lambda,
  surely,
  timestamp,
  unequal,
  value,
} from "../sql/expression.ts";

/** Text cells as typed values; unknown where they are blank or cannot be read. */

/** What `trim` of JavaScript takes off, so that both sides of an id's hash agree. */
const space =
  " \t\n\r\u000b\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

export const nothing = (type: SqlType): Expression => cast(value(null), type);

const filled = (of: Expression): Expression => call("nullif", of, value(""));

/** Begins and ends with something visible of ASCII: most cells, and several times faster than `trim` of many characters. */
const tidy = "^[!-~](.*[!-~])?$";

const trimmed = (of: Expression): Expression =>
  firstOf(
    [{ when: call("regexp_matches", of, value(tidy)), gives: of }],
    call("trim", of, value(space)),
  );

/** A cell as it is compared everywhere: trimmed, NFC. */
export const cleanText = (of: Expression): Expression => filled(call("nfc_normalize", trimmed(of)));

/** Without an ending that an export leaves behind, as in `17850.0`. */
export const withoutEnd = (of: Expression, end: string): Expression =>
  filled(
    call(
      "regexp_replace",
      of,
      value(`${end.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`)}$`),
      value(""),
    ),
  );

/** Several values in one cell, apart by `|`; unknown when there is none. */
export const listOf = (of: Expression): Expression => {
  const one = column("one");
  const values = call(
    "list_filter",
    call("list_transform", call("string_split", of, value("|")), lambda("one", trimmed(one))),
    lambda("one", unequal(one, value(""))),
  );
  return firstOf(
    [{ when: above(call("length", values), value(0)), gives: values }],
    nothing("VARCHAR[]"),
  );
};

/** `Pets / Cats/food` as `Pets/Cats/food`: no space around the steps, no empty ones. */
export const pathOf = (of: Expression): Expression =>
  filled(
    call(
      "trim",
      call("regexp_replace", of, value("\\s*/+\\s*"), value("/"), value("g")),
      value("/"),
    ),
  );

/** Digits in groups, as `1 234 567`. */
const ungrouped = (of: Expression): Expression =>
  [" ", "\u00a0", "\u202f"].reduce((so, gap) => call("replace", so, value(gap), value("")), of);

/** With a decimal comma: `1 234,50`, `1.234,50`; a lone point would be read either way and is not. */
function commaToPoint(of: Expression): Expression {
  const plain = ungrouped(of);
  const grouped = call("regexp_matches", plain, value("^[+-]?\\d{1,3}(\\.\\d{3})+,\\d+$"));
  return firstOf(
    [
      {
        when: grouped,
        gives: call(
          "replace",
          call("replace", plain, value("."), value("")),
          value(","),
          value("."),
        ),
      },
      { when: call("contains", plain, value(".")), gives: nothing("VARCHAR") },
    ],
    call("replace", plain, value(","), value(".")),
  );
}

export interface NumberFormat {
  readonly decimal: "comma" | "point";
  /** Numbers that do not fit are no numbers; digits beyond its scale are rounded. */
  readonly type: Extract<SqlType, "DECIMAL(11,3)" | "DECIMAL(15,6)" | "DECIMAL(38,6)">;
}

/** An exact decimal. */
export const numberOf = (of: Expression, { decimal, type }: NumberFormat): Expression =>
  castOrNull(
    decimal === "comma" ? commaToPoint(of) : call("replace", of, value(" "), value("")),
    type,
  );

const yes = ["yes", "y", "true", "t", "1", "on", "kyllä", "ja"];
const no = ["no", "n", "false", "f", "0", "off", "ei", "nej", "nei"];

/** yes and no in the words that exports use. */
export const yesNoOf = (of: Expression): Expression =>
  firstOf(
    [
      { when: among(call("lower", of), yes.map(value)), gives: value(true) },
      { when: among(call("lower", of), no.map(value)), gives: value(false) },
    ],
    nothing("BOOLEAN"),
  );

/** One of a few words, in small letters. */
export const wordOf = (of: Expression, words: readonly string[]): Expression =>
  firstOf(
    [{ when: among(call("lower", of), words.map(value)), gives: call("lower", of) }],
    nothing("VARCHAR"),
  );

/** `Z`, `+02:00` after a time of day. A cast to TIMESTAMP would drop it without a word. */
const zoned = "\\d:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*([zZ]|UTC|[+-]\\d{2}(:?\\d{2})?)$";

export interface TimeFormat {
  /** strptime's, when not ISO. */
  readonly format: string | undefined;
  /** Where times without a zone are at home. */
  readonly timezone: string;
}

const utc = value("UTC");

/** Wall-clock time of a zone as UTC. */
const fromZone = (of: Expression, timezone: string): Expression =>
  timezone === "UTC" ? of : call("timezone", utc, call("timezone", value(timezone), of));

/** Spellings of zones that the cast does not know, in those that it does: `23:30 Z` as `23:30:00+00`. */
const withPlainZone = (of: Expression): Expression =>
  [
    ["\\s*([zZ]|UTC)$", "+00"],
    ["\\s+([+-]\\d{2}(:?\\d{2})?)$", "\\1"],
    ["([T ]\\d{1,2}:\\d{2})([+-]\\d{2}(:?\\d{2})?)$", "\\1:00\\2"],
  ].reduce(
    (so, [pattern = "", plain = ""]) => call("regexp_replace", so, value(pattern), value(plain)),
    of,
  );

/** A moment in UTC. Dates alone are midnight. */
export function momentOf(of: Expression, { format, timezone }: TimeFormat): Expression {
  if (format !== undefined) {
    const read = call("try_strptime", of, value(format));
    return format.includes("%z") ? call("timezone", utc, read) : fromZone(read, timezone);
  }
  const absolute = call("timezone", utc, castOrNull(withPlainZone(of), "TIMESTAMP WITH TIME ZONE"));
  return firstOf(
    [{ when: call("regexp_matches", of, value(zoned)), gives: absolute }],
    fromZone(castOrNull(of, "TIMESTAMP"), timezone),
  );
}

/** Between 1900 and 2200: neither a slip of the keyboard nor DuckDB's `infinity`. False where it is unknown. */
export const isPlausible = (moment: Expression): Expression =>
  surely(
    all(
      atLeast(moment, timestamp("1900-01-01T00:00:00Z")),
      below(moment, timestamp("2200-01-01T00:00:00Z")),
    ),
  );

/** The day of a moment in a zone. */
export const dayOf = (moment: Expression, timezone: string): Expression =>
  cast(
    timezone === "UTC" ? moment : call("timezone", value(timezone), call("timezone", utc, moment)),
    "DATE",
  );

const email = "[^@\\s]+@[^@\\s]+\\.\\pL{2,}";
const phones = ["^(\\+|00)[1-9][0-9 ().-]{6,}$", "^0[1-9][0-9]{0,3}[ -]?[0-9][0-9 ]{4,10}$"];

const holdsEmail = (of: Expression): Expression =>
  all(call("contains", of, value("@")), call("regexp_matches", of, value(email)));

/** An e-mail address anywhere in it, or a phone number alone. */
export const looksLikeContact = (of: Expression): Expression =>
  any(holdsEmail(of), ...phones.map((pattern) => call("regexp_matches", of, value(pattern))));

/** Kept text of ours, unless it holds an e-mail address. */
export const withoutEmail = (of: Expression): Expression =>
  firstOf([{ when: holdsEmail(of), gives: nothing("VARCHAR") }], of);
