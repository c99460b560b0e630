import type { Dataset } from "../core/dataset.ts";
import type { SqlType } from "../sql/expression.ts";

/** What ingest hands on, as columns of Parquet files. */

/**
 * The columns of accepted rows. `line` is the row's line in its file. Times are UTC, days are in the
 * workspace's zone, money is cents of the workspace's currency. Attributes follow under their own names.
 */
export const datasetColumns = {
  customers: {
    memberId: "VARCHAR",
    line: "BIGINT",
    updated_at: "TIMESTAMP",
    postal_code: "VARCHAR",
    city: "VARCHAR",
    region: "VARCHAR",
    country: "VARCHAR",
    birth_date: "DATE",
    gender: "VARCHAR",
    language: "VARCHAR",
    interests: "VARCHAR[]",
    values: "VARCHAR[]",
    occupation: "VARCHAR",
    industry: "VARCHAR",
    education: "VARCHAR",
    household_id: "VARCHAR",
    joined_at: "TIMESTAMP",
    /** joined_at's day in the workspace's zone. */
    joined_on: "DATE",
    /** Whether the row had one; what it was is not known past the door. */
    has_email: "BOOLEAN",
    has_phone: "BOOLEAN",
    has_first_name: "BOOLEAN",
    has_last_name: "BOOLEAN",
    has_street: "BOOLEAN",
    has_device_id: "BOOLEAN",
    /** Pseudonyms of the row's e-mail addresses: what other files that know people by e-mail call them. */
    email_ids: "VARCHAR[]",
    /** Pseudonyms of its phones and of its name, where the workspace merges people by phone. */
    phone_ids: "VARCHAR[]",
    name_id: "VARCHAR",
    /** Version of the rules by which the row was hashed. */
    rules: "INTEGER",
  },
  orders: {
    memberId: "VARCHAR",
    order_id: "VARCHAR",
    line: "BIGINT",
    /** Its number within the order, where the file has one. */
    order_line: "VARCHAR",
    ordered_at: "TIMESTAMP",
    /** ordered_at's day in the workspace's zone. */
    ordered_on: "DATE",
    product_id: "VARCHAR",
    product_name: "VARCHAR",
    category: "VARCHAR",
    /** Never negative; `kind` tells sales from returns. Null where the file has none. */
    quantity: "DECIMAL(18,3)",
    amount_cents: "BIGINT",
    /** sale | return */
    kind: "VARCHAR",
    channel: "VARCHAR",
  },
  consents: {
    memberId: "VARCHAR",
    purpose: "VARCHAR",
    granted: "BOOLEAN",
    at: "TIMESTAMP",
    line: "BIGINT",
    source: "VARCHAR",
    wording: "VARCHAR",
    evidence: "VARCHAR",
  },
  events: {
    memberId: "VARCHAR",
    event_id: "VARCHAR",
    line: "BIGINT",
    event: "VARCHAR",
    occurred_at: "TIMESTAMP",
    /** occurred_at's day in the workspace's zone. */
    occurred_on: "DATE",
  },
  feedback: {
    memberId: "VARCHAR",
    feedback_id: "VARCHAR",
    line: "BIGINT",
    /** rating | nps | review | complaint */
    kind: "VARCHAR",
    score: "DECIMAL(11,3)",
    product_id: "VARCHAR",
    given_at: "TIMESTAMP",
    given_on: "DATE",
  },
  referrals: {
    memberId: "VARCHAR",
    referral_id: "VARCHAR",
    line: "BIGINT",
    referred_member: "VARCHAR",
    referred_at: "TIMESTAMP",
    referred_on: "DATE",
  },
  products: {
    product_id: "VARCHAR",
    line: "BIGINT",
    product_name: "VARCHAR",
    category: "VARCHAR",
    price_cents: "BIGINT",
  },
  places: {
    country: "VARCHAR",
    postal_code: "VARCHAR",
    line: "BIGINT",
    place: "VARCHAR",
    region: "VARCHAR",
    municipality: "VARCHAR",
    latitude: "DOUBLE",
    longitude: "DOUBLE",
  },
  objections: { memberId: "VARCHAR", line: "BIGINT", at: "TIMESTAMP" },
  erasures: {
    memberId: "VARCHAR",
    line: "BIGINT",
    requested_at: "TIMESTAMP",
    reference: "VARCHAR",
  },
} as const satisfies Record<Dataset, Record<string, SqlType>>;

/** What an attribute's column is in Parquet, by its type in the map. Dates are days in the workspace's zone. */
export const attributeTypes = {
  text: "VARCHAR",
  number: "DECIMAL(38,6)",
  "yes-no": "BOOLEAN",
  date: "DATE",
  list: "VARCHAR[]",
} as const satisfies Record<string, SqlType>;

/** The columns of `identities/fingerprints`: the key and all else of each row of a file, hashed. */
export const fingerprintColumns = {
  key: "UBIGINT",
  content: "UBIGINT",
  /** What makes one row newer than another, where the dataset has it. */
  updated_at: "TIMESTAMP",
  /** Where two rows of one key stand in one file, the later one counts. */
  line: "BIGINT",
} as const satisfies Record<string, SqlType>;

/** The columns of `identities/customers`. Every member of the file who has a customer id, once. */
export const customerIdColumns = { memberId: "VARCHAR", customer_id: "VARCHAR" } as const;

/** The columns of `identities/people`: hashes (and Google's plain country and postal code) of one customer row. */
export const peopleColumns = {
  memberId: "VARCHAR",
  line: "BIGINT",
  updated_at: "TIMESTAMP",
  rules: "INTEGER",
  /** Keyed hash of all that the hashes were made from: the same contact data need not be hashed again. */
  contact: "VARCHAR",
  meta_emails: "VARCHAR[]",
  meta_phones: "VARCHAR[]",
  meta_fn: "VARCHAR",
  meta_ln: "VARCHAR",
  meta_ct: "VARCHAR",
  meta_st: "VARCHAR",
  meta_zip: "VARCHAR",
  meta_country: "VARCHAR",
  meta_doby: "VARCHAR",
  meta_dobm: "VARCHAR",
  meta_dobd: "VARCHAR",
  meta_gen: "VARCHAR",
  meta_madid: "VARCHAR",
  meta_extern_id: "VARCHAR",
  google_emails: "VARCHAR[]",
  google_phones: "VARCHAR[]",
  google_given_name: "VARCHAR",
  google_family_name: "VARCHAR",
  google_region_code: "VARCHAR",
  google_postal_code: "VARCHAR",
} as const satisfies Record<string, SqlType>;

/** What tells the rows of a dataset apart: a row of the same key takes the place of an older one. */
export const datasetKeys: Readonly<Record<Dataset, readonly string[]>> = {
  customers: ["memberId"],
  orders: ["order_id"],
  events: ["event_id"],
  feedback: ["feedback_id"],
  referrals: ["referral_id"],
  consents: ["memberId", "purpose"],
  products: ["product_id"],
  places: ["country", "postal_code"],
  objections: ["memberId"],
  erasures: ["memberId"],
};

/** The column that makes one row newer than another of its key; in other datasets the newer file does. */
export const datasetAges: Partial<Readonly<Record<Dataset, string>>> = {
  customers: "updated_at",
  consents: "at",
};
