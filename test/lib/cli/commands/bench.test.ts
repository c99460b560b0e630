import { expect, test } from "vitest";
import { runMain } from "../../../builders/run-main.ts";

test("each benchmark tells a figure, what it is held against, and whether the goal is met", async () => {
  const words = [
    "bench",
    "ingest-orders",
    "ingest-customers",
    "--rows",
    "2000",
    "--here",
    "--json",
  ];
  const { code, stdout, stderr } = await runMain(words);
  const { benchmarks } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(stderr).toContain("Ingest …");
  expect(benchmarks.map(({ name }: { name: string }) => name)).toEqual([
    "ingest-orders",
    "ingest-customers-changed",
    "ingest-customers-unchanged",
  ]);
  for (const { figure, reference, ratio, unit, goal, met } of benchmarks) {
    expect(figure).toBeGreaterThan(0);
    expect(reference).toBeGreaterThan(0);
    expect(ratio).toBeGreaterThan(0);
    expect([typeof unit, typeof goal, typeof met]).toEqual(["string", "string", "boolean"]);
  }
});

test("memory is that of a process which does nothing else", async () => {
  const { code, stdout } = await runMain(["bench", "ingest-memory", "--rows", "2000", "--json"]);
  const [{ figure, reference, unit }] = JSON.parse(stdout).benchmarks;
  expect({ code, unit }).toEqual({ code: 0, unit: "MB" });
  expect(figure).toBeGreaterThan(50);
  expect(reference).toBeGreaterThan(50);
});

test("a benchmark that there is not is said to be none, with those that there are", async () => {
  const { code, stderr } = await runMain(["bench", "ingest-order"]);
  expect(code).toBe(2);
  expect(stderr).toContain(
    "there is no benchmark called ingest-order: there are ingest-orders, ingest-customers, ingest-memory",
  );
});
