import { beforeAll, expect, test } from "vitest";
import { ingestFile } from "../../../lib/ingest/ingest-file.ts";
import { aWorkspace, ingestBench } from "../../builders/ingest-bench.ts";
import { parquetTexts } from "../../builders/parquet-text.ts";
import { disguises, foundIn } from "../../builders/plain-values.ts";
import { brokenPlanted, plantedMaps, soundPlanted } from "../../builders/planted-files.ts";
import { aShopper } from "../../builders/small-shop.ts";

/** One customer whose every value is found nowhere else. */
const planted = aShopper(1, {
  id: "KUND-quux-0042",
  email: "Zeldamor.Quux@planted.example.com",
  phone: "+44 7700 900461",
  first: "Zeldamör",
  last: "Quuxström",
  street: "Plantstigen 7719",
  city: "Esbo",
  postal: "20100",
  country: "FI",
});

/** Nowhere past the inbox. */
const contact = {
  email: disguises(planted.email),
  phone: disguises(planted.phone),
  "first name": disguises(planted.first),
  "last name": disguises(planted.last),
  street: disguises(planted.street),
};
/** Only under identities/. */
const customerId = { "customer id": disguises(planted.id) };

/** Where something lies, and what can be read there. */
interface Find {
  readonly where: string;
  readonly text: string;
}

const finds: Find[] = [];
const received: Find[] = [];

const note = (where: string, of: unknown) => finds.push({ where, text: JSON.stringify(of) });

/** Takes in every planted file part by part, a call for each, and looks at everything between the calls. */
beforeAll(async () => {
  const workspace = aWorkspace({
    ...plantedMaps,
    "workspace.yaml":
      "name: Shop\ntimezone: UTC\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n",
  });
  const bench = ingestBench(workspace);
  const ports = { ...bench.ports, partSize: { bytes: 100, rows: 1 } };
  const inParts = ["order_id,customer_id,ordered_at,amount"].concat(
    Array.from({ length: 6 }, (_, at) => `${at},${planted.id},${planted.email},${planted.last}`),
  );
  const files = [
    ...(await soundPlanted(planted, "2026-01-02T10:00:00Z")),
    ...(await brokenPlanted(planted)),
    ["orders", "parts.csv", inParts.join("\n")] as const,
  ];
  for (const [dataset, name, content] of files) {
    const object = bench.drop(`${dataset}/${name}`, content);
    let left = 2500;
    const timeLeft = () => (left -= 1000);
    for (let receipt; receipt === undefined || receipt === "unfinished";) {
      receipt = await ingestFile(ports)(object, { timeLeft });
      note("progress", [...bench.progress.contents]);
      note("receipts", receipt);
    }
  }
  note(
    "records",
    [bench.files, bench.manifests, bench.heldFiles].map((of) => [...of.contents]),
  );
  const tables = [...bench.lake.contents].filter(([key]) => key.endsWith(".parquet"));
  const cells = await parquetTexts(tables.map(([, body]) => body));
  tables.forEach(([key], at) => finds.push({ where: key, text: cells[at] ?? "" }));
  for (const [key, body] of bench.lake.contents) {
    finds.push(
      { where: key, text: body.toString("latin1") },
      { where: key, text: body.toString() },
    );
  }
  for (const [key, body] of bench.inbox.contents) {
    received.push({ where: key, text: body.toString() });
  }
}, 60_000);

const places = (
  wanted: Readonly<Record<string, readonly string[]>>,
  among: readonly Find[] = finds,
): readonly string[] =>
  among.flatMap(({ where, text }) => foundIn(text, wanted).map((name) => `${name} in ${where}`));

test("the search sees records of files that are half taken in, held files, and everything in the lake", () => {
  const all = finds.map(({ where, text }) => `${where} ${text}`).join("\n");
  const wanted = [
    '"parts":[{"rows"',
    '"decision":"open"',
    "identities/fingerprints/feedback/",
    "identities/people/",
    "datasets/customer-consents/",
  ];
  expect(wanted.filter((what) => !all.includes(what))).toEqual([]);
  const names = places(contact, received).map((place) => place.split(" in ")[0]);
  expect(new Set(names)).toEqual(new Set(Object.keys(contact)));
});

test("contact data is nowhere past the inbox, whatever the format and however people are known", () => {
  expect(places(contact)).toEqual([]);
});

test("a customer id is under identities/ alone", () => {
  const elsewhere = finds.filter(({ where }) => !where.startsWith("identities/"));
  expect(places(customerId, elsewhere)).toEqual([]);
});
