import { expect, test } from "vitest";
import { receiptKey } from "../../../lib/ingest/contract.ts";
import { requestRefresh } from "../../../lib/ingest/request-refresh.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";

const created = (key: string) => ({ detail: { bucket: { name: "lake" }, object: { key } } });

/** One accepted and one refused file, and a refresh machine that remembers what it was asked. */
async function asked(now: string) {
  const bench = ingestBench();
  const header = "order_id,customer_id,ordered_at,amount\n";
  const good = await receiptOf(
    bench.ports,
    bench.drop("orders/a.csv", `${header}1,c,2026-01-02,1\n`),
  );
  const bad = await receiptOf(bench.ports, bench.drop("orders/b.csv", ""));
  const started = new Map<string, unknown>();
  const request = requestRefresh({
    lake: bench.lake,
    refresh: {
      start: async (name, input) => {
        if (started.has(name)) return "already";
        started.set(name, input);
        return "started";
      },
    },
    now: () => new Date(now),
    windowSeconds: 300,
  });
  return { request, started, good: created(receiptKey(good.id)), bad: created(receiptKey(bad.id)) };
}

test("accepted files of one window ask for one refresh at its end", async () => {
  const { request, started, good } = await asked("2026-11-24T03:01:10.500Z");
  expect(await request(good)).toEqual({ refresh: "started" });
  expect(await request(good)).toEqual({ refresh: "already" });
  expect([...started]).toEqual([
    [
      "upload-20261124T030500Z",
      { now: "2026-11-24T03:05:00.000Z", trigger: "upload", startAt: "2026-11-24T03:05:00.000Z" },
    ],
  ]);
});

test("a file that is not used asks for nothing", async () => {
  const { request, started, bad } = await asked("2026-11-24T03:01:00Z");
  expect(await request(bad)).toEqual({ refresh: "not-needed" });
  expect(await request(created("reports/r-1.json"))).toEqual({ refresh: "not-needed" });
  expect(started.size).toBe(0);
});
