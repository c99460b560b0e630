import type { Folder } from "../../lib/workspace/workspace.ts";

/** A customer of the small shop, as its own files tell of them. All made up; domains and phones are reserved ones. */
export interface Shopper {
  readonly id: string;
  readonly email: string;
  readonly phone: string;
  readonly first: string;
  readonly last: string;
  readonly street: string;
  readonly postal: string;
  readonly city: string;
  readonly country: string;
  readonly born: string;
  readonly device: string;
  readonly orders: number;
  /** What they said about advertising; undefined: never asked. */
  readonly ads: "yes" | "no" | undefined;
}

/** Somebody who has bought once and said yes to advertising; a test names only the difference. */
export const aShopper = (number: number, differs: Partial<Shopper> = {}): Shopper => ({
  id: `C-${1000 + number}`,
  email: `shopper${number}@example.com`,
  phone: "",
  first: "",
  last: "",
  street: "",
  postal: "",
  city: "",
  country: "",
  born: "",
  device: "",
  orders: 1,
  ads: "yes",
  ...differs,
});

/** So many of them. */
export const shoppers = (count: number, from = 1): readonly Shopper[] =>
  Array.from({ length: count }, (_, at) => aShopper(from + at));

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`).join("");

const customerColumns =
  "customer_id,email,phone,first_name,last_name,street,postal_code,city,country,birth_date,device_id,updated_at";

/** Their rows in customers, as they were at a time. */
export const customersCsv = (of: readonly Shopper[], at: string): string =>
  csv([
    customerColumns.split(","),
    ...of.map((one) => [
      one.id,
      one.email,
      one.phone,
      one.first,
      one.last,
      one.street,
      one.postal,
      one.city,
      one.country,
      one.born,
      one.device,
      at,
    ]),
  ]);

/** One line for each order, on the given day. */
export const ordersCsv = (of: readonly Shopper[], day: string): string =>
  csv([
    ["order_id", "customer_id", "ordered_at", "product_name", "amount"],
    ...of.flatMap((one, position) =>
      Array.from({ length: one.orders }, (_, at) => [
        `${day}/${position + 1}/${at + 1}`,
        one.id,
        `${day} 12:00:00`,
        "a lead",
        "20.00",
      ]),
    ),
  ]);

/** What those who were asked said, at a time. */
export const consentsCsv = (of: readonly Shopper[], at: string): string =>
  csv([
    ["customer_id", "purpose", "granted", "at"],
    ...of.flatMap(({ id, ads }) => (ads === undefined ? [] : [[id, "advertising", ads, at]])),
  ]);

/** Everybody who has ever bought, at Meta and at Google; guards that judge audiences of ten already. */
export const smallShop = (differs: Folder = {}): Folder => ({
  "workspace.yaml": `
name: Small shop
timezone: Europe/Helsinki
currency: EUR
country: FI
consent: [advertising]
guard: { shrink: 30%, grow: 100%, minimum: 10 }
files: { rejected: 50%, rows: 0% }
`,
  "destinations.yaml": `
meta-main: { platform: meta, ad-account: "1234567890", secret: meta-main, identifiers: [email, phone, name, place, customer-id, device-id] }
google-main: { platform: google-data-manager, operating-account: "1112223333", secret: google-main }
`,
  "segments/buyers.yaml": `
name: Buyers
why: Everybody who has bought
owner: crm@example.com
who: { orders: {} }
to: [meta-main, google-main]
`,
  ...differs,
});
