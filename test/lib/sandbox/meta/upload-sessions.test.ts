import { expect, test } from "vitest";
import { metaBench, people, refusal, sha256, told } from "./meta-client.ts";

const bench = metaBench();
const step = (session_id: number | string, batch_seq: number, last_batch_flag = false) => ({
  session: { session_id, batch_seq, last_batch_flag },
});

test("received rows add up over the batches of a session", async () => {
  const audience = await bench.make();
  await audience.createUser([], { ...step(1, 1), ...people(3) });
  const second = await audience.createUser([], { ...step(1, 2, true), ...people(2, 3) });
  expect(told(second)["num_received"]).toBe(5);
  const [session] = [...(await audience.getSessions([], { session_id: "1" }))];
  expect(told(session)).toMatchObject({ session_id: "1", num_received: "5", stage: "finished" });
});

test("the schema stays the same within a session", async () => {
  const audience = await bench.make();
  await audience.createUser([], { ...step(2, 1), ...people(1) });
  const other = { payload: { schema: ["PHONE"], data: [[sha256("358401234567")]] } };
  const refused = await refusal(audience.createUser([], { ...step(2, 2), ...other }));
  expect(refused.response).toMatchObject({ code: 100, message: expect.stringContaining("schema") });
  expect(bench.members(audience)).toHaveLength(1);
});

test.each([
  ["a batch too far", 3],
  ["a batch again", 1],
])("%s is refused", async (_, batch) => {
  const audience = await bench.make();
  const id = 30 + batch;
  await audience.createUser([], { ...step(id, 1), ...people(1) });
  const refused = await refusal(audience.createUser([], { ...step(id, batch), ...people(1) }));
  expect(refused.response).toMatchObject({ code: 100, message: "(#100) batch_seq must be 2" });
});

test("a session ends with its last batch, or 90 minutes after its first", async () => {
  const audience = await bench.make();
  await audience.createUser([], { ...step(4, 1, true), ...people(1) });
  await audience.createUser([], { ...step(5, 1), ...people(1) });
  bench.clock.moveBy(90 * 60);
  for (const id of [4, 5]) {
    const refused = await refusal(audience.createUser([], { ...step(id, 2), ...people(1) }));
    expect(refused.response).toMatchObject({ message: "(#100) This session is closed" });
  }
});

test("a session id belongs to one upload of the account", async () => {
  const [one, two] = [await bench.make(), await bench.make()];
  await one.createUser([], { ...step(6, 1), ...people(1) });
  const elsewhere = await refusal(two.createUser([], { ...step(6, 2), ...people(1) }));
  expect(elsewhere.response).toMatchObject({ code: 100 });
  const removal = { method: "DELETE", ...step(6, 2), ...people(1) };
  expect((await refusal(one.createUser([], removal))).response).toMatchObject({ code: 100 });
});

test.each([0, -1, 2 ** 60, "9223372036854775808", "abc"])(
  "session id %s is refused",
  async (id) => {
    const audience = await bench.make();
    const refused = await refusal(audience.createUser([], { ...step(id, 1), ...people(1) }));
    expect(refused.response).toMatchObject({ code: 100 });
  },
);
