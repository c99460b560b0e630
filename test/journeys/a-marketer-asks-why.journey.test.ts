import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aboutCustomer } from "../../lib/app/about-customer.ts";
import { columnValues } from "../../lib/app/column-values.ts";
import { explainCustomer } from "../../lib/app/explain-customer.ts";
import { previewSegmentNow } from "../../lib/app/preview-segment.ts";
import { sayAbout } from "../../lib/cli/say-about.ts";
import { sayExplained } from "../../lib/cli/say-explained.ts";
import { sayPreview } from "../../lib/cli/say-preview.ts";
import { sayValues } from "../../lib/cli/say-values.ts";
import { terminal } from "../../lib/cli/terminal.ts";
import type { Terminal } from "../../lib/cli/terminal.ts";
import type { Folder } from "../../lib/workspace/workspace.ts";
import { aLivingShop, audienceIn } from "../builders/living-shop.ts";
import type { LivingShop } from "../builders/living-shop.ts";
import {
  aShopper,
  consentsCsv,
  customersCsv,
  ordersCsv,
  shoppers,
  smallShop,
} from "../builders/small-shop.ts";

const settings = `
name: Small shop
languages: [fi, en]
timezone: Europe/Helsinki
currency: EUR
country: FI
consent: [advertising]
guard: { shrink: 90%, grow: 1000%, minimum: 10 }
files: { rejected: 50%, rows: 0% }
merge: [email]
`;
const segment = (name: string, who: string, more = ""): string => `
name: { fi: ${name}, en: ${name} }
why: To be asked about
owner: crm@example.com
who: ${who}
${more}
`;
const folder = smallShop({
  "workspace.yaml": settings,
  "destinations.yaml":
    'meta-main: { platform: meta, ad-account: "1234567890", secret: meta-main }\n',
  "segments/buyers.yaml": segment("Buyers", "{ orders: {} }"),
  "segments/swedes.yaml": segment("Swedes", "{ place: { country: SE } }"),
  "segments/regulars.yaml": segment(
    "Regulars",
    "{ all: [{ orders: { count: { at-least: 2 }, within: 24 months } }, { not: { age: { at-least: 60 } } }] }",
    "exclude: [swedes]\nto: [meta-main]",
  ),
});

const people = [
  ...shoppers(10),
  aShopper(11, { orders: 3, born: "1990-03-09", country: "FI" }),
  aShopper(12, { orders: 2, ads: "no" }),
  aShopper(13, { orders: 2, born: "2015-01-01" }),
  aShopper(14, { orders: 2, country: "SE" }),
  aShopper(15, { orders: 2, email: "" }),
  aShopper(16, { orders: 2, born: "1950-01-01" }),
  aShopper(17, { orders: 2 }),
  aShopper(18, { orders: 1, email: "shopper17@example.com" }),
];

const now = new Date("2026-10-04T00:00:00Z");

/** One story, told in order: two nights, then questions, then a withdrawal and a third night. */
describe("a marketer asks why", () => {
  let shop: LivingShop;
  const said: string[] = [];
  /** What a command would say of what was found, in words and as JSON. */
  const told = <T>(say: (found: T, out: Terminal) => void, found: T): string => {
    const words: string[] = [];
    const stream = { write: (text: string) => words.push(text) };
    say(found, terminal({ stdout: stream, stderr: stream }, { json: false, colour: false }));
    said.push(...words, JSON.stringify(found));
    return words.join("");
  };
  const explain = (customer: string, language?: string) =>
    explainCustomer(shop.stack, { segment: "regulars", customer, language, now });
  const preview = (differs?: Folder) =>
    previewSegmentNow(shop.stack, { segment: "regulars", folder: differs, language: "en", now });
  const values = (column: string) => columnValues(shop.stack, { column, limit: 40, now });
  const about = (customer: string, day?: string) =>
    aboutCustomer(shop.stack, { customer, at: day, now });
  const draft = {
    ...folder,
    "segments/regulars.yaml": segment(
      "Regulars",
      "{ orders: { count: { at-least: 3 } } }",
      "to: [meta-main]",
    ),
  };

  beforeAll(async () => {
    shop = await aLivingShop(folder, { now: new Date("2026-10-01T20:00:00Z") });
    const morning = "2026-10-01T10:00:00Z";
    await shop.drop("customers", "customers.csv", customersCsv(people, morning));
    await shop.drop("orders", "orders.csv", ordersCsv(people, "2026-10-01"));
    await shop.drop("consents", "consents.csv", consentsCsv(people, morning));
    await shop.night("2026-10-02T00:00:00Z");
    await shop.approveFirst();
    await shop.night("2026-10-03T00:00:00Z");
  });
  afterAll(() => shop.stop());

  test("why somebody is in: each clause with what was found, in the workspace's language", async () => {
    const text = told(sayExplained, await explain("C-1011"));
    expect(text).toMatch(/Regulars \(regulars\).* in it on 2026-10-04/);
    expect(text).toMatch(
      /^ {4}✓ tilauksia viimeisten 24 kuukauden aikana: 3, vaaditaan vähintään 2$/m,
    );
    expect(text).toMatch(/^ {6}✗ syntynyt: 9\.3\.1990, vaaditaan/m);
    expect(text).toMatch(/regulars@meta-main +eligible +there since r-20261003-/);
  });

  test("why somebody is not, in another language", async () => {
    const text = told(sayExplained, await explain("C-1001", "en"));
    expect(text).toMatch(/the customer is not in it/);
    expect(text).toMatch(/^ {2}✗ all of these:$/m);
    expect(text).toMatch(/✗ orders in the last 24 months: 1, needs at least 2/);
    expect(text).toMatch(/\? born: not known, needs aged at least 60/);
    expect(text).toMatch(/regulars@meta-main +not in the segment +not there/);
  });

  test.each([
    ["C-1012", "no-consent"],
    ["C-1013", "minor"],
    ["C-1014", "excluded"],
    ["C-1015", "no-identifier"],
  ])("%s is in the segment and withheld: %s", async (customer, reason) => {
    expect(await explain(customer)).toMatchObject({
      in: true,
      audiences: [{ member: true, reason, sent: { there: "no" } }],
    });
  });

  test("whom nobody knows is told without a word of them", async () => {
    const answer = await explain("C-9999-nobody").catch(String);
    expect(answer).toMatch(/there is no such customer/);
    expect(answer).not.toContain("9999");
    expect(await about("C-9999-nobody").catch(String)).toBe(answer);
  });

  test("what a segment comes to, and what its next push would do", async () => {
    const found = await preview();
    expect(found).toMatchObject({ customers: 17, size: 6 });
    const [orders, not] = found.rule.of;
    expect(orders).toMatchObject({ holds: 7, unknown: 0, without: 10 });
    expect(not).toMatchObject({ onlyUnknown: 4, of: [{ holds: 1, without: 1 }] });
    expect(found.overlaps).toEqual([
      { segment: "buyers", size: 17, both: 6, share: 1, jaccard: 6 / 17 },
      { segment: "swedes", size: 1, both: 1, share: 1 / 6, jaccard: 1 / 6 },
    ]);
    expect(found.audiences).toMatchObject([
      { id: "regulars@meta-main", added: 0, removed: 0, unchanged: 2, held: null },
    ]);
    const text = told(sayPreview, found);
    expect(text).toMatch(/^ {4}at least 2 orders.* +7 +\+10$/m);
    expect(text).toMatch(/“not: aged at least 60” lets in 4 of whom it is not known/);
  });

  test("a rule that is not published yet is tried on the same data; nothing is written", async () => {
    const objects = await shop.stores.lake.list("");
    const kept = await shop.stores.audiences.list();
    expect(await preview(draft)).toMatchObject({
      size: 2,
      audiences: [{ added: 0, removed: 0, unchanged: 2 }],
    });
    expect(await shop.stores.lake.list("")).toEqual(objects);
    expect(await shop.stores.audiences.list()).toEqual(kept);
  });

  test("what a column holds", async () => {
    expect(told(sayValues, await values("product_name"))).toMatch(/^ {2}a lead +26 +100% +17$/m);
    const countries = told(sayValues, await values("country"));
    expect(countries).toMatch(/^ {2}SE +fewer than 5$/m);
    expect(countries).toMatch(/^ {2}\(not known\) +15 +88%$/m);
    await expect(values("phone")).rejects.toThrow(/could tell who somebody is/);
  });

  test("all that is known of a customer, who is one person with another", async () => {
    const text = told(sayAbout, await about("C-1018"));
    expect(text).toMatch(/one person with 1 other customer record/);
    expect(text).toMatch(/^ {2}regulars +Regulars +2026-10-02$/m);
    expect(text).toMatch(/^ {2}regulars@meta-main +eligible +there since/m);
    expect(text).toMatch(
      /^ {2}advertising +granted +yes +2026-10-01 10:00 +consents\/consents\.csv/m,
    );
  });

  test("after a withdrawal the preview says what the night then does", async () => {
    const no = [aShopper(11, { ads: "no" })];
    await shop.drop("consents", "no.csv", consentsCsv(no, "2026-10-03T10:00:00Z"));
    const moved = { added: 0, removed: 1, withdrawn: 1, unchanged: 1 };
    expect((await preview()).audiences).toMatchObject([moved]);
    const text = told(sayExplained, await explain("C-1011"));
    expect(text).toMatch(/withheld: no consent +there .* the next push removes them/);
    const report = await shop.night("2026-10-04T00:00:00Z");
    expect(audienceIn(report, "regulars@meta-main")).toMatchObject(moved);
  });

  test("a customer is told as they were on a day, with what had come by then", async () => {
    const today = await about("C-1011");
    told(sayAbout, today);
    expect(today).toMatchObject({
      segments: [{ id: "buyers" }, { id: "regulars", since: "2026-10-02" }],
      audiences: [{ id: "regulars@meta-main", reason: "no-consent", there: "no" }],
      consents: [
        {
          purpose: "advertising",
          stands: "refused",
          said: [{ granted: false, file: "consents/no.csv" }, { file: "consents/consents.csv" }],
        },
      ],
    });
    expect(await about("C-1011", "2026-10-03")).toMatchObject({
      run: expect.stringMatching(/^r-20261003-/),
      audiences: [{ id: "regulars@meta-main", reason: null, there: "yes", sent: null }],
      consents: [{ stands: "refused", said: [{ granted: false }, { granted: true }] }],
    });
    expect(await about("C-1011", "2026-10-02")).toMatchObject({
      audiences: [{ reason: null, there: "no" }],
      consents: [{ stands: "granted", said: [{ file: "consents/consents.csv" }] }],
    });
    await expect(about("C-1011", "2026-09-01")).rejects.toThrow(/no run had ended by 2026-09-01/);
  });

  test("no answer held a customer id, an address, or a hash", () => {
    const all = said.join("\n");
    expect(all.length).toBeGreaterThan(1000);
    expect(all).not.toMatch(/C-10\d\d/);
    expect(all).not.toMatch(/@example/);
    expect(all).not.toMatch(/[0-9a-f]{64}/);
  });
});
