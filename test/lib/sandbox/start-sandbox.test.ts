import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { startSandbox, type Sandbox } from "../../../lib/sandbox/start-sandbox.ts";

const START = new Date("2026-11-22T01:00:00Z");
const TOKEN = "a-token-of-ours";
const options = { now: START, meta: { token: TOKEN, adAccounts: ["77"] } };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(options);
});
afterAll(() => sandbox.close());

const at = (path: string, body?: unknown) =>
  fetch(`${sandbox.endpoints.meta}${path}`, {
    ...(body !== undefined && {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(body),
    }),
  });

const madeSchema = z.object({ id: z.string() });
const HASH = "ab".repeat(32);

async function fillAnAudience(): Promise<string> {
  const made = await at("/v25.0/act_77/customaudiences", {
    name: "Kept",
    subtype: "CUSTOM",
    customer_file_source: "USER_PROVIDED_ONLY",
  });
  const { id } = madeSchema.parse(await made.json());
  await at(`/v25.0/${id}/users`, { payload: { schema: ["EMAIL"], data: [[HASH]] } });
  return id;
}

test("every platform has its endpoint on this machine", () => {
  const { meta, adsGrpc, adsRest, dataManager, dataManagerRest, token } = sandbox.endpoints;
  for (const url of [meta, adsRest, dataManagerRest, token]) {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
  }
  for (const host of [adsGrpc, dataManager]) expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
});

test("the control endpoint shows what arrived, as the dump does", async () => {
  const id = await fillAnAudience();
  const seen = await (await at("/_sandbox/state")).json();
  expect(seen).toEqual(sandbox.dump());
  expect(sandbox.dump().meta.audiences).toContainEqual({
    id,
    name: "Kept",
    account: "77",
    members: [{ EMAIL: HASH }],
  });
  expect(sandbox.dump().google).toEqual({ lists: [], requests: [] });
});

test("faults are planned and the clock is moved from outside", async () => {
  const list = [{ match: { path: "/act_77", nth: 1 }, fault: "transient" }];
  expect((await at("/_sandbox/faults", list)).status).toBe(200);
  expect((await at("/v25.0/act_77/customaudiences", {})).status).toBe(500);
  const before = sandbox.clock.now();
  const moved = await at("/_sandbox/clock", { seconds: 86_400 });
  expect(await moved.json()).toEqual({ now: expect.stringMatching(/^2026-11-23T01:0/) });
  expect(sandbox.clock.now()).toBeGreaterThanOrEqual(before + 86_400_000);
});

test.each([
  ["/_sandbox/faults", [{ match: { path: "/", nth: 1 }, fault: "earthquake" }], 400],
  ["/_sandbox/clock", { seconds: -1 }, 400],
  ["/_sandbox/elsewhere", {}, 404],
])("%s refuses what it does not understand", async (path, body, status) => {
  expect((await at(path, body)).status).toBe(status);
});

test("a sandbox started anew goes on where the snapshot of another stopped", async () => {
  await fillAnAudience();
  sandbox.clock.moveBy(3600);
  const kept: unknown = JSON.parse(JSON.stringify(sandbox.snapshot()));
  const other = await startSandbox(options);
  other.restore(kept);
  expect(other.dump()).toEqual(sandbox.dump());
  expect(other.clock.now()).toBeGreaterThanOrEqual(START.getTime() + 3_600_000);
  await other.close();
});

test("a snapshot that is none is refused", () => {
  expect(() => sandbox.restore({ audiences: [] })).toThrow("now");
});
