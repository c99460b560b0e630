import { expect, test } from "vitest";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import { aWorkspace, ingestBench, receiptOf, mapOf } from "../../builders/ingest-bench.ts";
import { readParquet } from "../../builders/read-parquet.ts";

/** Order lines as the lake has them. */
async function orderLines(csv: string, workspace = aWorkspace()) {
  const bench = ingestBench(workspace);
  const receipt = await receiptOf(bench.ports, bench.drop("orders/a.csv", csv));
  expect(receipt).toMatchObject({ status: "accepted", problem: null });
  return readParquet(bench.lake.contents.get(datasetKey("orders", receipt.id)));
}

const H = "order_id,customer_id,ordered_at,quantity,unit_price,amount,currency,kind\n";
const money = (rows: Awaited<ReturnType<typeof orderLines>>) =>
  rows.map(({ amount_cents, kind }) => [amount_cents, kind]);

test("an amount is quantity × unit price rounded to the cent, half away from zero, per line", async () => {
  const rows = await orderLines(`${H}1,c,2026-01-02,3,0.335,,,
1,c,2026-01-02,1,1.005,,,
1,c,2026-01-02,1,2.675,,,
1,c,2026-01-02,-1,1.005,,,
1,c,2026-01-02,0.5,0.01,,,
1,c,2026-01-02,9999999.999,999999.99,,,
`);
  expect(money(rows)).toEqual([
    [101, "sale"],
    [101, "sale"],
    [268, "sale"],
    [101, "return"],
    [1, "sale"],
    [999_999_989_900_000, "sale"],
  ]);
});

test("an amount in the file wins over quantity and unit price", async () => {
  expect(money(await orderLines(`${H}1,c,2026-01-02,2,10,15.00,,\n`))).toEqual([[1500, "sale"]]);
});

test("a line is a return when its kind says so, its quantity is negative, or it has none and its amount is", async () => {
  const rows = await orderLines(`${H}1,c,2026-01-02,,,20,,return
1,c,2026-01-02,-2,10,,,
1,c,2026-01-02,,,-20,,
1,c,2026-01-02,-2,10,,,sale
1,c,2026-01-02,1,,-5,,
1,c,2026-01-02,1,0,,,
`);
  expect(money(rows)).toEqual([
    [2000, "return"],
    [2000, "return"],
    [2000, "return"],
    [2000, "return"],
    [-500, "sale"],
    [0, "sale"],
  ]);
});

test("another currency is converted before it is rounded", async () => {
  const rows = await orderLines(
    `${H}1,c,2026-01-02,1,99.99,,SEK,\n1,c,2026-01-02,1,99.99,,sek,\n1,c,2026-01-02,1,99.99,,EUR,\n1,c,2026-01-02,1,99.99,,,\n`,
  );
  expect(money(rows).map(([cents]) => cents)).toEqual([870, 870, 9999, 9999]);
});

test("times without a zone are in the workspace's; days are its days", async () => {
  const rows = await orderLines(`order_id,customer_id,ordered_at,amount
1,c,2026-01-02,1
2,c,2026-07-02 00:30,1
3,c,2026-01-01T23:30:00Z,1
4,c,2026-01-02T01:30:00+03:00,1
5,c,2026-01-02 01:30:00.5,1
6,c,2026-01-01T23:30Z,1
7,c,2026-01-02 01:30 +0200,1
8,c,2026-01-01 23:30:00 UTC,1
9,c,2026-01-01T23:30:00.25z,1
`);
  expect(rows.map(({ ordered_at, ordered_on }) => [ordered_at, ordered_on])).toEqual([
    ["2026-01-01T22:00:00.000Z", "2026-01-02"],
    ["2026-07-01T21:30:00.000Z", "2026-07-02"],
    ["2026-01-01T23:30:00.000Z", "2026-01-02"],
    ["2026-01-01T22:30:00.000Z", "2026-01-02"],
    ["2026-01-01T23:30:00.500Z", "2026-01-02"],
    ["2026-01-01T23:30:00.000Z", "2026-01-02"],
    ["2026-01-01T23:30:00.000Z", "2026-01-02"],
    ["2026-01-01T23:30:00.000Z", "2026-01-02"],
    ["2026-01-01T23:30:00.250Z", "2026-01-02"],
  ]);
});

test("a column map says names, formats, decimal commas and endings to trim", async () => {
  const workspace = aWorkspace(
    mapOf(
      "orders",
      `columns:
  order_id: Tilaus
  customer_id: { from: Asiakas, trim-end: ".0" }
  ordered_at: { from: Päivä, format: "%d.%m.%Y %H:%M" }
  quantity: { from: Määrä, decimal: comma }
  unit_price: { from: Hinta, decimal: comma }
  category: Ryhmä
files: { delimiter: ";" }
`,
    ),
  );
  const rows = await orderLines(
    `Tilaus;Asiakas;Päivä;Määrä;Hinta;Ryhmä
 1 ;17850.0;2.1.2026 10:00;1,5;1 234,50; Pets / Cats/food/
1;17850;02.01.2026 10:00;2;1.234,50;
`,
    workspace,
  );
  expect(rows).toMatchObject([
    {
      order_id: "1",
      line: 2,
      ordered_at: "2026-01-02T08:00:00.000Z",
      amount_cents: 185_175,
      category: "Pets/Cats/food",
    },
    { order_id: "1", line: 3, amount_cents: 246_900, category: null },
  ]);
  expect(rows[0]?.["memberId"]).toBe(rows[1]?.["memberId"]);
});

test("an amount may carry the workspace's own sign or code, and no other", async () => {
  const bench = ingestBench();
  const receipt = await receiptOf(
    bench.ports,
    bench.drop(
      "orders/a.csv",
      "order_id,customer_id,ordered_at,amount\n1,c,2026-01-02,1 234.50 €\n2,c,2026-01-02,EUR 1\n3,c,2026-01-02,12.50 kr\n",
    ),
  );
  expect(receipt).toMatchObject({ accepted: 2, reasons: { "amount-unreadable": 1 } });
});

test("a point where commas are decimal is not guessed at", async () => {
  const bench = ingestBench(
    aWorkspace(mapOf("orders", "columns: { amount: { from: amount, decimal: comma } }")),
  );
  const receipt = await receiptOf(
    bench.ports,
    bench.drop("orders/a.csv", "order_id;customer_id;ordered_at;amount\n1;c;2026-01-02;1.234\n"),
  );
  expect(receipt.reasons).toEqual({ "amount-unreadable": 1 });
});

test("skipped rows are counted and listed by their reason, before they are judged", async () => {
  const bench = ingestBench(
    aWorkspace(
      mapOf(
        "orders",
        "skip: [{ when: { product_id: [POST, { starts-with: gift_ }] }, because: not a product }]",
      ),
    ),
  );
  const receipt = await receiptOf(
    bench.ports,
    bench.drop(
      "orders/a.csv",
      "order_id,customer_id,ordered_at,amount,product_id\n1,c,2026-01-02,1,A\n1,c,2026-01-02,1,POST\n1,,2026-01-02,1,gift_10\n1,c,2026-01-02,1,POSTER\n",
    ),
  );
  expect(receipt).toMatchObject({
    rows: 4,
    accepted: 2,
    rejected: 0,
    skipped: 2,
    reasons: { "not a product": 2 },
    lines: { "not a product": [3, 4] },
    quarantine: [],
  });
});

test("attributes are typed by the map", async () => {
  const workspace = aWorkspace(
    mapOf(
      "orders",
      "attributes: { campaign: utm, stars: { from: stars, type: number }, gift: { from: gift, type: yes-no }, due: { from: due, type: date }, tags: { from: tags, type: list } }",
    ),
  );
  const rows = await orderLines(
    "order_id,customer_id,ordered_at,amount,utm,stars,gift,due,tags\n1,c,2026-01-02,1,spring,4.5,yes,2026-03-01,a| b\n2,c,2026-01-02,1,,,,,\n",
    workspace,
  );
  expect(rows).toMatchObject([
    { campaign: "spring", stars: 4.5, gift: true, due: "2026-03-01", tags: ["a", "b"] },
    { campaign: null, stars: null, gift: null, due: null, tags: null },
  ]);
});

test("an attribute that cannot be read rejects its row", async () => {
  const bench = ingestBench(
    aWorkspace(mapOf("orders", "attributes: { stars: { from: stars, type: number } }")),
  );
  const receipt = await receiptOf(
    bench.ports,
    bench.drop(
      "orders/a.csv",
      "order_id,customer_id,ordered_at,amount,stars\n1,c,2026-01-02,1,many\n",
    ),
  );
  expect(receipt.reasons).toEqual({ "stars-unreadable": 1 });
});

test.each(["aino@example.fi", "040 123 4567", "+358401234567", "ask aino@example.fi"])(
  "an attribute that holds %s is refused at the door",
  async (contact) => {
    const csv = `order_id,customer_id,ordered_at,amount,note\n1,c,2026-01-02,1,fine\n2,c,2026-01-02,1,${contact}\n`;
    const bench = ingestBench(aWorkspace(mapOf("orders", "attributes: { note: note }")));
    const receipt = await receiptOf(bench.ports, bench.drop("orders/a.csv", csv));
    expect(receipt).toMatchObject({
      status: "rejected",
      problem:
        "line 3: the attribute note holds what looks like an e-mail address or a phone number: leave it out of the map, or write contact: allowed",
    });
    const allowed = ingestBench(
      aWorkspace(mapOf("orders", "attributes: { note: { from: note, contact: allowed } }")),
    );
    expect((await receiptOf(allowed.ports, allowed.drop("orders/a.csv", csv))).status).toBe(
      "accepted",
    );
  },
);

test.each(["2026-01-02", "01-02-2026", "12345678", "SPRING-2026", "10:30"])(
  "an attribute that holds %s is no contact data",
  async (text) => {
    const bench = ingestBench(aWorkspace(mapOf("orders", "attributes: { note: note }")));
    const csv = `order_id,customer_id,ordered_at,amount,note\n1,c,2026-01-02,1,${text}\n`;
    expect((await receiptOf(bench.ports, bench.drop("orders/a.csv", csv))).status).toBe("accepted");
  },
);
