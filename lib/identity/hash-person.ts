import type { Sha256 } from "../core/ids.ts";
import { birthDateOf, metaBirthDate } from "./birth-date.ts";
import { splitValues } from "./clean-text.ts";
import { type CountryCode, countryOf } from "./country.ts";
import { customerIdText } from "./customer-id.ts";
import { metaDeviceId } from "./device-id.ts";
import { hashEmail } from "./email.ts";
import { genderOf, metaGender } from "./gender.ts";
import { hashIdentifier, hashOfNothing, readSha256 } from "./hash-identifier.ts";
import type {
  ContactRow,
  GoogleIdentity,
  HashedPerson,
  Maybe,
  MetaIdentity,
  Text,
  UnusableKind,
} from "./identity.ts";
import { normaliseFirstName, normaliseLastName } from "./name.ts";
import { type PerPlatform, unusableText } from "./per-platform.ts";
import { normalisePhone } from "./phone.ts";
import { normaliseCity, normalisePostalCode, normaliseRegion } from "./place.ts";
import { remember, rememberByCountry } from "./remember.ts";

type Hashes = PerPlatform<Maybe<Sha256>>;
type Texts = PerPlatform<Maybe<string>>;

const hashText = (text: Maybe<string>) => (text === undefined ? undefined : hashIdentifier(text));

function hashTexts({ meta, google }: Texts): Hashes {
  const hashed = hashText(meta);
  return { meta: hashed, google: google === meta ? hashed : hashText(google) };
}

/** Hashes what is not hashed yet, and lets no hash of nothing through. */
const hashBy =
  (normalise: (raw: string) => Texts) =>
  (raw: string): Hashes => {
    const ready = readSha256(raw);
    if (ready === undefined) return hashTexts(normalise(raw));
    return ready === hashOfNothing ? unusableText : { meta: ready, google: ready };
  };

const hashPhone = (raw: string, home: CountryCode) => hashTexts(normalisePhone(raw, home));
const hashCustomerId = (raw: string) => hashText(customerIdText(raw) || undefined);
export const hashFirstName = remember(hashBy(normaliseFirstName));
export const hashLastName = remember(hashBy(normaliseLastName));
export const hashCity = remember(hashBy(normaliseCity));
export const hashRegion = rememberByCountry((raw, home) =>
  hashBy((text) => normaliseRegion(text, home))(raw),
);
/** Meta's hashed, Google's plain. */
export const readPostalCode = rememberByCountry((raw, home) => {
  const { meta, google } = normalisePostalCode(raw, home);
  return { meta: hashBy(() => ({ meta, google: undefined }))(raw).meta, google };
});
/** The country that the row names, and its hash: Meta wants the code in small letters. */
export const readCountry = remember((raw) => {
  const code = countryOf(raw);
  return { code, meta: hashText(code?.toLowerCase()) };
});
export const hashGender = remember((raw) => ({ meta: hashText(metaGender(genderOf(raw))) }));

/** Years, months and days: two hundred texts in all. */
const hashDatePart = remember(hashIdentifier);
/** As many as a century has days. */
export const hashBirthDate = remember((raw): Pick<MetaIdentity, "doby" | "dobm" | "dobd"> => {
  const iso = birthDateOf(raw);
  if (iso === undefined) return { doby: undefined, dobm: undefined, dobd: undefined };
  const { year, month, day } = metaBirthDate(iso);
  return { doby: hashDatePart(year), dobm: hashDatePart(month), dobd: hashDatePart(day) };
}, 40_000);

const oneOrNone = (hash: Maybe<Sha256>): readonly Sha256[] => (hash === undefined ? [] : [hash]);
const eachOnce = (hashes: readonly Maybe<Sha256>[]): readonly Sha256[] => [
  ...new Set(hashes.filter((hash) => hash !== undefined)),
];

/** The hashes of a column of several values: each once, in the order of the file. */
function eachHash(column: string, hash: (raw: string) => Hashes): PerPlatform<readonly Sha256[]> {
  if (column === "") return { meta: [], google: [] };
  if (!column.includes("|")) {
    const { meta, google } = hash(column);
    return { meta: oneOrNone(meta), google: oneOrNone(google) };
  }
  const hashes = splitValues(column).map(hash);
  return {
    meta: eachOnce(hashes.map(({ meta }) => meta)),
    google: eachOnce(hashes.map(({ google }) => google)),
  };
}

/** Where it shows that a column was of use. */
const uses: readonly [UnusableKind, (person: Omit<HashedPerson, "unusable">) => boolean][] = [
  ["email", ({ meta }) => meta.emails.length > 0],
  ["phone", ({ meta }) => meta.phones.length > 0],
  ["first_name", ({ meta }) => meta.fn !== undefined],
  ["last_name", ({ meta }) => meta.ln !== undefined],
  ["postal_code", ({ meta, google }) => (meta.zip ?? google.postalCode) !== undefined],
  ["city", ({ meta }) => meta.ct !== undefined],
  ["region", ({ meta }) => meta.st !== undefined],
  ["country", ({ meta }) => meta.country !== undefined],
  ["birth_date", ({ meta }) => meta.doby !== undefined],
  ["gender", ({ meta }) => meta.gen !== undefined],
  ["device_id", ({ meta }) => meta.madid !== undefined],
];

const textOf = (column: Text) => column ?? "";
const isFilled = (column: Text) => textOf(column) !== "" && splitValues(textOf(column)).length > 0;

/** The columns that were filled to no use. */
function unusableOf(contact: ContactRow, person: Omit<HashedPerson, "unusable">) {
  const unusable: UnusableKind[] = [];
  for (const [kind, isOfUse] of uses)
    if (!isOfUse(person) && isFilled(contact[kind])) unusable.push(kind);
  return unusable;
}

/**
 * One customer's identifiers under both platforms' rules: each normalised, then hashed (SHA-256, hex), the few that a
 * platform takes as they are left plain. What cannot be used is left out and named in `unusable`; it never costs the
 * row. `region` says where a person without a usable country dials and gets their post; it is never sent as theirs.
 *
 * @example hashPerson({ customer_id, email: "Aino@Example.fi", phone: "040 123 4567" }, "FI").meta.phones
 */
export function hashPerson(contact: ContactRow, region: CountryCode): HashedPerson {
  const country = readCountry(textOf(contact.country));
  const home = country.code ?? region;
  const emails = eachHash(textOf(contact.email), hashEmail);
  const phones = eachHash(textOf(contact.phone), (raw) => hashPhone(raw, home));
  const first = hashFirstName(textOf(contact.first_name));
  const last = hashLastName(textOf(contact.last_name));
  const postalCode = readPostalCode(textOf(contact.postal_code), home);
  const { doby, dobm, dobd } = hashBirthDate(textOf(contact.birth_date));
  const meta: MetaIdentity = {
    emails: emails.meta,
    phones: phones.meta,
    fn: first.meta,
    ln: last.meta,
    ct: hashCity(textOf(contact.city)).meta,
    st: hashRegion(textOf(contact.region), home).meta,
    zip: postalCode.meta,
    country: country.meta,
    doby,
    dobm,
    dobd,
    gen: hashGender(textOf(contact.gender)).meta,
    madid: metaDeviceId(textOf(contact.device_id)),
    externId: hashCustomerId(textOf(contact.customer_id)),
  };
  const google: GoogleIdentity = {
    emails: emails.google,
    phones: phones.google,
    givenName: first.google,
    familyName: last.google,
    regionCode: country.code,
    postalCode: postalCode.google,
  };
  const person = { meta, google };
  return { ...person, unusable: unusableOf(contact, person) };
}
