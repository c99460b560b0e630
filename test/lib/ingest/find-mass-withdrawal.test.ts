import { expect, test } from "vitest";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";

const people = (many: number): readonly string[] =>
  Array.from({ length: many }, (_, at) => `c${at}`);
const rowsOf = (header: string, many: number, rest: string): string =>
  `${header}\n${people(many)
    .map((id) => `${id},${rest}\n`)
    .join("")}`;
const customers = rowsOf("customer_id,city", 200, "Oulu");
const answers = (many: number, granted: string): string =>
  rowsOf("customer_id,purpose,granted,at", many, `advertising,${granted},2026-01-02`);
const objections = (many: number): string => rowsOf("customer_id,at", many, "2026-01-02");

type File = readonly [name: string, content: string];

/** What the last of some files raises, in a shop of 200 customers. */
async function alarmOf(...files: readonly File[]): Promise<string | null | undefined> {
  const bench = ingestBench();
  const alarms: (string | null)[] = [];
  for (const [name, content] of [["customers/a.csv", customers] as const, ...files]) {
    const receipt = await receiptOf(bench.ports, bench.drop(name, content));
    expect(receipt.status).toBe("accepted");
    alarms.push(receipt.alarm);
  }
  return alarms.at(-1);
}
const yes: File = ["consents/yes.csv", answers(200, "yes")];

test("a file in which more customers withdraw than a guard's share counts, and raises an alarm", async () => {
  expect(await alarmOf(yes, ["consents/no.csv", answers(61, "no")])).toBe(
    "61 of 200 customers withdraw in it, more than 30% (guard.shrink); it counts all the same: see whether they did",
  );
  expect(await alarmOf(["objections/a.csv", objections(70)])).toMatch(/^70 of 200 customers/);
});

test("up to that share nobody is called", async () => {
  expect(await alarmOf(yes, ["consents/no.csv", answers(60, "no")])).toBeNull();
  expect(await alarmOf(["objections/a.csv", objections(60)])).toBeNull();
});

test("who never said yes takes nothing back, and who says yes neither", async () => {
  expect(await alarmOf(["consents/no.csv", answers(200, "no")])).toBeNull();
  expect(await alarmOf(["consents/no.csv", answers(200, "no")], yes)).toBeNull();
});
