import type { Sha256 } from "../core/ids.ts";
import { birthDateOf, metaBirthDate } from "./birth-date.ts";
import { splitValues } from "./clean-text.ts";
import { type CountryCode, countryOf } from "./country.ts";
import { customerIdText } from "./customer-id.ts";
import { metaDeviceId } from "./device-id.ts";
import { normaliseEmail } from "./email.ts";
import { genderOf, metaGender } from "./gender.ts";
import { hashIdentifier, readSha256 } from "./hash-identifier.ts";
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
import type { PerPlatform } from "./per-platform.ts";
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

/** Hashes what is not hashed yet. */
const hashBy =
  (normalise: (raw: string) => Texts) =>
  (raw: string): Hashes => {
    const ready = readSha256(raw);
    return ready === undefined ? hashTexts(normalise(raw)) : { meta: ready, google: ready };
  };

const hashEmail = hashBy(normaliseEmail);
const hashPhone = (raw: string, home: CountryCode) => hashTexts(normalisePhone(raw, home));
const hashFirstName = remember(hashBy(normaliseFirstName));
const hashLastName = remember(hashBy(normaliseLastName));
const hashCity = remember(hashBy(normaliseCity));
const hashRegion = rememberByCountry((raw, home) =>
  hashBy((text) => normaliseRegion(text, home))(raw),
);
/** Meta's hashed, Google's plain. */
const readPostalCode = rememberByCountry((raw, home) => {
  const { meta, google } = normalisePostalCode(raw, home);
  return { meta: readSha256(raw) ?? hashText(meta), google };
});
/** Years, months, days, f and m, countries: a few hundred texts in all. */
const hashFew = remember(hashIdentifier);
const hashFewValued = (text: Maybe<string>) => (text === undefined ? undefined : hashFew(text));

function hashBirthDate(iso: Maybe<string>): Pick<MetaIdentity, "doby" | "dobm" | "dobd"> {
  const date = iso === undefined ? undefined : metaBirthDate(iso);
  return {
    doby: hashFewValued(date?.year),
    dobm: hashFewValued(date?.month),
    dobd: hashFewValued(date?.day),
  };
}

function known(hashes: readonly Maybe<Sha256>[]): readonly Sha256[] {
  const found = hashes.filter((hash) => hash !== undefined);
  return found.length > 1 ? [...new Set(found)] : found;
}

/** The hashes of a column of several values: each once, in the order of the file. */
function eachHash(column: Text, hash: (raw: string) => Hashes): PerPlatform<readonly Sha256[]> {
  const hashes = splitValues(column ?? "").map(hash);
  return {
    meta: known(hashes.map(({ meta }) => meta)),
    google: known(hashes.map(({ google }) => google)),
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

const isFilled = (column: Text) => splitValues(column ?? "").length > 0;
const textOf = (column: Text) => column ?? "";

/**
 * One customer's identifiers under both platforms' rules: each normalised, then hashed (SHA-256, hex), the few that a
 * platform takes as they are left plain. What cannot be used is left out and named in `unusable`; it never costs the
 * row. `region` says where a person without a usable country dials and gets their post; it is never sent as theirs.
 *
 * @example hashPerson({ customer_id, email: "Aino@Example.fi", phone: "040 123 4567" }, "FI").meta.phones
 */
export function hashPerson(contact: ContactRow, region: CountryCode): HashedPerson {
  const country = countryOf(textOf(contact.country));
  const home = country ?? region;
  const emails = eachHash(contact.email, hashEmail);
  const phones = eachHash(contact.phone, (raw) => hashPhone(raw, home));
  const first = hashFirstName(textOf(contact.first_name));
  const last = hashLastName(textOf(contact.last_name));
  const postalCode = readPostalCode(textOf(contact.postal_code), home);
  const gender = metaGender(genderOf(textOf(contact.gender)));
  const meta: MetaIdentity = {
    emails: emails.meta,
    phones: phones.meta,
    fn: first.meta,
    ln: last.meta,
    ct: hashCity(textOf(contact.city)).meta,
    st: hashRegion(textOf(contact.region), home).meta,
    zip: postalCode.meta,
    country: hashFewValued(country?.toLowerCase()),
    ...hashBirthDate(birthDateOf(textOf(contact.birth_date))),
    gen: hashFewValued(gender),
    madid: metaDeviceId(textOf(contact.device_id)),
    externId: hashIdentifier(customerIdText(contact.customer_id)),
  };
  const google: GoogleIdentity = {
    emails: emails.google,
    phones: phones.google,
    givenName: first.google,
    familyName: last.google,
    regionCode: country,
    postalCode: postalCode.google,
  };
  const person = { meta, google };
  const unusable = uses.flatMap(([kind, isOfUse]) =>
    !isOfUse(person) && isFilled(contact[kind]) ? [kind] : [],
  );
  return { ...person, unusable };
}
