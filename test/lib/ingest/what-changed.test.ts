import { describe, expect, test } from "vitest";
import { ingestBench, aWorkspace, mapOf, receiptOf } from "../../builders/ingest-bench.ts";

const changesOf = async (bench: ReturnType<typeof ingestBench>, file: string, csv: string) =>
  (await receiptOf(bench.ports, bench.drop(file, csv))).changes;
const none = { new: 0, changed: 0, unchanged: 0, older: 0, gone: 0, shorter: 0 };

describe("a receipt says what a file changed against the data before", () => {
  test("customers: new, changed, unchanged, or older by updated_at", async () => {
    const bench = ingestBench();
    const header = "customer_id,email,city,updated_at";
    const first = [header, "a,a@example.fi,Espoo,2026-01-02", "b,b@example.fi,Turku,2026-01-02"];
    expect(await changesOf(bench, "customers/1.csv", first.join("\n"))).toEqual({
      ...none,
      new: 2,
    });
    const second = [
      header,
      "a,a@example.fi,Vantaa,2026-02-02",
      "b,b@example.fi,Turku,2026-01-02",
      "c,c@example.fi,Oulu,2026-01-02",
    ];
    expect(await changesOf(bench, "customers/2.csv", second.join("\n"))).toEqual({
      ...none,
      new: 1,
      changed: 1,
      unchanged: 1,
    });
    const third = [header, "a,a@example.fi,Espoo,2026-01-15", "b,b2@example.fi,Turku,2026-03-02"];
    expect(await changesOf(bench, "customers/3.csv", third.join("\n"))).toEqual({
      ...none,
      changed: 1,
      older: 1,
    });
  });

  test("two rows of one customer in a file: the newer counts, the other is older", async () => {
    const bench = ingestBench();
    const csv = "customer_id,city,updated_at\na,Espoo,2026-01-02\na,Vantaa,2026-01-01\n";
    expect(await changesOf(bench, "customers/1.csv", csv)).toEqual({ ...none, new: 1, older: 1 });
  });

  test("orders come and go as wholes; one with fewer lines came back shorter", async () => {
    const bench = ingestBench();
    const header = "order_id,customer_id,ordered_at,product_id,amount";
    const first = [
      header,
      "1,a,2026-01-02,p,10",
      "1,a,2026-01-02,q,20",
      "2,b,2026-01-02,p,5",
      "2,b,2026-01-02,p,5",
    ];
    expect(await changesOf(bench, "orders/1.csv", first.join("\n"))).toEqual({ ...none, new: 4 });
    const second = [
      header,
      "2,b,2026-01-02,p,5",
      "2,b,2026-01-02,p,5",
      "1,a,2026-01-02,p,10",
      "3,a,2026-01-02,p,10",
    ];
    expect(await changesOf(bench, "orders/2.csv", second.join("\n"))).toEqual({
      ...none,
      new: 1,
      changed: 1,
      unchanged: 2,
      shorter: 1,
    });
  });
});

const people = (...ids: readonly string[]) =>
  `customer_id,city\n${ids.map((id) => `${id},Oulu\n`).join("")}`;

describe("with mode: full a file is everything there is", () => {
  const workspace = aWorkspace(mapOf("customers", "mode: full\n"));
  test("what is not in it is gone, and the receipt says how much", async () => {
    const bench = ingestBench(workspace);
    await receiptOf(bench.ports, bench.drop("customers/1.csv", people("a", "b", "c")));
    const changes = await changesOf(bench, "customers/2.csv", people("b", "c", "d"));
    expect(changes).toEqual({ ...none, new: 1, unchanged: 2, gone: 1 });
  });

  test("a file without too many of them is held, like an audience that would shrink", async () => {
    const bench = ingestBench(workspace);
    const many = Array.from({ length: 200 }, (_, at) => `c${at}`);
    await receiptOf(bench.ports, bench.drop("customers/1.csv", people(...many)));
    const receipt = await receiptOf(
      bench.ports,
      bench.drop("customers/2.csv", people(...many.slice(80))),
    );
    expect(receipt.status).toBe("held");
    expect(receipt.problem).toBe(
      "80 of 200 customers would go, more than the 30% that pass without a look (guard.shrink): it is read as everything there is (mode: full)",
    );
    expect(bench.heldFiles.contents.get(receipt.id)?.value).toMatchObject({
      dataset: "customers",
      decision: "open",
      entry: { id: receipt.id, rows: 120, full: true },
    });
  });

  test("a file older than the one that counts changes nothing", async () => {
    const bench = ingestBench(workspace);
    const late = bench.drop("customers/1.csv", people("a"));
    await receiptOf(bench.ports, bench.drop("customers/2.csv", people("b")));
    expect((await receiptOf(bench.ports, late)).changes).toEqual({ ...none, older: 1 });
  });
});
