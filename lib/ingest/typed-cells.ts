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
  equal,
  firstOf,
  lambda,
  minus,
  surely,
  timestamp,
  unequal,
  value,
} from "../sql/expression.ts";
import { inUtc, isoMoment } from "./iso-moment.ts";
import { type NumberText, anyNumber, plainNumber } from "./number-texts.ts";
import { fromZone, toZone } from "./zone-shift.ts";

/**
 * Text cells as typed values; unknown where they are blank or cannot be read. Most cells are plain, so
 * the general way of reading is left to those that need it: figures are CPU time a row.
 */

/** What `trim` of JavaScript takes off, so that both sides of an id's hash agree. */
const space =
  " \t\n\r\u000b\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

export const nothing = (type: SqlType): Expression => cast(value(null), type);

const filled = (of: Expression): Expression => call("nullif", of, value(""));

const sortsWithin = (of: Expression, low: string, end: string): Expression =>
  all(atLeast(of, value(low)), below(of, value(end)));

/** Between the spaces of ASCII and U+00A0, or between that and the next. */
const startsVisibly = (of: Expression): Expression =>
  any(sortsWithin(of, "!", "\u00a0"), sortsWithin(of, "\u00a1", "\u1680"));

/** 0.04 µs to see that nothing of a European text is to be trimmed; the trim takes 0.14 µs or more. */
const trimmed = (of: Expression): Expression =>
  firstOf(
    [
      {
        when: all(startsVisibly(of), startsVisibly(call("substring", of, value(-1), value(1)))),
        gives: of,
      },
    ],
    call("trim", of, value(space)),
  );

/** No letter below U+0300, mark of punctuation or currency is written in another way in NFC. */
const alwaysNfc = "^[\\x{0}-\\x{2ff}\\x{2010}-\\x{2027}\\x{20a0}-\\x{20bf}]*$";

/** ASCII (as many bytes as characters) costs 0.01 µs, Western European text 0.08 µs, the rest 0.45 µs. */
const inNfc = (of: Expression): Expression =>
  firstOf(
    [
      { when: equal(call("strlen", of), call("length", of)), gives: of },
      { when: call("regexp_matches", of, value(alwaysNfc)), gives: of },
    ],
    call("nfc_normalize", of),
  );

/** A cell as it is compared everywhere: trimmed, NFC. */
export const cleanText = (of: Expression): Expression => filled(inNfc(trimmed(of)));

/** Without an ending that an export leaves behind, as in `17850.0`, and without space before it. */
export const withoutEnd = (of: Expression, end: string): Expression =>
  filled(
    firstOf(
      [
        {
          when: call("ends_with", of, value(end)),
          gives: call(
            "rtrim",
            call("substring", of, value(1), minus(call("length", of), call("length", value(end)))),
            value(space),
          ),
        },
      ],
      of,
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

/** A slash at an end, after another one, or beside a space. */
const looseSlash = "(^|[/\\s])/|/(\\s|$)";

const tightened = (of: Expression): Expression =>
  call("trim", call("regexp_replace", of, value("\\s*/+\\s*"), value("/"), value("g")), value("/"));

/** `Pets / Cats/food` as `Pets/Cats/food`: no space around the steps, no empty ones. 0.06 µs to see that it is so, 0.25 µs more to make it so. */
export const pathOf = (of: Expression): Expression =>
  filled(
    firstOf([{ when: call("regexp_matches", of, value(looseSlash)), gives: tightened(of) }], of),
  );

export interface NumberFormat extends NumberText {
  /** Numbers that do not fit are no numbers; digits beyond its scale are rounded. */
  readonly type: Extract<SqlType, "DECIMAL(11,3)" | "DECIMAL(15,6)" | "DECIMAL(38,6)">;
}

/** A number of 128 bits is read in 2.9 µs, one that fits in 64 in 0.03 µs. */
const exactDecimal =
  (type: NumberFormat["type"]) =>
  (of: Expression): Expression =>
    type === "DECIMAL(38,6)"
      ? call("coalesce", cast(castOrNull(of, "DECIMAL(18,6)"), type), castOrNull(of, type))
      : castOrNull(of, type);

/** An exact decimal. Digits alone are read as they stand, 0.03 µs (0.08 µs with a comma), the rest in 0.6 µs. */
export function numberOf(of: Expression, { type, ...format }: NumberFormat): Expression {
  const narrow = type === "DECIMAL(38,6)" ? "DECIMAL(18,6)" : type;
  const plain = castOrNull(plainNumber(of, format), narrow);
  return call("coalesce", cast(plain, type), anyNumber(of, format, exactDecimal(type)));
}

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
    [
      ...words.map((word) => ({ when: equal(of, value(word)), gives: value(word) })),
      { when: among(call("lower", of), words.map(value)), gives: call("lower", of) },
    ],
    nothing("VARCHAR"),
  );

export interface TimeFormat {
  /** strptime's, when not ISO. */
  readonly format: string | undefined;
  /** Where times without a zone are at home. */
  readonly timezone: string;
}

/** A moment in UTC. Dates alone are midnight. */
export function momentOf(of: Expression, { format, timezone }: TimeFormat): Expression {
  if (format === undefined) return isoMoment(of, timezone);
  const read = call("try_strptime", of, value(format));
  return format.includes("%z") ? inUtc(read) : fromZone(read, timezone);
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
  cast(toZone(moment, timezone), "DATE");

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
