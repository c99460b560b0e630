import { ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Receipt } from "../../lib/ingest/contract.ts";
import type { RunReport } from "../../lib/insight/contract.ts";
import { sha256 } from "../builders/gift-shop-people.ts";
import { keptObjects } from "../builders/kept-state.ts";
import type { KeptObject } from "../builders/kept-state.ts";
import { aLivingShop } from "../builders/living-shop.ts";
import type { LivingShop } from "../builders/living-shop.ts";
import {
  answeredCsv,
  brokenPlanted,
  plantedMaps,
  soundPlanted,
} from "../builders/planted-files.ts";
import { parquetTexts } from "../builders/parquet-text.ts";
import { disguises, foundIn, hashForms } from "../builders/plain-values.ts";
import { runBin } from "../builders/run-bin.ts";
import type { Ended } from "../builders/run-bin.ts";
import { aShopper, consentsCsv, ordersCsv, shoppers, smallShop } from "../builders/small-shop.ts";

/** One customer whose every value is found nowhere else: whatever of it turns up, came from the files. */
const planted = aShopper(1, {
  id: "KUND-quux-0042",
  email: "Zeldamor.Quux@planted.example.com",
  phone: "+44 7700 900461",
  first: "Zeldamör",
  last: "Quuxström",
  street: "Plantstigen 7719",
  city: "Åkerplantby",
  postal: "20100",
  country: "FI",
  device: "5eedfeed-1234-4abc-8def-0badc0de1234",
});
const everybody = [planted, ...shoppers(12, 2)];

/** Nowhere past the inbox. */
const contact = {
  email: disguises(planted.email),
  phone: [...disguises(planted.phone), "447700900461", "07700900461", "07700 900461"],
  "first name": disguises(planted.first),
  "last name": disguises(planted.last),
  street: disguises(planted.street),
};
/** Only with the hashes. */
const deviceId = { "device id": disguises(planted.device) };
/** Only under identities/. */
const customerId = { "customer id": disguises(planted.id) };
const hashes = {
  email: hashForms("zeldamor.quux@planted.example.com"),
  "phone at Meta": hashForms("447700900461"),
  "phone at Google": hashForms("+447700900461"),
  "first name": hashForms("zeldamör"),
  "last name": hashForms("quuxström"),
  town: hashForms("akerplantby"),
  "customer id": hashForms(planted.id),
};
/** Of the platforms and of the pseudonyms. */
const secrets = {
  "access token": ["sandbox-meta-token"],
  "pseudonym key": ["local-runs-share-this-pseudonym-key"],
};

const root = mkdtempSync(path.join(tmpdir(), "audit-"));
const at = (...names: string[]): string => path.join(root, ...names);
const write = (file: string, text: string | Uint8Array): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** Every item of every table, as text. */
async function itemsOf({ stores }: LivingShop): Promise<string> {
  const client = stores.clients.dynamodb();
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const pages = await Promise.all(
    TableNames.map((TableName) => client.send(new ScanCommand({ TableName }))),
  );
  return JSON.stringify(pages.map(({ Items }) => Items));
}

/** A night on which computing stumbles over bytes that are no Parquet file, and over people's data in them. */
async function nightOfGarbage(shop: LivingShop, { id }: Receipt): Promise<RunReport> {
  const { clients, lakeBucket: Bucket } = shop.stores;
  const Key = `datasets/orders/${id}.parquet`;
  const found = await clients.s3().send(new GetObjectCommand({ Bucket, Key }));
  const whole = await found.Body?.transformToByteArray();
  const garbage = `PAR1${JSON.stringify(planted)}PAR1`;
  await clients.s3().send(new PutObjectCommand({ Bucket, Key, Body: garbage }));
  const report = await shop.night("2026-10-02T12:00:00Z");
  await clients.s3().send(new PutObjectCommand({ Bucket, Key, Body: whole }));
  return report;
}

const isParquet = ({ key }: KeptObject): boolean => key.endsWith(".parquet");

/** Everything that was written, by where it lies. */
interface Find {
  readonly where: string;
  readonly text: string;
}
const underHashes = ({ where }: Find): boolean =>
  /^(lake (identities|ledger)\/|sandbox)/.test(where);

describe("everything that two runs left behind", () => {
  const finds: Find[] = [];
  const received: Find[] = [];
  const sound: Receipt[] = [];
  const broken: Receipt[] = [];
  let failed: RunReport;
  let second: Ended;

  beforeAll(async () => {
    const events: string[] = [];
    const log = (event: unknown) => events.push(JSON.stringify(event));
    const now = new Date("2026-10-01T20:00:00Z");
    const shop = await aLivingShop(smallShop(plantedMaps), { now, state: at("state"), log });
    try {
      await shop.approveFirst();
      const before = "2026-10-01T10:00:00Z";
      await shop.drop("customers", "customers.csv", answeredCsv(everybody, before));
      const orders = await shop.drop("orders", "orders.csv", ordersCsv(everybody, "2026-10-01"));
      await shop.drop("consents", "consents.csv", consentsCsv(everybody, before));
      for (const file of await soundPlanted(planted, before)) sound.push(await shop.drop(...file));
      for (const file of await brokenPlanted(planted)) broken.push(await shop.drop(...file));
      shop.sandbox.faults.plan([
        { match: { path: "/users", nth: 1 }, fault: "html" },
        { match: { path: "IngestAudienceMembers", nth: 1 }, fault: "transient" },
      ]);
      await shop.night("2026-10-02T00:00:00Z");
      failed = await nightOfGarbage(shop, orders);
      finds.push({ where: "items of the tables", text: await itemsOf(shop) });
    } finally {
      await shop.stop();
    }
    for (const [name, text] of Object.entries(smallShop(plantedMaps)))
      write(at("workspace", name), text);
    const newcomers = [...everybody, aShopper(20)];
    write(at("data/customers/b.csv"), answeredCsv(newcomers, "2026-10-02T10:00:00Z"));
    write(at("data/consents/b.csv"), consentsCsv(newcomers, "2026-10-02T10:00:00Z"));
    write(at("data/orders/b.csv"), ordersCsv(newcomers, "2026-10-02"));
    const others = (await brokenPlanted(planted)).filter(([dataset]) => dataset !== "customers");
    for (const [dataset, name, content] of others) write(at("data", dataset, `2-${name}`), content);
    second = await runBin("try", {
      workspace: at("workspace"),
      data: at("data"),
      state: at("state"),
      now: "2026-10-03T00:00:00Z",
      "sandbox-dump": at("sandbox-dump.json"),
    });
    finds.push(
      { where: "what the local cloud told", text: events.join("\n") },
      { where: "stdout", text: second.stdout },
      { where: "stderr", text: second.stderr },
      { where: "sandbox dump", text: readFileSync(at("sandbox-dump.json"), "utf8") },
      ...readdirSync(at("state"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        // The bundles, and the bodies of objects, which are read by their keys below.
        .filter((file) => !/\/(functions|bodies)\//.test(file))
        .map((file) => ({
          where: path.relative(at("state"), file),
          text: readFileSync(file, "utf8"),
        })),
    );
    const kept = keptObjects(at("state"));
    for (const { bucket, key, body } of kept)
      if (bucket === "inbox") received.push({ where: key, text: body.toString("utf8") });
    // What the test itself broke is no find.
    const objects = kept.filter(
      ({ bucket, body }) => bucket === "lake" && !body.includes(JSON.stringify(planted)),
    );
    const tables = objects.filter(isParquet);
    const cells = await parquetTexts(tables.map(({ body }) => body));
    finds.push(
      ...tables.map(({ key }, n) => ({ where: `lake ${key}`, text: cells[n] ?? "" })),
      ...objects
        .filter((object) => !isParquet(object))
        .map(({ key, body }) => ({ where: `lake ${key}`, text: body.toString("utf8") })),
    );
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const places = (
    wanted: Readonly<Record<string, readonly string[]>>,
    among: readonly Find[] = finds,
  ): readonly string[] =>
    among.flatMap(({ where, text }) => foundIn(text, wanted).map((name) => `${name} in ${where}`));

  test("files of every kind were taken in, and others refused, held or rejected in part", () => {
    expect(sound.map(({ status, rejected }) => `${status} ${rejected}`)).toEqual(
      sound.map(() => "accepted 0"),
    );
    const statuses = new Set(broken.map(({ status }) => status));
    expect(statuses).toEqual(new Set(["rejected", "held", "accepted"]));
    expect(broken.filter(({ accepted }) => accepted > 0)).toEqual([]);
  });

  test("the second process went on from what the first had kept", () => {
    expect(second.stderr).not.toContain("Error");
    const dump = JSON.parse(readFileSync(at("sandbox-dump.json"), "utf8"));
    const [audience] = dump.meta.audiences;
    const emails = audience.members.map((row: Readonly<Record<string, string>>) => row["EMAIL"]);
    const wanted = [...everybody, aShopper(20)];
    expect(dump.meta.audiences).toHaveLength(1);
    expect(emails.toSorted()).toEqual(
      wanted.map(({ email }) => sha256(email.toLowerCase())).toSorted(),
    );
  });

  test("a run that stumbles over a broken file ends as failed, with a report", () => {
    expect(failed).toMatchObject({ outcome: "failed" });
    expect(failed.error?.message).toBe("The function's log has the details.");
  });

  test("the search sees what there is", () => {
    const names = places(contact, received).map((place) => place.split(" in ")[0]);
    expect(new Set(names)).toEqual(new Set(Object.keys(contact)));
    expect(received.some(({ where }) => where.startsWith("quarantine/"))).toBe(true);
    const folders = new Set(finds.map(({ where }) => where.split("/")[0]));
    const keys = finds.map(({ where }) => where).join("\n");
    for (const kind of ["fingerprints", "people", "customers"])
      expect(keys).toContain(`lake identities/${kind}/`);
    expect(keys).toContain("lake datasets/customer-consents/");
    for (const name of ["datasets", "identities", "generations", "ledger", "receipts", "reports"])
      expect(folders).toContain(`lake ${name}`);
    expect(finds.filter(({ where }) => where.includes("logs/")).length).toBeGreaterThan(5);
    const items = finds.find(({ where }) => where === "items of the tables")?.text ?? "";
    for (const what of ["memberId", "held-file", "more than the 50% that pass"])
      expect(items).toContain(what);
    expect(places(hashes, finds.filter(underHashes)).length).toBeGreaterThan(0);
  });

  test("e-mail, phone, names and street are nowhere but in the inbox", () => {
    expect(places(contact)).toEqual([]);
  });

  test("a device id lies only with the hashes", () => {
    expect(
      places(
        deviceId,
        finds.filter((find) => !underHashes(find)),
      ),
    ).toEqual([]);
  });

  test("a customer id lies only under identities/", () => {
    const elsewhere = finds.filter(({ where }) => !where.startsWith("lake identities/"));
    expect(places(customerId, elsewhere)).toEqual([]);
  });

  test("hashes lie only under identities/ and ledger/, and at the platforms", () => {
    expect(
      places(
        hashes,
        finds.filter((find) => !underHashes(find)),
      ),
    ).toEqual([]);
  });

  test("secrets lie only in the store of secrets", () => {
    const elsewhere = finds.filter(({ where }) => !where.endsWith("secrets.json"));
    expect(places(secrets, elsewhere)).toEqual([]);
  });
});
