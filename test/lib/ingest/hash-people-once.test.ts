import * as fc from "fast-check";
import { expect, test } from "vitest";
import { identityRulesVersion } from "../../../lib/identity/identity.ts";
import { peopleColumns } from "../../../lib/ingest/contract-columns.ts";
import { type Expression, column, value } from "../../../lib/sql/expression.ts";
import { parquet, select, write } from "../../../lib/sql/relation.ts";
import {
  type CustomerCells,
  byLine,
  hashCustomers,
  onBench,
} from "../../builders/judged-customers.ts";

type Bench = Parameters<Parameters<typeof onBench>[0]>[0];

let files = 0;

/** An earlier file of these customers; `marked`: columns that tell its identities from new ones. */
async function earlierFile(
  bench: Bench,
  rows: readonly CustomerCells[],
  marked: Readonly<Record<string, Expression>> = {},
): Promise<string> {
  const { path } = await hashCustomers(bench, rows);
  files += 1;
  const kept = bench.scratch.path(`earlier-${files}.parquet`);
  const columns = Object.fromEntries(
    Object.keys(peopleColumns).map((name) => [name, marked[name] ?? column(name)]),
  );
  await bench.engine.run(write(select({ from: parquet(path), columns }), kept));
  return kept;
}

const c1 = { customer_id: "c1", email: "a@example.fi", first_name: "Aino" };
const c2 = { customer_id: "c2", email: "b@example.fi", first_name: "Aino" };
const mark = { meta_ct: value("taken from the earlier file") };

/** Where each row's identities come from. */
const placesOf = (people: readonly Readonly<Record<string, unknown>>[]) =>
  people.map(({ meta_ct }) => meta_ct ?? "hashed");
const taken = "taken from the earlier file";

test("people whose contact data is just as it was are not hashed again, all others are", async () => {
  const places = await onBench(async (bench) => {
    const earlier = [await earlierFile(bench, [c1, c2], mark)];
    const now = [c2, { ...c1, email: "new@example.fi" }, { ...c1, phone: "0401234567" }, c1];
    const { path } = await hashCustomers(bench, now, { earlier });
    return placesOf(await byLine(bench, path));
  });
  expect(places).toEqual([taken, "hashed", "hashed", taken]);
});

test("a household's shared contact data is nobody else's", async () => {
  const places = await onBench(async (bench) => {
    const earlier = [await earlierFile(bench, [c1], mark)];
    const { path } = await hashCustomers(bench, [{ ...c1, customer_id: "c9" }], { earlier });
    return placesOf(await byLine(bench, path));
  });
  expect(places).toEqual(["hashed"]);
});

test("an address that names a person is no customer id of an earlier file", async () => {
  const row = { customer_id: "a@example.fi", first_name: "Aino" };
  const people = await onBench(async (bench) => {
    const earlier = [await earlierFile(bench, [row], mark)];
    const { path } = await hashCustomers(bench, [row], { earlier, by: "email" });
    return byLine(bench, path);
  });
  expect(people).toMatchObject([{ meta_ct: null, meta_extern_id: null }]);
});

test("what was hashed by other rules is hashed again", async () => {
  const places = await onBench(async (bench) => {
    const older = { ...mark, rules: value(identityRulesVersion - 1) };
    const { path } = await hashCustomers(bench, [c1], {
      earlier: [await earlierFile(bench, [c1], older)],
    });
    return placesOf(await byLine(bench, path));
  });
  expect(places).toEqual(["hashed"]);
});

test("what is taken over belongs to the new row: its line and its time", async () => {
  const people = await onBench(async (bench) => {
    const earlier = [await earlierFile(bench, [c1, c2, c1], mark)];
    return byLine(bench, (await hashCustomers(bench, [c2, c2, c1], { earlier })).path);
  });
  expect(placesOf(people)).toEqual([taken, taken, taken]);
  expect(people.map(({ line, updated_at }) => [line, updated_at])).toEqual([
    [2, "2026-02-03T04:05:00.000Z"],
    [3, "2026-02-03T04:05:01.000Z"],
    [4, "2026-02-03T04:05:02.000Z"],
  ]);
});

const few = (...values: readonly string[]) => fc.constantFrom(...values);
const customers = fc.record({
  customer_id: few("c1", "c2", "c3", "c4"),
  email: few("a@example.fi", "b@example.fi", "a@example.fi|b@example.fi", "nobody"),
  phone: fc.option(few("0401234567", "0407654321"), { nil: null }),
  country: fc.option(few("FI", "SE"), { nil: null }),
  postal_code: few("00100", "211 20"),
});
const file = fc.array(customers, { minLength: 1, maxLength: 12 });

test("identities are the same whatever earlier files are looked at", async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.array(file, { maxLength: 3 }), async (rows, before) => {
      await onBench(async (bench) => {
        const alone = await byLine(bench, (await hashCustomers(bench, rows)).path);
        const earlier: string[] = [];
        for (const one of before) earlier.push(await earlierFile(bench, one));
        const looked = await byLine(bench, (await hashCustomers(bench, rows, { earlier })).path);
        expect(looked).toEqual(alone);
      });
    }),
    { numRuns: 15 },
  );
});
