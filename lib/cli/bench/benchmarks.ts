import type { Benchmark } from "./benchmark.ts";
import { compute } from "./compute.ts";
import { ingestCustomers } from "./ingest-customers.ts";
import { ingestMemory } from "./ingest-memory.ts";
import { ingestOrders } from "./ingest-orders.ts";

/** All benchmarks, in data order. */
export const benchmarks: readonly Benchmark[] = [
  ingestOrders,
  ingestCustomers,
  ingestMemory,
  compute,
];

/** The benchmarks of these names; a stage's name (`ingest`) means all of it; of no name: all. */
export const benchmarksCalled = (names: readonly string[]): readonly Benchmark[] =>
  names.length === 0
    ? benchmarks
    : benchmarks.filter((one) =>
        names.some((name) => one.name === name || one.name.startsWith(`${name}-`)),
      );
