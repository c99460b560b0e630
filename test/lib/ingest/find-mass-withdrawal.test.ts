import { expect, test } from "vitest";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";

const people = (many: number): readonly string[] =>
  Array.from({ length: many }, (_, at) => `c${at}`);
const customers = `customer_id,city\n${people(200)
  .map((id) => `${id},Oulu\n`)
  .join("")}`;
const answers = (many: number, granted: string): string =>
  `customer_id,purpose,granted,at\n${people(many)
    .map((id) => `${id},advertising,${granted},2026-01-02\n`)
    .join("")}`;

async function alarmOf(file: string, content: string): Promise<string | null> {
  const bench = ingestBench();
  await receiptOf(bench.ports, bench.drop("customers/a.csv", customers));
  const receipt = await receiptOf(bench.ports, bench.drop(file, content));
  expect(receipt.status).toBe("accepted");
  return receipt.alarm;
}

test("a file in which more customers withdraw than a guard's share counts, and raises an alarm", async () => {
  expect(await alarmOf("consents/a.csv", answers(61, "no"))).toBe(
    "61 of 200 customers withdraw in it, more than 30% (guard.shrink); it counts all the same: see whether they did",
  );
  const objections = `customer_id,at\n${people(70)
    .map((id) => `${id},2026-01-02\n`)
    .join("")}`;
  expect(await alarmOf("objections/a.csv", objections)).toMatch(/^70 of 200 customers/);
});

test("up to that share nobody is called, and never for those who grant", async () => {
  expect(await alarmOf("consents/a.csv", answers(60, "no"))).toBeNull();
  expect(await alarmOf("consents/a.csv", answers(200, "yes"))).toBeNull();
});
