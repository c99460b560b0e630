import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cacheFolder } from "../../lib/cli/assembly.ts";
import { announce, withdraw } from "../../lib/cli/find-stack.ts";
import { sha256 } from "../builders/gift-shop-people.ts";
import { aLivingShop, audienceIn } from "../builders/living-shop.ts";
import type { LivingShop } from "../builders/living-shop.ts";
import { runMain } from "../builders/run-main.ts";
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

const at = ["--now", "2026-10-04T00:00:00Z"];

/** A cloud that somebody has up must be found again by its commands when the tests are done. */
const session = path.join(cacheFolder, "up.json");
const before = existsSync(session) ? readFileSync(session, "utf8") : undefined;

/** One story, told in order: two nights, then questions, then a withdrawal and a third night. */
describe("a marketer asks why", () => {
  const desk = mkdtempSync(path.join(tmpdir(), "audience-desk-"));
  let shop: LivingShop;
  const said: string[] = [];
  const ask = async (...words: string[]) => {
    const answer = await runMain(words);
    said.push(answer.stdout, answer.stderr);
    return answer;
  };
  const jsonOf = async (...words: string[]) => {
    const { code, stdout, stderr } = await ask(...words, "--json");
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return JSON.parse(stdout);
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
    await announce(shop.stack);
  });
  afterAll(async () => {
    await withdraw();
    if (before !== undefined) writeFileSync(session, before);
    await shop.stop();
    rmSync(desk, { recursive: true, force: true });
  });

  test("why somebody is in: each clause with what was found, in the workspace's language", async () => {
    const { code, stdout } = await ask("explain", "regulars", "C-1011", ...at);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Regulars \(regulars\).* in it on 2026-10-04/);
    expect(stdout).toMatch(
      /^ {4}✓ tilauksia viimeisten 24 kuukauden aikana: 3, vaaditaan vähintään 2$/m,
    );
    expect(stdout).toMatch(/^ {6}✗ syntynyt: 9\.3\.1990, vaaditaan/m);
    expect(stdout).toMatch(/regulars@meta-main +eligible +there since r-20261003-/);
  });

  test("why somebody is not, in another language", async () => {
    const explained = await ask("explain", "regulars", "C-1001", "--language", "en", ...at);
    expect(explained.stdout).toMatch(/the customer is not in it/);
    expect(explained.stdout).toMatch(/^ {2}✗ all of these:$/m);
    expect(explained.stdout).toMatch(/✗ orders in the last 24 months: 1, needs at least 2/);
    expect(explained.stdout).toMatch(/\? born: not known, needs aged at least 60/);
    expect(explained.stdout).toMatch(/regulars@meta-main +not in the segment +not there/);
  });

  test.each([
    ["C-1012", "no-consent"],
    ["C-1013", "minor"],
    ["C-1014", "excluded"],
    ["C-1015", "no-identifier"],
  ])("%s is in the segment and withheld: %s", async (customer, reason) => {
    const { in: isIn, audiences } = await jsonOf("explain", "regulars", customer, ...at);
    expect(isIn).toBe(true);
    expect(audiences).toMatchObject([{ member: true, reason, sent: { there: "no" } }]);
  });

  test("what is not there is told without a word of it", async () => {
    const nobody = await ask("explain", "regulars", "C-9999-nobody", ...at);
    expect(nobody).toMatchObject({ code: 2, stdout: "" });
    expect(nobody.stderr).toMatch(/there is no such customer/);
    expect(nobody.stderr).not.toContain("9999");
    const misspelt = await ask("explain", "regular", "C-1011", ...at);
    expect(misspelt).toMatchObject({ code: 2, stdout: "" });
    expect(misspelt.stderr).toMatch(/Did you mean “regulars”\?/);
  });

  test("what a segment comes to, and what its next push would do", async () => {
    const found = await jsonOf("preview", "regulars", ...at);
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
    const { stdout } = await ask("preview", "regulars", "--language", "en", ...at);
    expect(stdout).toMatch(/^ {4}at least 2 orders.* +7 +\+10$/m);
    expect(stdout).toMatch(/“not: aged at least 60” lets in 4 of whom it is not known/);
    expect(stdout).toMatch(/^Nothing was written\.$/m);
  });

  test("a rule that is not published yet is tried on the same data; nothing is written", async () => {
    const draft = path.join(desk, "draft");
    mkdirSync(path.join(draft, "segments"), { recursive: true });
    for (const [name, text] of Object.entries(folder)) writeFileSync(path.join(draft, name), text);
    const who = "{ orders: { count: { at-least: 3 } } }";
    writeFileSync(
      path.join(draft, "segments/regulars.yaml"),
      segment("Regulars", who, "to: [meta-main]"),
    );
    const objects = await shop.stores.lake.list("");
    const kept = await shop.stores.audiences.list();
    const found = await jsonOf("preview", "regulars", "--workspace", draft, ...at);
    expect(found).toMatchObject({
      size: 2,
      audiences: [{ added: 0, removed: 0, unchanged: 2 }],
    });
    expect(await shop.stores.lake.list("")).toEqual(objects);
    expect(await shop.stores.audiences.list()).toEqual(kept);
  });

  test("the SQL of a segment needs no data, in either dialect", async () => {
    const draft = path.join(desk, "draft");
    const { sql } = await jsonOf("preview", "swedes", "--sql", "--workspace", draft);
    expect(sql).toMatch(/FROM "customers_now"/);
    const athena = await ask("preview", "swedes", "--athena", "--workspace", draft);
    expect(athena.stdout).toMatch(/^-- {3}customers_now \(.*country.*\)$/m);
    expect(athena.stdout).toMatch(/WHERE "swedes"/);
  });

  test("what a column holds", async () => {
    const { stdout } = await ask("values", "product_name", ...at);
    expect(stdout).toMatch(/^ {2}a lead +26 +100% +17$/m);
    const countries = await ask("values", "country", ...at);
    expect(countries.stdout).toMatch(/^ {2}SE +fewer than 5$/m);
    expect(countries.stdout).toMatch(/^ {2}\(not known\) +15 +88%$/m);
    expect(await ask("values", "phone", ...at)).toMatchObject({ code: 2, stdout: "" });
  });

  test("all that is known of a customer, who is one person with another", async () => {
    const { stdout } = await ask("about", "C-1018");
    expect(stdout).toMatch(/one person with 1 other customer record/);
    expect(stdout).toMatch(/^ {2}regulars +Regulars +2026-10-02$/m);
    expect(stdout).toMatch(/^ {2}regulars@meta-main +eligible +there since/m);
    expect(stdout).toMatch(
      /^ {2}advertising +granted +yes +2026-10-01 10:00 +consents\/consents\.csv/m,
    );
  });

  test("after a withdrawal the preview says what the night then does", async () => {
    const no = [aShopper(11, { ads: "no" })];
    await shop.drop("consents", "no.csv", consentsCsv(no, "2026-10-03T10:00:00Z"));
    const { audiences } = await jsonOf("preview", "regulars", ...at);
    expect(audiences).toMatchObject([{ added: 0, removed: 1, withdrawn: 1, unchanged: 1 }]);
    const explained = await ask("explain", "regulars", "C-1011", ...at);
    expect(explained.stdout).toMatch(/withheld: no consent +there .* the next push removes them/);
    const report = await shop.night("2026-10-04T00:00:00Z");
    expect(audienceIn(report, "regulars@meta-main")).toMatchObject({
      added: 0,
      removed: 1,
      withdrawn: 1,
      unchanged: 1,
    });
  });

  test("and a customer is told as they were on a day, with the files of that day", async () => {
    const now = await jsonOf("about", "C-1011");
    expect(now).toMatchObject({
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
    const then = await jsonOf("about", "C-1011", "--at", "2026-10-03");
    expect(then).toMatchObject({
      run: expect.stringMatching(/^r-20261003-/),
      audiences: [{ id: "regulars@meta-main", reason: null, there: "yes", sent: null }],
      consents: [{ stands: "refused", said: [{ granted: false }, { granted: true }] }],
    });
    const first = await jsonOf("about", "C-1011", "--at", "2026-10-02");
    expect(first).toMatchObject({
      audiences: [{ reason: null, there: "no" }],
      consents: [{ stands: "granted", said: [{ file: "consents/consents.csv" }] }],
    });
    const earlier = await ask("about", "C-1011", "--at", "2026-09-01");
    expect(earlier).toMatchObject({ code: 2, stdout: "" });
  });

  test("no answer held a customer id, an address, or the hash of one", () => {
    const all = said.join("\n");
    expect(all).not.toMatch(/C-10\d\d/);
    expect(all).not.toMatch(/@example/);
    expect(all).not.toContain(sha256("shopper11@example.com"));
    expect(all).not.toMatch(/\b[0-9a-f]{64}\b/);
  });
});
