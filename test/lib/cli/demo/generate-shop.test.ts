import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateShop } from "../../../../lib/cli/demo/generate-shop.ts";
import type { Night } from "../../../../lib/cli/demo/generate-shop.ts";
import { countryOf } from "../../../../lib/identity/country.ts";
import { normaliseEmail } from "../../../../lib/identity/email.ts";
import { normalisePhone } from "../../../../lib/identity/phone.ts";

const root = mkdtempSync(path.join(tmpdir(), "shop-"));
const now = "2026-11-23T01:00:00.000Z";
const shop = (name: string, seed = 1) =>
  generateShop({ customers: 300, seed, folder: path.join(root, name), now });

let nights: readonly Night[] = [];
let connection: DuckDBConnection;
beforeAll(async () => {
  nights = await shop("first");
  connection = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  connection.closeSync();
  rmSync(root, { recursive: true });
});

const file = (night: number, name: string): string =>
  path.join(nights[night - 1]?.folder ?? "", name);

const text = (of: unknown): string => (typeof of === "string" ? of : "");

async function rowsOf(name: string, night = 1): Promise<readonly Record<string, string>[]> {
  const encoding = name.includes("tills") ? ", encoding = 'latin-1'" : "";
  const found = await connection.runAndReadAll(
    `SELECT COLUMNS(*)::VARCHAR FROM read_csv('${file(night, name)}', all_varchar = true, header = true${encoding})`,
  );
  return found
    .getRowObjectsJson()
    .map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, of]) => [column, text(of)])),
    );
}

function digests(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(root, folder), {
    recursive: true,
    encoding: "utf8",
  }).toSorted();
  return Object.fromEntries(
    names
      .filter((name) => name.includes(".csv"))
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(path.join(root, folder, name)))
          .digest("hex"),
      ]),
  );
}

test("the same seed gives the same bytes, another seed another shop", async () => {
  await shop("again");
  await shop("other", 2);
  expect(digests("again")).toEqual(digests("first"));
  expect(Object.keys(digests("first"))).toEqual([
    "night-1/consents/consents.csv",
    "night-1/customers/register.csv",
    "night-1/orders/store-tills.csv",
    "night-1/orders/web-shop.csv.gz",
    "night-2/consents/day.csv",
    "night-2/customers/changed.csv",
    "night-2/orders/day.csv",
    "night-3/consents/day.csv",
    "night-3/orders/web-shop-again.csv.gz",
  ]);
  expect(digests("other")["night-1/customers/register.csv"]).not.toBe(
    digests("first")["night-1/customers/register.csv"],
  );
});

test("the nights are three days in a row, each with its story", () => {
  expect(nights.map(({ date }) => date)).toEqual([
    "2026-11-23T01:00:00.000Z",
    "2026-11-24T01:00:00.000Z",
    "2026-11-25T01:00:00.000Z",
  ]);
  expect(new Set(nights.map(({ story }) => story)).size).toBe(3);
});

test("the register has the customers that were asked for, and three or four order lines for each", async () => {
  const lines = [
    ...(await rowsOf("orders/web-shop.csv.gz")),
    ...(await rowsOf("orders/store-tills.csv")),
  ];
  expect(await rowsOf("customers/register.csv")).toHaveLength(300);
  expect(lines.length).toBeGreaterThan(900);
  expect(lines.length).toBeLessThan(1300);
});

test("phones are valid in many spellings but for about one in forty", async () => {
  const filled = (await rowsOf("customers/register.csv")).filter((row) => row["phone"] !== "");
  const unusable = filled.filter((row) => {
    const region = countryOf(row["country"] ?? "");
    return region === undefined || normalisePhone(row["phone"] ?? "", region).google === undefined;
  });
  expect(filled.length).toBeGreaterThan(200);
  expect(unusable.length).toBeGreaterThan(0);
  expect(unusable.length / filled.length).toBeLessThan(0.05);
  expect(
    filled.some((row) => row["phone"]?.startsWith("0") && !row["phone"].startsWith("00")),
  ).toBe(true);
  expect(filled.some((row) => row["phone"]?.startsWith("+"))).toBe(true);
});

test("no e-mail address is at a domain that somebody could own", async () => {
  const cells = [
    ...(await rowsOf("customers/register.csv")),
    ...(await rowsOf("customers/changed.csv", 2)),
  ];
  const emails = cells
    .flatMap((row) => (row["email"] ?? "").split("|"))
    .map((email) => normaliseEmail(email).meta)
    .filter((email) => email !== undefined);
  const reserved = /@([a-z]+\.example|example\.(com|org|net))$/;
  expect(emails.length).toBeGreaterThan(250);
  expect(emails.filter((email) => !reserved.test(email))).toEqual([]);
});

test("the register is as dirty as registers are", async () => {
  const rows = await rowsOf("customers/register.csv");
  const some = (holds: (row: Record<string, string>) => boolean) => rows.some((row) => holds(row));
  expect(some((row) => row["email"] === "")).toBe(true);
  expect(some(({ last_name: name = "" }) => name !== name.normalize("NFC"))).toBe(true);
  expect(some((row) => /^[A-Z]{2}-\d/.test(row["postal_code"] ?? ""))).toBe(true);
  expect(some((row) => (row["birth_date"] ?? "") > "2008-11-23")).toBe(true);
  const emails = rows
    .map((row) => row["email"]?.trim().toLowerCase())
    .filter((email) => email?.includes("@"));
  expect(new Set(emails).size).toBeLessThan(emails.length);
});

test("a file begins with a byte order mark, another is in Windows-1252", () => {
  expect(readFileSync(file(1, "customers/register.csv")).subarray(0, 3)).toEqual(
    Buffer.from([0xef, 0xbb, 0xbf]),
  );
  const tills = readFileSync(file(1, "orders/store-tills.csv"));
  expect(tills.toString("latin1")).toContain("Tuoteryhmä;Määrä;Yksikköhinta");
  expect(tills.toString("utf8")).toContain("\ufffd");
});

test("about seven in ten consent, some changed their minds", async () => {
  const rows = (await rowsOf("consents/consents.csv")).filter(
    (row) => row["purpose"] === "advertising",
  );
  const newest = new Map(
    rows
      .toSorted((a, b) => ((a["at"] ?? "") < (b["at"] ?? "") ? -1 : 1))
      .map((row) => [row["customer_id"], row["granted"] ?? ""]),
  );
  const yes = [...newest.values()].filter((granted) => ["yes", "kyllä", "ja"].includes(granted));
  expect(rows.length).toBeGreaterThan(newest.size);
  expect(yes.length / 300).toBeGreaterThan(0.6);
  expect(yes.length / 300).toBeLessThan(0.8);
});

test("the second night has little that is new, and newer than what was there", async () => {
  const changed = await rowsOf("customers/changed.csv", 2);
  const known = new Map(
    (await rowsOf("customers/register.csv")).map((row) => [row["customer_id"], row]),
  );
  const moved = changed.filter((row) => known.has(row["customer_id"] ?? ""));
  expect(changed.length - moved.length).toBe(1);
  expect(moved.length).toBeGreaterThan(0);
  for (const row of moved) {
    const before = known.get(row["customer_id"] ?? "");
    expect(row["email"]).not.toBe(before?.["email"]);
    expect((row["updated_at"] ?? "") > (before?.["updated_at"] ?? "")).toBe(true);
  }
  expect((await rowsOf("orders/day.csv", 2)).length).toBeLessThan(30);
});

/** A line of an export whatever its category. */
const line = (row: Record<string, string>) => JSON.stringify({ ...row, Tuoteryhmä: "" });

test("on the third night a year of the web shop's orders comes again without categories, else the same", async () => {
  const again = await rowsOf("orders/web-shop-again.csv.gz", 3);
  const before = [
    ...(await rowsOf("orders/web-shop.csv.gz")),
    ...(await rowsOf("orders/day.csv", 2)),
  ];
  const known = new Set(before.map(line));
  const sameAgain = again.filter((row) => known.has(line(row)));
  expect(again.length).toBeGreaterThan(200);
  expect(again.every((row) => row["Tuoteryhmä"] === "")).toBe(true);
  expect(again.length - sameAgain.length).toBeLessThan(15);
  const consents = await rowsOf("consents/day.csv", 3);
  expect(consents.length).toBeGreaterThan(0);
  expect(consents.every((row) => ["no", "ei", "nej"].includes(row["granted"] ?? ""))).toBe(true);
});
