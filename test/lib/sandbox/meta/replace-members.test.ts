import { expect, test } from "vitest";
import { metaBench, people, refusal, told } from "./meta-client.ts";

const bench = metaBench();
const step = (session_id: number, batch_seq: number, last_batch_flag = false) => ({
  session: { session_id, batch_seq, last_batch_flag },
});

const emails = (count: number, from = 0) =>
  people(count, from).payload.data.map(([EMAIL]) => ({ EMAIL }));

test("the uploaded rows take the place of all members at once, when the last batch is there", async () => {
  const audience = await bench.make();
  await audience.createUser([], people(5));
  const first = await audience.createUsersReplace([], { ...step(1, 1), ...people(2, 10) });
  expect(told(first)["account_id"]).toBe("1234567890");
  expect(bench.members(audience)).toHaveLength(5);
  expect(told(await audience.read(["operation_status"]))).toMatchObject({
    operation_status: { code: 414 },
  });
  // The others may come in any order, and twice.
  await audience.createUsersReplace([], { ...step(1, 3, true), ...people(1, 13) });
  await audience.createUsersReplace([], { ...step(1, 3, true), ...people(1, 13) });
  expect(bench.members(audience)).toHaveLength(5);
  await audience.createUsersReplace([], { ...step(1, 2), ...people(1, 12) });
  expect(new Set(bench.members(audience))).toEqual(new Set(emails(4, 10)));
  const late = await refusal(audience.createUsersReplace([], { ...step(1, 4), ...people(1) }));
  expect(late.response).toMatchObject({ code: 2650, error_subcode: 1_870_159 });
});

test("nothing else moves members while a replacement runs", async () => {
  const audience = await bench.make();
  await audience.createUsersReplace([], { ...step(2, 1), ...people(2) });
  const calls = [
    audience.createUser([], people(1)),
    audience.createUser([], { method: "DELETE", ...people(1) }),
    audience.createUsersReplace([], { ...step(3, 1), ...people(1) }),
  ];
  for (const call of calls) {
    const refused = await refusal(call);
    expect(refused.response).toMatchObject({ code: 2650, error_subcode: 1_870_145 });
  }
});

test("the first batch comes first, and coming twice it begins anew", async () => {
  const audience = await bench.make();
  const early = await refusal(audience.createUsersReplace([], { ...step(4, 2), ...people(1) }));
  expect(early.response).toMatchObject({ code: 2650, error_subcode: 1_870_147 });
  await audience.createUsersReplace([], { ...step(4, 1), ...people(2) });
  await audience.createUsersReplace([], { ...step(4, 1, true), ...people(1, 7) });
  expect(bench.members(audience)).toEqual(emails(1, 7));
});

test("after 90 minutes what was uploaded so far takes the place", async () => {
  const audience = await bench.make();
  await audience.createUser([], people(5));
  await audience.createUsersReplace([], { ...step(5, 1), ...people(2) });
  bench.clock.moveBy(90 * 60);
  const late = await refusal(audience.createUsersReplace([], { ...step(5, 2), ...people(1) }));
  expect(late.response).toMatchObject({ code: 2650, error_subcode: 1_870_158 });
  expect(bench.members(audience)).toEqual(emails(2));
  expect(told(await audience.read(["operation_status"]))).toMatchObject({
    operation_status: { code: 415 },
  });
  await audience.createUsersReplace([], { ...step(6, 1, true), ...people(1) });
  expect(bench.members(audience)).toEqual(emails(1));
});
