import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { customerIdsKey, datasetKey, peopleKey } from "../../../lib/ingest/contract.ts";
import { datasetColumns, peopleColumns } from "../../../lib/ingest/contract-columns.ts";
import { pseudonyms } from "../../../lib/identity/member-id.ts";
import { aWorkspace, ingestBench, receiptOf, mapOf } from "../../builders/ingest-bench.ts";
import { readParquet } from "../../builders/read-parquet.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const csv = `customer_id,email,phone,first_name,last_name,street,postal_code,city,country,birth_date,gender,interests,joined_at,updated_at
 C-1 , Aino.Planted@Example.fi |second.planted@example.fi,+358 40 123 4567,Plantedfirst,Plantedlast,Plantedstreet 5,02100,Espoo,Suomi,9.3.1985,nainen,cats| dogs,2026-01-02,2026-02-03T04:05:06Z
,nobody.planted@example.fi,,Plantedfirst,,,,,,,,,,
`;

/** As JSON, numbers beyond JSON's own as text. */
const plainText = (of: unknown) =>
  JSON.stringify(of, (_, found: unknown) => (typeof found === "bigint" ? String(found) : found));

const planted = ["planted", "Planted", "40 123 4567", "401234567"];

async function ingested(content: string | Uint8Array, name = "a.csv") {
  const bench = ingestBench();
  const receipt = await receiptOf(bench.ports, bench.drop(`customers/${name}`, content));
  return { bench, receipt };
}

test("a customer becomes a pseudonym, a profile without contact data, and hashes", async () => {
  const { bench, receipt } = await ingested(csv);
  const [profile] = await readParquet(bench.lake.contents.get(datasetKey("customers", receipt.id)));
  const [person] = await readParquet(bench.lake.contents.get(peopleKey(receipt.id)));
  const ids = await readParquet(bench.lake.contents.get(customerIdsKey(receipt.id)));
  const memberId = pseudonyms("a key for tests").ofCustomer("C-1");
  expect(Object.keys(profile ?? {})).toEqual(Object.keys(datasetColumns.customers));
  expect(profile).toMatchObject({
    memberId,
    line: 2,
    updated_at: "2026-02-03T04:05:06.000Z",
    postal_code: "02100",
    country: "FI",
    birth_date: "1985-03-09",
    gender: "f",
    interests: ["cats", "dogs"],
    joined_at: "2026-01-01T22:00:00.000Z",
    joined_on: "2026-01-02",
    has_email: true,
    has_phone: true,
    has_first_name: true,
    has_street: true,
    has_device_id: false,
  });
  expect(Object.keys(person ?? {})).toEqual(Object.keys(peopleColumns));
  expect(person).toMatchObject({
    memberId,
    updated_at: "2026-02-03T04:05:06.000Z",
    meta_emails: [sha256("aino.planted@example.fi"), sha256("second.planted@example.fi")],
    meta_phones: [sha256("358401234567")],
    google_phones: [sha256("+358401234567")],
    google_region_code: "FI",
    meta_extern_id: sha256("C-1"),
  });
  expect(ids).toEqual([{ memberId, customer_id: "C-1" }]);
});

test("contact data stands in the quarantine alone", async () => {
  const { bench, receipt } = await ingested(csv);
  const everything = [
    ...(await Promise.all(
      [...bench.lake.contents].map(async ([key, bytes]) =>
        key.endsWith(".parquet") ? plainText(await readParquet(bytes)) : bytes.toString(),
      ),
    )),
    ...[...bench.lake.contents.values()].map((bytes) => bytes.toString("latin1")),
    JSON.stringify([...bench.files.contents, ...bench.manifests.contents, receipt]),
  ].join("\n");
  for (const value of planted) expect(everything).not.toContain(value);
  const [quarantine = ""] = receipt.quarantine;
  expect(bench.inbox.text(quarantine)).toContain("nobody.planted@example.fi");
  expect([...bench.inbox.contents.keys()]).toEqual([quarantine]);
});

test("quarantined rows are a file of the same format with their line and reason", async () => {
  const broken =
    'customer_id;email;updated_at\nc1;a@example.fi;soon\nc2\n;b@example.fi;\n"c3"x;;\nc4;;2026-01-02\n';
  const { bench, receipt } = await ingested(gzipSync(broken), "b.csv.gz");
  const [quarantine = ""] = receipt.quarantine;
  const kept = gunzipSync(bench.inbox.contents.get(quarantine) ?? "").toString();
  expect(kept.split("\n")).toEqual([
    '"customer_id";"email";"updated_at";line;reason',
    "c1;a@example.fi;soon;2;updated_at-unreadable",
    "c2;;;3;row-ragged",
    ";b@example.fi;;4;customer_id-missing",
    '"c3"x;;;5;row-quoted-badly',
    "",
  ]);
});

test("an e-mail address in a text column is not kept there, and counted", async () => {
  const { bench, receipt } = await ingested(
    "customer_id,occupation\nc1,ask aino.planted@example.fi\nc2,baker\n",
  );
  const rows = await readParquet(bench.lake.contents.get(datasetKey("customers", receipt.id)));
  expect(rows.map(({ occupation }) => occupation)).toEqual([null, "baker"]);
  expect(receipt.unusable).toEqual({ occupation: 1 });
});

test("a birth date is read by the format of the map, else as it stands, else dropped", async () => {
  const map = 'columns: { birth_date: { from: born, format: "%d/%m/%Y" } }';
  const bench = ingestBench(aWorkspace(mapOf("customers", map)));
  const receipt = await receiptOf(
    bench.ports,
    bench.drop(
      "customers/a.csv",
      "customer_id,born\nc1,09/03/1985\nc2,1985-03-09\nc3,31/31/1985\n",
    ),
  );
  const rows = await readParquet(bench.lake.contents.get(datasetKey("customers", receipt.id)));
  expect(rows.map(({ birth_date }) => birth_date)).toEqual(["1985-03-09", "1985-03-09", null]);
  expect(receipt).toMatchObject({ accepted: 3, unusable: { birth_date: 1 } });
});

test("the receipt says how many have each identifier, and of how many each platform can use it", async () => {
  const { receipt } = await ingested(
    [
      "customer_id,email,phone,first_name,last_name,country,postal_code,city",
      "c1,a@example.fi,0401234567,Aino,Virtanen,FI,00100,Espoo",
      "c2,.@gmail.com,12,Aino,,,00100,",
      "c3,nobody,,,Virtanen,nowhere,?,Espoo",
      ",d@example.fi,0401234567,Aino,Virtanen,FI,00100,Espoo",
      "",
    ].join("\n"),
  );
  expect(receipt.identifiers).toEqual({
    email: { filled: 3, meta: 2, google: 1 },
    phone: { filled: 2, meta: 1, google: 1 },
    first_name: { filled: 2, meta: 2, google: 2 },
    last_name: { filled: 2, meta: 2, google: 2 },
    postal_code: { filled: 3, meta: 2, google: 2 },
    city: { filled: 2, meta: 2, google: 0 },
    country: { filled: 2, meta: 1, google: 1 },
    address: { filled: 1, meta: 0, google: 1 },
  });
  expect(receipt.unusable).toEqual({ email: 1, phone: 1, country: 1, postal_code: 1 });
});

test("a file that comes again with few changes has the same people, hashed or known", async () => {
  const rows = ["c1,a@example.fi,0401234567", "c2,b@example.fi,", "c3,c@example.fi,0407654321"];
  const header = "customer_id,email,phone";
  const again = [header, ...rows.slice(1), "c1,new@example.fi,0401234567", ""].join("\n");
  const bench = ingestBench();
  await receiptOf(bench.ports, bench.drop("customers/a.csv", [header, ...rows, ""].join("\n")));
  const receipt = await receiptOf(bench.ports, bench.drop("customers/b.csv", again));
  const alone = await ingested(again, "b.csv");
  const peopleIn = async (lake: typeof bench.lake, id: string) =>
    (await readParquet(lake.contents.get(peopleKey(id)))).toSorted(
      (a, b) => Number(a["line"]) - Number(b["line"]),
    );
  expect(receipt.changes).toMatchObject({ new: 0, changed: 1, unchanged: 2 });
  expect(await peopleIn(bench.lake, receipt.id)).toEqual(
    await peopleIn(alone.bench.lake, alone.receipt.id),
  );
});

test("people are hashed in batches and none is lost between two", async () => {
  const many = 45_000;
  const rows = Array.from({ length: many }, (_, at) => `c${at},p${at}@example.fi`);
  const { bench, receipt } = await ingested(["customer_id,email", ...rows, ""].join("\n"));
  expect(receipt).toMatchObject({ accepted: many, unusable: {} });
  const people = await readParquet(bench.lake.contents.get(peopleKey(receipt.id)));
  const profiles = await readParquet(bench.lake.contents.get(datasetKey("customers", receipt.id)));
  expect(new Set(people.map(({ memberId }) => memberId)).size).toBe(many);
  expect(new Set(profiles.map(({ memberId }) => memberId)).size).toBe(many);
  expect(profiles.filter(({ has_email }) => has_email === true)).toHaveLength(many);
});
