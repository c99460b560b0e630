import { expect, test } from "vitest";
import { faults } from "../../../../lib/sandbox/faults.ts";
import { startMeta } from "../../../../lib/sandbox/meta/start-meta.ts";
import { sandboxClock } from "../../../../lib/sandbox/sandbox-clock.ts";
import { metaBench, people, refusal, TOKEN } from "./meta-client.ts";

const bench = metaBench({ refuseSmallRemovals: true });

test("with small removals refused, an audience of 99 keeps everybody and one of 100 does not", async () => {
  const audience = await bench.make();
  await audience.createUser([], people(99));
  const refused = await refusal(audience.createUser([], { method: "DELETE", ...people(1) }));
  expect(refused.response).toMatchObject({ code: 200, error_subcode: 1_870_047 });
  await audience.createUser([], people(1, 99));
  await audience.createUser([], { method: "DELETE", ...people(1) });
  expect(bench.members(audience)).toHaveLength(99);
});

const parts = () => ({
  clock: sandboxClock(0, () => 0),
  faults: faults(),
  control: () => undefined,
});

test("without accepted terms nothing is created", async () => {
  const meta = await startMeta({ tosAccepted: false }, parts());
  const url = `${meta.endpoint}/v25.0/act_1234567890?access_token=${TOKEN}`;
  const read = await fetch(`${url}&fields=tos_accepted`);
  expect(await read.json()).toMatchObject({ tos_accepted: { custom_audience_tos: 0 } });
  const created = await fetch(url.replace("?", "/customaudiences?"), { method: "POST" });
  expect(await created.json()).toMatchObject({ error: { code: 200, error_subcode: 1_870_034 } });
  await meta.close();
});

test("a hanging call gets no answer until the server closes", async () => {
  const own = parts();
  const meta = await startMeta({}, own);
  own.faults.plan([{ match: { path: "/act_", nth: 1 }, fault: "hang" }]);
  const reading = fetch(`${meta.endpoint}/v25.0/act_1234567890?access_token=${TOKEN}`);
  const asked = reading.then(
    () => "answered",
    () => "cut off",
  );
  // A second call that is answered shows that the first one had its chance.
  const second = await fetch(`${meta.endpoint}/v25.0/act_1234567890?access_token=${TOKEN}`);
  expect(second.status).toBe(200);
  await meta.close();
  expect(await asked).toBe("cut off");
});

test("options that mean nothing are refused", async () => {
  const wrong = { tokens: "x" } as object;
  await expect(startMeta(wrong, parts())).rejects.toThrow("tokens");
});

test("an account holds 500 audiences and no more", async () => {
  const meta = await startMeta({}, parts());
  const create = () =>
    fetch(`${meta.endpoint}/v25.0/act_1234567890/customaudiences?access_token=${TOKEN}`, {
      method: "POST",
      body: new URLSearchParams({
        name: "One of many",
        subtype: "CUSTOM",
        customer_file_source: "USER_PROVIDED_ONLY",
      }),
    });
  const made = await Promise.all(Array.from({ length: 500 }, create));
  expect(made.every(({ status }) => status === 200)).toBe(true);
  expect(await (await create()).json()).toMatchObject({ error: { code: 100 } });
  await meta.close();
});
