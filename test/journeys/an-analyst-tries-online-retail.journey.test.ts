import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  dialled,
  giftShopPeople,
  googleEmail,
  isMinor,
  metaEmail,
  sha256,
} from "../builders/gift-shop-people.ts";
import type { GiftShopPerson } from "../builders/gift-shop-people.ts";
import { keptObjects } from "../builders/kept-state.ts";
import { runBin } from "../builders/run-bin.ts";
import type { Ended } from "../builders/run-bin.ts";

const shared = path.join(import.meta.dirname, "../../../shared");
const source = path.join(shared, "data/online-retail");
const workspace = path.join(shared, "workspaces/online-retail");
const isThere = existsSync(source) && existsSync(workspace);

const day = "2011-12-10";
const audiencesOf = {
  "bought-lately": { name: "Bought in the last 90 days", size: 2876, consenting: 2263 },
  loyal: { name: "Loyal customers", size: 1422, consenting: 1103 },
  former: { name: "Customers we have lost", size: 858, consenting: 693 },
  champions: { name: "Champions", size: 898, consenting: 703 },
  "nordic-spenders": { name: "Nordic spenders", size: 33, consenting: 25 },
} as const;
type SegmentName = keyof typeof audiencesOf;
const segments = Object.keys(audiencesOf) as SegmentName[];

interface Dump {
  readonly meta: {
    readonly audiences: readonly { name: string; account: string; members: MetaMember[] }[];
    readonly requests: readonly { method: string; path: string; rows: number }[];
  };
  readonly google: {
    readonly lists: readonly { name: string; account: string; members: GoogleMember[] }[];
  };
}
type MetaMember = Readonly<Record<string, string>>;
interface GoogleMember {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly address: Readonly<Record<string, string>> | null;
  readonly consent: Readonly<Record<string, string>>;
}

const root = mkdtempSync(path.join(tmpdir(), "online-retail-"));
const at = (...names: string[]): string => path.join(root, ...names);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function layOutData(): void {
  const files = {
    orders: "online_retail_2010-2011.csv.gz",
    customers: "customers.csv.gz",
    consents: "consents.csv.gz",
  };
  for (const [dataset, file] of Object.entries(files)) {
    mkdirSync(at("data", dataset), { recursive: true });
    symlinkSync(path.join(source, file), at("data", dataset, file));
  }
}

const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));

describe.skipIf(!isThere)("a year of a gift shop (skipped without ../shared)", () => {
  let ended: Ended;
  let told: Record<"files" | "segments" | "audiences" | "drift", Record<string, unknown>[]> & {
    writes: { dynamodb: number };
    run: string;
  };
  let dump: Dump;
  let people: ReadonlyMap<string, GiftShopPerson>;
  let byExternId: ReadonlyMap<string, GiftShopPerson>;

  beforeAll(async () => {
    layOutData();
    ended = await runBin(
      ...["try", "--workspace", workspace, "--data", at("data"), "--now", `${day}T00:00:00Z`],
      ...["--state", at("state"), "--members", at("members")],
      ...["--sandbox-dump", at("dump.json"), "--json"],
    );
    if (ended.code !== 0) throw new Error(`it ended with ${ended.code}: ${ended.stderr}`);
    told = JSON.parse(ended.stdout);
    dump = json(at("dump.json"));
    people = giftShopPeople(source);
    byExternId = new Map([...people.values()].map((one) => [sha256(one.id), one]));
  }, 180_000);

  const membersOf = (segment: SegmentName): readonly string[] => {
    const [header, ...ids] = readFileSync(at("members", `${segment}.csv`), "utf8")
      .trimEnd()
      .split("\n");
    expect(header).toBe("customer_id");
    return ids;
  };
  /** Some other customer record with the same e-mail or phone says no. */
  const refusedElsewhere = (): ReadonlySet<string> => {
    const contacts = ({ phone, ...one }: GiftShopPerson) =>
      [metaEmail({ phone, ...one }), googleEmail({ phone, ...one }), dialled({ phone, ...one })]
        .filter((contact) => contact !== undefined)
        .map(String);
    const refused = new Map<string, Set<string>>();
    for (const one of people.values()) {
      if (one.consents) continue;
      for (const contact of contacts(one))
        refused.set(contact, (refused.get(contact) ?? new Set()).add(one.id));
    }
    const shares = ([...people.values()] as const).filter((one) =>
      contacts(one).some((contact) =>
        [...(refused.get(contact) ?? [])].some((id) => id !== one.id),
      ),
    );
    return new Set(shares.map(({ id }) => id));
  };
  const mayBePushed = (segment: SegmentName): readonly GiftShopPerson[] => {
    const elsewhere = refusedElsewhere();
    return membersOf(segment)
      .flatMap((id) => people.get(id) ?? [])
      .filter((one) => one.consents && !elsewhere.has(one.id) && !isMinor(one, day));
  };
  const metaMembers = (segment: SegmentName): readonly MetaMember[] =>
    dump.meta.audiences.find(({ name }) => name === audiencesOf[segment].name)?.members ?? [];
  const googleMembers = (segment: SegmentName): readonly GoogleMember[] =>
    dump.google.lists.find(({ name }) => name === audiencesOf[segment].name)?.members ?? [];
  const audience = (id: string) =>
    told.audiences.find((one) => one["id"] === id) as {
      eligible: number;
      added: number;
      withheld: Record<string, number>;
    };

  test("every row of the three files is accounted for", () => {
    const nothing = { status: "accepted", problem: null, skipped: 0 };
    expect(told.files).toEqual([
      {
        ...nothing,
        file: "customers/customers.csv.gz",
        dataset: "customers",
        ...{ rows: 4372, accepted: 4372, rejected: 0, reasons: {} },
      },
      {
        ...nothing,
        file: "orders/online_retail_2010-2011.csv.gz",
        dataset: "orders",
        ...{ rows: 541_909, accepted: 406_829, rejected: 135_080 },
        reasons: { "customer_id-missing": 135_080 },
      },
      {
        ...nothing,
        file: "consents/consents.csv.gz",
        dataset: "consents",
        ...{ rows: 8857, accepted: 8857, rejected: 0, reasons: {} },
      },
    ]);
  });

  test("segments have the sizes that a separate program found, and so have their member files", () => {
    const sizes = segments.map((id) => ({ id, size: audiencesOf[id].size }));
    expect(told.segments.toSorted((a, b) => (String(a["id"]) < String(b["id"]) ? -1 : 1))).toEqual(
      sizes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    for (const id of segments) {
      const ids = membersOf(id);
      expect(ids.length, id).toBe(audiencesOf[id].size);
      expect(ids, id).toEqual([...new Set(ids)].toSorted());
      expect(ids.filter((one) => people.get(one)?.consents).length, id).toBe(
        audiencesOf[id].consenting,
      );
    }
  });

  test("the cut points of recency, frequency and spend are those of the separate program", () => {
    const summary = keptObjects(at("state"), "lake").find(
      ({ key }) => key === `generations/${told.run}/summary.json`,
    );
    expect(JSON.parse(String(summary?.body)).rfm).toEqual({
      recency: [180, 72, 33, 13],
      frequency: [1, 2, 3, 6],
      monetary: [24_235, 47_381, 91_493, 201_891],
      customers: 4339,
    });
  });

  test("in every audience the eligible and the withheld are the whole segment", () => {
    expect(told.audiences).toHaveLength(8);
    for (const one of told.audiences) {
      const segment = String(one["id"]).split("@")[0] as SegmentName;
      const { eligible, withheld } = audience(String(one["id"]));
      const all = Object.values(withheld).reduce((sum, n) => sum + n, eligible);
      expect(all, String(one["id"])).toBe(audiencesOf[segment].size);
      expect(one).toMatchObject({ added: eligible, removed: 0, unchanged: 0, invalid: 0 });
      expect(one).toMatchObject({ held: null, failure: null });
    }
  });

  test("nothing has drifted, and every customer in a segment is one write", () => {
    expect(told.drift.filter(({ status }) => status === "finding")).toEqual([]);
    expect(told.drift).toContainEqual(expect.objectContaining({ check: "store", status: "ok" }));
    expect(told.writes.dynamodb).toBe(new Set(segments.flatMap(membersOf)).size);
  });

  test.each(["bought-lately", "loyal", "nordic-spenders"] as const)(
    "at Meta, %s is exactly the consenting adults",
    (segment) => {
      const there = metaMembers(segment).map((row) => byExternId.get(row["EXTERN_ID"] ?? "")?.id);
      const wanted = mayBePushed(segment).map(({ id }) => id);
      expect(there.toSorted()).toEqual(wanted.toSorted());
      expect(audience(`${segment}@meta-main`).eligible).toBe(wanted.length);
    },
  );

  test("at Meta, the lost customers are the consenting adults less those held out", () => {
    const there = metaMembers("former").map((row) => byExternId.get(row["EXTERN_ID"] ?? "")?.id);
    const wanted = mayBePushed("former").map(({ id }) => id);
    expect(wanted).toEqual(expect.arrayContaining(there));
    const { holdout } = audience("former@meta-main").withheld;
    expect(there.length + Number(holdout)).toBe(wanted.length);
    expect(Number(holdout) / wanted.length).toBeGreaterThan(0.06);
    expect(Number(holdout) / wanted.length).toBeLessThan(0.14);
  });

  test("at Meta, every identifier is that of the row's own customer, by Meta's rules", () => {
    let phones = 0;
    for (const row of dump.meta.audiences.flatMap(({ members }) => members)) {
      const one = byExternId.get(row["EXTERN_ID"] ?? "");
      if (one === undefined) throw new Error("a row is nobody's");
      expect(row["EMAIL"], one.id).toBe(metaEmail(one));
      expect(row["COUNTRY"], one.id).toBe(
        one.country === "" ? undefined : sha256(one.country.toLowerCase()),
      );
      expect(row["ZIP"], one.id).toBe(
        sha256(one.postalCode.toLowerCase().replace(/^se-/, "").replaceAll(" ", "")),
      );
      const [year, month, date] = one.birthDate.split("-").filter((part) => part !== "");
      const born = [year, month, date].map((part) => (part === undefined ? part : sha256(part)));
      expect([row["DOBY"], row["DOBM"], row["DOBD"]], one.id).toEqual(born);
      const number = dialled(one);
      if (number === undefined || row["PHONE"] === undefined) continue;
      phones += 1;
      expect(row["PHONE"], one.id).toBe(sha256(number));
    }
    expect(phones).toBeGreaterThan(2000);
  });
});
