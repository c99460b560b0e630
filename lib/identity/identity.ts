import type { CustomerId, Sha256 } from "../core/ids.ts";
import type { CountryCode } from "./country.ts";

/**
 * Stored with each identity. Raise it when any rule in this folder gives another text for the same input, so that
 * `status` can say whose files must be dropped again.
 */
export const identityRulesVersion = 1;

/** A cell: empty ones are missing, null or blank. */
export type Text = string | null | undefined;

/** A person's contact data as it stands in the file. `email` and `phone` may hold several values, apart by `|`. */
export interface ContactRow {
  /** Missing where a person is known by an e-mail or phone alone. */
  readonly customer_id?: CustomerId | undefined;
  readonly email?: Text;
  readonly phone?: Text;
  readonly first_name?: Text;
  readonly last_name?: Text;
  readonly postal_code?: Text;
  readonly city?: Text;
  readonly region?: Text;
  readonly country?: Text;
  readonly birth_date?: Text;
  readonly gender?: Text;
  readonly device_id?: Text;
}

export type Maybe<T> = T | undefined;

/** What Meta is sent of a person: everything hashed but the device id, which Meta takes as it is. */
export interface MetaIdentity {
  readonly emails: readonly Sha256[];
  readonly phones: readonly Sha256[];
  readonly fn: Maybe<Sha256>;
  readonly ln: Maybe<Sha256>;
  readonly ct: Maybe<Sha256>;
  readonly st: Maybe<Sha256>;
  readonly zip: Maybe<Sha256>;
  readonly country: Maybe<Sha256>;
  readonly doby: Maybe<Sha256>;
  readonly dobm: Maybe<Sha256>;
  readonly dobd: Maybe<Sha256>;
  readonly gen: Maybe<Sha256>;
  readonly madid: Maybe<string>;
  readonly externId: Maybe<Sha256>;
}

/** What Google is sent of a person: country (ISO, large letters) and postal code are plain, the rest hashed. */
export interface GoogleIdentity {
  readonly emails: readonly Sha256[];
  readonly phones: readonly Sha256[];
  readonly givenName: Maybe<Sha256>;
  readonly familyName: Maybe<Sha256>;
  readonly regionCode: Maybe<CountryCode>;
  readonly postalCode: Maybe<string>;
}

/** A column that was filled with nothing that either platform can use. */
export type UnusableKind = Exclude<keyof ContactRow, "customer_id">;

export interface HashedPerson {
  readonly meta: MetaIdentity;
  readonly google: GoogleIdentity;
  /** For the receipt. Columns only, never a value. One usable e-mail or phone of several is enough. */
  readonly unusable: readonly UnusableKind[];
}
