import { expect, test } from "vitest";
import { aCompany, aFolder } from "./a-company.ts";

const bought = (memberId: string, ordered_on: string) => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
});

async function started(folder = aFolder({ lately: "{ orders: { within: 90 days } }" })) {
  const company = aCompany(folder);
  await company.publish(folder);
  return company;
}

test("who was in a segment under its old id stays in it since they came; their items get the new id", async () => {
  const company = await started();
  await company.drop({ orders: [bought("a", "2026-11-20")] });
  const first = await company.run("2026-11-24T01:00:00Z");
  await company.settle(first.run);
  const renamed = "name: Just bought\nwas: lately\nwho: { orders: { within: 90 days } }\n";
  await company.publish(aFolder({ "just-bought": renamed }));
  const second = await company.run("2026-11-25T01:00:00Z");
  expect(second).toMatchObject({
    changes: 1,
    segments: [{ id: "just-bought", size: 1, entered: 0, left: 0 }],
  });
  expect(await company.read(second.run, "changes")).toEqual([
    { memberId: "a", segments: '{"just-bought":"2026-11-24"}' },
  ]);
});

test("what a member is worth is told for segments that ask for it, never below nothing", async () => {
  const who = "who: { orders: {} }\n";
  const company = await started(
    aFolder({ spenders: `name: S\nvalue: spend\n${who}`, plain: `name: P\n${who}` }),
  );
  await company.drop({
    orders: [
      bought("a", "2026-11-01"),
      { ...bought("b", "2026-11-01"), amount_cents: 500 },
      { ...bought("b", "2026-11-02"), amount_cents: 900, kind: "return" },
    ],
  });
  const { run } = await company.run("2026-11-24T01:00:00Z");
  expect(await company.read(run, "values")).toEqual([
    { segment: "spenders", memberId: "a", value: "1000" },
    { segment: "spenders", memberId: "b", value: "0" },
  ]);
});
