import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dialled, googleEmail, metaEmail, sha256 } from "../builders/gift-shop-people.ts";
import type { GiftShopPerson } from "../builders/gift-shop-people.ts";
import { giftShop, tryGiftShop } from "../builders/gift-shop-trial.ts";
import type { GiftShopTrial, MetaMember } from "../builders/gift-shop-trial.ts";
import { keptJson } from "../builders/kept-state.ts";

const isThere = existsSync(giftShop.data) && existsSync(giftShop.workspace);

/** Sizes and consents as a separate program counted them, line by line. */
const segments = [
  { id: "bought-lately", name: "Bought in the last 90 days", size: 2876, consenting: 2263 },
  { id: "champions", name: "Champions", size: 898, consenting: 703 },
  { id: "former", name: "Customers we have lost", size: 858, consenting: 693 },
  { id: "loyal", name: "Loyal customers", size: 1422, consenting: 1103 },
  { id: "nordic-spenders", name: "Nordic spenders", size: 33, consenting: 25 },
];
const sizeOf = (id: string): number => segments.find((one) => one.id === id)?.size ?? Number.NaN;

const hex = /^[0-9a-f]{64}$/;

const toldOf = (file: string, rows: number, accepted: number) => ({
  file,
  dataset: file.split("/")[0],
  status: "accepted",
  problem: null,
  rows,
  accepted,
  rejected: rows - accepted,
  skipped: 0,
});

describe.skipIf(!isThere)("a year of a gift shop (skipped without ../shared)", () => {
  let shop: GiftShopTrial;
  let byExternId: ReadonlyMap<string, GiftShopPerson>;
  beforeAll(async () => {
    shop = await tryGiftShop();
    byExternId = new Map([...shop.people.values()].map((one) => [sha256(one.id), one]));
  }, 180_000);
  afterAll(() => shop.clear());

  const personOf = (row: MetaMember): GiftShopPerson => {
    const one = byExternId.get(row["EXTERN_ID"] ?? "");
    if (one === undefined) throw new Error("a row is no customer's");
    return one;
  };
  const audience = (id: string) => {
    const found = shop.told.audiences.find((one) => one.id === id);
    if (found === undefined) throw new Error(`nothing is told of ${id}`);
    return found;
  };

  test("every row of the three files is accounted for", () => {
    const files = shop.told.files.map((file) => ({ ...file, reasons: undefined }));
    expect(files).toEqual([
      toldOf("customers/customers.csv.gz", 4372, 4372),
      toldOf("orders/online_retail_2010-2011.csv.gz", 541_909, 406_829),
      toldOf("consents/consents.csv.gz", 8857, 8857),
    ]);
    expect(shop.told.files.map(({ reasons }) => reasons)).toEqual([
      {},
      { "customer_id-missing": 135_080 },
      {},
    ]);
  });

  test("segments have the sizes that a separate program counted", () => {
    expect(shop.told.segments).toEqual(segments.map(({ id, size }) => ({ id, size })));
  });

  test.each(segments)("the members file of $id names each member once", (segment) => {
    const ids = shop.membersOf(segment.id);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids).toHaveLength(segment.size);
    expect(ids.filter((id) => shop.people.get(id)?.consents)).toHaveLength(segment.consenting);
  });

  test("the cut points of recency, frequency and spend are those of the separate program", () => {
    expect(keptJson(shop.state, `generations/${shop.told.run}/summary.json`).rfm).toEqual({
      recency: [180, 72, 33, 13],
      frequency: [1, 2, 3, 6],
      monetary: [24_235, 47_381, 91_493, 201_891],
      customers: 4339,
    });
  });

  test("in every audience the eligible and the withheld are the whole segment", () => {
    expect(shop.told.audiences).toHaveLength(8);
    for (const { id, eligible, withheld, ...moved } of shop.told.audiences) {
      const whole = Object.values(withheld).reduce((sum, members) => sum + members, eligible);
      expect({ id, whole }).toEqual({ id, whole: sizeOf(id.split("@")[0] ?? "") });
      expect(moved).toMatchObject({ added: eligible, removed: 0, unchanged: 0, invalid: 0 });
      expect(moved).toMatchObject({ held: null, failure: null });
    }
  });

  test("nothing has drifted, and each customer in a segment is one write", () => {
    expect(shop.told.drift.filter(({ status }) => status === "finding")).toEqual([]);
    expect(shop.told.drift).toContainEqual(
      expect.objectContaining({ check: "store", status: "ok" }),
    );
    const members = new Set(segments.flatMap(({ id }) => shop.membersOf(id)));
    expect(shop.told.writes.dynamodb).toBe(members.size);
  });

  test.each(segments.filter(({ id }) => id !== "champions" && id !== "former"))(
    "at Meta, $id is exactly the consenting adults",
    ({ id, name }) => {
      const there = shop.atMeta(name).map((row) => personOf(row).id);
      const wanted = shop.mayBePushed(id).map((one) => one.id);
      expect(there.toSorted()).toEqual(wanted.toSorted());
      expect(audience(`${id}@meta-main`).eligible).toBe(wanted.length);
    },
  );

  test("at Meta, the lost customers are the consenting adults less a tenth that is held out", () => {
    const there = shop.atMeta("Customers we have lost").map((row) => personOf(row).id);
    const wanted = shop.mayBePushed("former").map(({ id }) => id);
    const { holdout = 0 } = audience("former@meta-main").withheld;
    expect(wanted).toEqual(expect.arrayContaining(there));
    expect(new Set(there).size + holdout).toBe(wanted.length);
    expect(holdout / wanted.length).toBeCloseTo(0.1, 1);
  });

  test("at Meta, every row carries its own customer's identifiers by Meta's rules", () => {
    const rows = shop.allAtMeta();
    for (const row of rows) {
      const one = personOf(row);
      const { EXTERN_ID, EMAIL, ZIP, COUNTRY, DOBY, DOBM, DOBD } = row;
      const zip = one.postalCode.toLowerCase().replace(/^se-/, "").replaceAll(" ", "");
      const [year, month, day] = one.birthDate === "" ? [] : one.birthDate.split("-").map(sha256);
      expect({ EXTERN_ID, EMAIL, ZIP, COUNTRY, DOBY, DOBM, DOBD }).toEqual({
        EXTERN_ID: sha256(one.id),
        EMAIL: metaEmail(one),
        // No postal code of this file has the five digits that one of the US begins with.
        ZIP: one.country === "US" ? undefined : sha256(zip),
        COUNTRY: one.country === "" ? undefined : sha256(one.country.toLowerCase()),
        DOBY: year,
        DOBM: month,
        DOBD: day,
      });
    }
    // Most of the file's British numbers are of the range kept for films, which is nobody's to dial.
    const dialling = rows.filter((row) => row["PHONE"] !== undefined && dialled(personOf(row)));
    expect(dialling.length).toBeGreaterThan(20);
    for (const row of dialling)
      expect(row["PHONE"]).toBe(sha256(dialled(personOf(row)) ?? "no phone"));
  });

  test.each([
    ["12350", { FN: "björnåke", LN: "brown", CT: "oslo", ZIP: "0150", COUNTRY: "no" }],
    ["12372", { FN: "eero", LN: "ångström", CT: "kobenhavnk", PHONE: "4520127223", GEN: "m" }],
    ["12381", { FN: "zoë", LN: "mäkelä", CT: "oslo", PHONE: "4741212381", GEN: "f" }],
    ["12405", { FN: "siobhán", LN: "hämäläinen", CT: "espoo", PHONE: "358401232405" }],
    ["12436", { FN: "annaliisa", LN: "delacruz", CT: "tromso", ZIP: "9008" }],
    ["12438", { FN: "søren", LN: "sørensen", EMAIL: "s.12438+shop@gmail.com" }],
    ["12483", { FN: "mary", CT: "stockholm", ZIP: "11455", PHONE: "46707658324", DOBM: "07" }],
    ["12587", { FN: "zoë", LN: "sørensen", PHONE: "358407772587", COUNTRY: "fi" }],
    ["12630", { FN: "åsa", LN: "åkesson", CT: "jarvenpaa", ZIP: "04400", DOBY: "1969" }],
    ["12639", { FN: "aino", LN: "korhonen", CT: "malmo", ZIP: "21120", COUNTRY: "se" }],
    ["12667", { FN: "søren", LN: "obrien", CT: "turku", DOBY: "1937", DOBM: "01", DOBD: "26" }],
    ["12704", { FN: "björnåke", LN: "vonwright", CT: "jyvaskyla", GEN: "f" }],
  ])("at Meta, customer %s is hashed from %o", (id, plain: Readonly<Record<string, string>>) => {
    const rows = shop.allAtMeta().filter((row) => row["EXTERN_ID"] === sha256(id));
    const hashed = Object.entries(plain).map(([key, text]) => [key, sha256(text)]);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject(Object.fromEntries(hashed));
  });

  test.each(segments.filter(({ id }) => id !== "former"))(
    "at Google, $id has the e-mails of exactly the consenting adults, by Google's rules",
    ({ id, name }) => {
      const wanted = shop.mayBePushed(id);
      const there = shop.atGoogle(name);
      const emails = new Set(wanted.flatMap((one) => googleEmail(one) ?? []));
      expect(new Set(there.flatMap((member) => member.emails))).toEqual(emails);
      expect(audience(`${id}@google-main`).eligible).toBe(wanted.length);
      expect(there.length).toBeLessThanOrEqual(wanted.length);
    },
  );

  test("at Google, a gmail address loses its dots and what follows a plus, and an address is whole", () => {
    const member = shop
      .allAtGoogle()
      .find(({ emails }) => emails.includes(sha256("s12438@gmail.com")));
    expect(member?.address).toEqual({
      givenName: sha256("søren"),
      familyName: sha256("sørensen"),
      regionCode: "NO",
      postalCode: "0150",
    });
  });

  test("at Google, everybody comes with both consents", () => {
    const consents = new Set(shop.allAtGoogle().map(({ consent }) => JSON.stringify(consent)));
    expect([...consents].map((text) => JSON.parse(text))).toEqual([
      { adUserData: "CONSENT_GRANTED", adPersonalization: "CONSENT_GRANTED" },
    ]);
  });

  test("all that should be hashed is a hash, and never the hash of nothing", () => {
    const hashes = [
      ...shop.allAtMeta().flatMap((row) => Object.values(row)),
      ...shop
        .allAtGoogle()
        .flatMap(({ emails, phones, address }) => [
          ...emails,
          ...phones,
          ...(address === null ? [] : [address["givenName"] ?? "", address["familyName"] ?? ""]),
        ]),
    ];
    expect(hashes.length).toBeGreaterThan(30_000);
    expect(hashes.filter((hash) => !hex.test(hash))).toEqual([]);
    expect(hashes).not.toContain(sha256(""));
  });
});
