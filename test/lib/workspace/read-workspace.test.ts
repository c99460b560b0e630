import { expect, test } from "vitest";
import { readWorkspace } from "../../../lib/workspace/read-workspace.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";

const settings =
  "name: Pohjolan Lemmikki\nlanguages: [fi, sv, en]\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n";
const destinations = 'meta-main: { platform: meta, ad-account: "0123", secret: meta-main }\n';

const aFolder = (differs: Folder = {}): Folder => ({
  "workspace.yaml": settings,
  "destinations.yaml": destinations,
  ...differs,
});

test("what is not said has its default", () => {
  const { workspace, problems } = readWorkspace(aFolder());
  expect(problems).toEqual([]);
  expect(workspace?.settings).toEqual({
    name: "Pohjolan Lemmikki",
    languages: ["fi", "sv", "en"],
    timezone: "Europe/Helsinki",
    currency: "EUR",
    country: "FI",
    refresh: "03:00",
    consent: ["advertising"],
    minimumAge: 18,
    unknownAge: "let-through",
    guard: { shrink: 0.3, grow: 1, minimum: 100 },
    freshness: {},
    files: { rejected: 0.05, rows: 0.5 },
    holdout: 0,
    rates: {},
    lifecycle: {
      loyal: { orders: 4, within: { amount: 24, unit: "months" } },
      former: { after: { amount: 24, unit: "months" } },
    },
    journey: [],
    score: undefined,
    sensitive: { categories: [], attributes: [] },
    merge: [],
  });
  expect(workspace?.destinations).toEqual([
    {
      id: "meta-main",
      platform: "meta",
      adAccount: "0123",
      secret: "meta-main",
      identifiers: ["email", "phone"],
      consent: ["advertising"],
      only: undefined,
      place: { file: "destinations.yaml", line: 1, column: 1 },
    },
  ]);
});

test("everything that may be said is read", () => {
  const { workspace, problems } = readWorkspace(
    aFolder({
      "workspace.yaml": `${settings}refresh: "04:30"
minimum-age: 16
unknown-age: withhold
guard: { shrink: 20% }
freshness: { consents: 7 days, orders: 36 hours }
files: { rejected: 30%, rows: 50% }
holdout: 2.5%
rates: { SEK: 0.087, GBP: 1.17 }
lifecycle: { former: { after: 1 year } }
`,
      "destinations.yaml": `
google-main: { platform: google-data-manager, operating-account: "1", login-account: "2", secret: g, membership: 540 days, consent: [ads, email] }
google-old: { platform: google-ads, customer: "1", login-customer: "2", secret: o, only: { age: 3 } }
`,
    }),
  );
  expect(problems).toEqual([]);
  expect(workspace?.settings).toMatchObject({
    refresh: "04:30",
    minimumAge: 16,
    unknownAge: "withhold",
    guard: { shrink: 0.2, grow: 1, minimum: 100 },
    freshness: { consents: { amount: 7, unit: "days" }, orders: { amount: 36, unit: "hours" } },
    files: { rejected: 0.3, rows: 0.5 },
    holdout: 0.025,
    rates: { SEK: "0.087", GBP: "1.17" },
    lifecycle: { former: { after: { amount: 1, unit: "years" } } },
  });
  expect(workspace?.destinations).toMatchObject([
    {
      platform: "google-data-manager",
      operatingAccount: "1",
      loginAccount: "2",
      membershipDays: 540,
      consent: ["ads", "email"],
    },
    {
      platform: "google-ads",
      customer: "1",
      loginCustomer: "2",
      membershipDays: 90,
      only: { age: 3 },
    },
  ]);
});

test("column maps are read, several in one file", () => {
  const { workspace, problems } = readWorkspace(
    aFolder({
      "datasets/all.yaml": `dataset: orders
mode: changes
columns:
  order_id: InvoiceNo
  customer_id: { from: CustomerID, trim-end: ".0" }
  ordered_at: { from: InvoiceDate, format: "%d.%m.%Y %H:%M" }
  unit_price: { from: UnitPrice, decimal: comma }
attributes: { campaign: { from: utm_campaign, type: text }, note: { from: Note, contact: allowed } }
skip: [{ when: { StockCode: [POST, M, { starts-with: gift_ }] }, because: not a product }]
files: { delimiter: ";", encoding: windows-1252 }
---
dataset: customers
mode: full
columns: { customer_id: { by: email, from: Sähköposti } }
files: { quote: "'" }
consents: { advertising: { from: ads_ok, at: updated_at } }
`,
    }),
  );
  expect(problems).toEqual([]);
  const plain = { trimEnd: undefined, decimal: "point", format: undefined, by: undefined };
  expect(workspace?.datasets.orders).toEqual({
    dataset: "orders",
    mode: "changes",
    columns: {
      order_id: { ...plain, from: "InvoiceNo" },
      customer_id: { ...plain, from: "CustomerID", trimEnd: ".0" },
      ordered_at: { ...plain, from: "InvoiceDate", format: "%d.%m.%Y %H:%M" },
      unit_price: { ...plain, from: "UnitPrice", decimal: "comma" },
    },
    attributes: {
      campaign: { ...plain, from: "utm_campaign", type: "text", contact: "refused" },
      note: { ...plain, from: "Note", type: "text", contact: "allowed" },
    },
    consents: {},
    skip: [
      { when: { StockCode: ["POST", "M", { startsWith: "gift_" }] }, because: "not a product" },
    ],
    files: { delimiter: ";", quote: undefined, encoding: "windows-1252" },
  });
  expect(workspace?.datasets.customers.mode).toBe("full");
  expect(workspace?.datasets.customers.files.quote).toBe("'");
  expect(workspace?.datasets.customers.columns["customer_id"]).toEqual({
    ...plain,
    from: "Sähköposti",
    by: "email",
  });
  expect(workspace?.datasets.customers.consents).toEqual({
    advertising: { from: "ads_ok", at: "updated_at" },
  });
});
