import { countryOf } from "../identity/country.ts";
import { metaDeviceId } from "../identity/device-id.ts";
import { emailsToHash, phonesToHash } from "../identity/own-identifiers.ts";
import type { Engine, TextFunction } from "../sql/engine.ts";
import {
  type Expression,
  call,
  column,
  firstOf,
  lambda,
  list,
  unequal,
  value,
} from "../sql/expression.ts";
import { isPlainAddress } from "./email-cells.ts";

/**
 * Cells that are a person's own (e-mails, phones, device ids): hardly any comes twice, so that the
 * engine asks lib/identity for each while it writes the rows, and hashes itself what it is told.
 */

/** Meta's texts, then Google's where they are others. No address has a space. */
function packedEmails(cell: string): string {
  const { meta, google } = emailsToHash(cell);
  return google === meta ? meta : `${meta} ${google}`;
}

const emailTexts: TextFunction = (cells = []) =>
  cells.map((cell) => (cell === null ? null : packedEmails(cell)));

const phoneTexts: TextFunction = (cells = [], homes = []) =>
  cells.map((cell, at) => {
    if (cell === null) return null;
    const home = countryOf(homes[at] ?? "");
    if (home === undefined) throw new TypeError("a phone in a country that phones do not know");
    return phonesToHash(cell, home);
  });

const deviceIds: TextFunction = (cells = []) =>
  cells.map((cell) => (cell === null ? null : (metaDeviceId(cell) ?? null)));

/** Lets an engine ask lib/identity. */
export function defineOwnCells(engine: Pick<Engine, "define">): void {
  engine.define("email_texts", 1, emailTexts);
  engine.define("phone_texts", 2, phoneTexts);
  engine.define("device_id", 1, deviceIds);
}

/** What `email_texts` gives of a cell. Plain addresses, as nearly all are, only come out in small letters. */
export const emailTextsOf = (cell: Expression): Expression =>
  firstOf([{ when: isPlainAddress(cell), gives: call("lower", cell) }], call("email_texts", cell));

const part = (of: Expression, at: number): Expression =>
  call("list_extract", call("string_split", of, value(" ")), value(at));

/** The hash of each of these texts. */
const hashesOf = (texts: Expression, hash: (text: Expression) => Expression): Expression =>
  firstOf(
    [
      {
        when: call("contains", texts, value("|")),
        gives: call(
          "list_transform",
          call("string_split", texts, value("|")),
          lambda("one", hash(column("one"))),
        ),
      },
      { when: unequal(texts, value("")), gives: list(hash(texts)) },
    ],
    list(),
  );

/** Of addresses those have no @ that came hashed. */
const emailHash = (text: Expression): Expression =>
  firstOf([{ when: call("contains", text, value("@")), gives: call("sha256", text) }], text);
/** Of numbers none came hashed. */
const phoneHash = (text: Expression): Expression => call("sha256", text);

const isGoogleOther = (emails: Expression): Expression => call("contains", emails, value(" "));

/** Of what `emailTextsOf` gave: the hashes that Meta is sent. */
export const metaEmails = (emails: Expression): Expression =>
  hashesOf(firstOf([{ when: isGoogleOther(emails), gives: part(emails, 1) }], emails), emailHash);

/** Those that Google is sent; mostly they are Meta's, and not made again. */
export const googleEmails = (emails: Expression, ofMeta: Expression): Expression =>
  firstOf([{ when: isGoogleOther(emails), gives: hashesOf(part(emails, 2), emailHash) }], ofMeta);

/** Of what `phone_texts` gave: the hashes that Meta is sent. */
export const metaPhones = (phones: Expression): Expression =>
  hashesOf(call("replace", phones, value("+"), value("")), phoneHash);

/** Those that Google is sent. */
export const googlePhones = (phones: Expression): Expression => hashesOf(phones, phoneHash);
