import { countryOf } from "../identity/country.ts";
import { metaDeviceId } from "../identity/device-id.ts";
import { type OwnTexts, emailsToHash, phonesToHash } from "../identity/own-identifiers.ts";
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

/**
 * Cells that are a person's own (e-mails, phones, device ids): hardly any comes twice, so that the
 * engine asks lib/identity for each while it writes the rows, and hashes itself what it is told.
 */

/** Meta's texts, then Google's where they are others. No address, number or id has a space. */
const packed = ({ meta, google }: OwnTexts): string =>
  google === meta ? meta : `${meta} ${google}`;

const emailTexts: TextFunction = (cells = []) =>
  cells.map((cell) => (cell === null ? null : packed(emailsToHash(cell))));

const phoneTexts: TextFunction = (cells = [], homes = []) =>
  cells.map((cell, at) => {
    if (cell === null) return null;
    const home = countryOf(homes[at] ?? "");
    if (home === undefined) throw new TypeError("a phone in a country that phones do not know");
    return packed(phonesToHash(cell, home));
  });

const deviceIds: TextFunction = (cells = []) =>
  cells.map((cell) => (cell === null ? null : (metaDeviceId(cell) ?? null)));

/** Lets an engine ask lib/identity. */
export function defineOwnCells(engine: Pick<Engine, "define">): void {
  engine.define("email_texts", 1, emailTexts);
  engine.define("phone_texts", 2, phoneTexts);
  engine.define("device_id", 1, deviceIds);
}

const part = (of: Expression, at: number): Expression =>
  call("list_extract", call("string_split", of, value(" ")), value(at));

/** Of what `email_texts` or `phone_texts` gave: texts that Meta is sent, apart by `|`. */
export const metaOf = (of: Expression): Expression => part(of, 1);
/** Texts that Google is sent. */
export const googleOf = (of: Expression): Expression =>
  firstOf([{ when: call("contains", of, value(" ")), gives: part(of, 2) }], of);

/** Of addresses those have no @ that came hashed. */
export const emailHash = (text: Expression): Expression =>
  firstOf([{ when: call("contains", text, value("@")), gives: call("sha256", text) }], text);

/** Of numbers none came hashed. */
export const phoneHash = (text: Expression): Expression => call("sha256", text);

/** The hash of each of these texts. */
export const hashesOf = (texts: Expression, hash: (text: Expression) => Expression): Expression =>
  firstOf(
    [
      {
        when: unequal(texts, value("")),
        gives: call(
          "list_transform",
          call("string_split", texts, value("|")),
          lambda("one", hash(column("one"))),
        ),
      },
    ],
    list(),
  );
