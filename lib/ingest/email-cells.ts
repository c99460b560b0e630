import { hashOfNothing } from "../identity/hash-identifier.ts";
import {
  type Expression,
  all,
  among,
  atMost,
  call,
  column,
  firstOf,
  known,
  lambda,
  list,
  not,
  surely,
  unequal,
  value,
} from "../sql/expression.ts";
import { type Fault, type PersonInput, cell } from "./plan-dataset.ts";
import type { Layout } from "./plan-layout.ts";

/** E-mail addresses that stand for people: lib/identity's rules for them, as the engine judges rows by. */

const matches = (of: Expression, pattern: string): Expression =>
  call("regexp_matches", of, value(pattern));
const replaced = (of: Expression, pattern: string, by: string): Expression =>
  call("regexp_replace", of, value(pattern), value(by), value("g"));

/** RFC 5322's dot-atom signs, and the letters of these classes around them. */
const address = (letters: string): string =>
  `[${letters}.!#$%&'*+/=?^_\`{}~-]+@[${letters}-]+(\\.[${letters}-]+)*\\.[${letters}-]{2,}`;

/** RFC 5321: no address is longer, in characters. */
const longest = value(254);

/** Most texts are of ASCII; these need nothing but a look at their shape. */
const plainText = "^[ -~]*$";
const plainAddress = address("A-Za-z0-9");
const plainAddressOrHash = `^(${plainAddress}|[0-9A-Fa-f]{64})$`;
/** Where Google goes by other rules than Meta. */
const gmail = "(?i)@(gmail|googlemail)\\.com$";

/** An address that `normaliseEmail` gives back in small letters, under both platforms' rules. */
export const isPlainAddress = (of: Expression): Expression =>
  all(
    matches(of, `^${plainAddress}$`),
    not(matches(of, gmail)),
    atMost(call("length", of), longest),
  );

/** In small letters; space may be left where something invisible stood around it. */
const addressOrHash = `^[\\s\\pZ]*(${address("\\p{L}\\p{N}\\p{M}")}|[0-9a-f]{64})[\\s\\pZ]*$`;

/** Seen by hashes alone. */
const invisible =
  "[\\x{AD}\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}\\x{2066}-\\x{2069}\\x{FEFF}]";

/** The one letter whose small form is two characters in JavaScript and one here. */
const withoutTurkishI = (of: Expression): Expression =>
  call("replace", of, value("\u0130"), value("i\u0307"));

const small = (of: Expression): Expression =>
  call("nfc_normalize", call("lower", withoutTurkishI(replaced(of, invisible, ""))));

/** Counted as JavaScript counts: rare characters are two. */
const units = (of: Expression): Expression =>
  call("length", replaced(of, "[\\x{10000}-\\x{10FFFF}]", "xx"));

const nothingHashed = `^[\\s\\pZ]*${hashOfNothing}[\\s\\pZ]*$`;

const one = column("one");
const isOne = all(
  matches(one, addressOrHash),
  not(matches(one, nothingHashed)),
  atMost(units(one), longest),
);

/** Makes the small letters once: naming them twice would make them twice. */
const isAddressOrHash = (of: Expression): Expression =>
  call("list_contains", call("list_transform", list(small(of)), lambda("one", isOne)), value(true));

/**
 * Whether a cell names somebody by e-mail: an address by `normaliseEmail`'s shape, or the hash of
 * one (64 hex digits), never that of nothing. What holds here, `readEmail` can read.
 */
export const isEmailAddress = (cleaned: Expression): Expression =>
  surely(
    firstOf(
      [
        {
          when: matches(cleaned, plainAddressOrHash),
          gives: all(
            atMost(call("length", cleaned), longest),
            unequal(call("lower", cleaned), value(hashOfNothing)),
          ),
        },
        { when: matches(cleaned, plainText), gives: value(false) },
      ],
      isAddressOrHash(cleaned),
    ),
  );

/** Whether this file names people by e-mail in that column. */
export const isByEmail = (layout: Pick<Layout, "cells">, { name }: Pick<PersonInput, "name">) =>
  layout.cells[name]?.source.by === "email";

/** Of a column that names people by e-mail: it is filled with no address. */
export const emailUnreadable = (name: PersonInput["name"]): Fault => ({
  code: `${name}-unreadable`,
  when: all(known(cell(name)), not(isEmailAddress(cell(name)))),
});

const namesNobody = ["missing", "too-long", "unreadable"].map((why) => value(`customer_id-${why}`));

/** Whether a judged row says whom it is about, rejected or not: faults of people come before all others. */
export const isNamed = not(surely(among(column("verdict"), namesNobody)));
