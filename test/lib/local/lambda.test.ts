import { afterAll, beforeAll, expect, test } from "vitest";
import type { WatchedCloud } from "./a-cloud.ts";
import { aCloud } from "./a-cloud.ts";
import { aFolder, aFunction, writeAssembly } from "./write-assembly.ts";

const pipeline = {
  Resources: {
    Duck: aFunction("duck", { MemorySize: 512 }),
    Modern: aFunction("modern", { Environment: { Variables: { COLOUR: "blue" } } }),
    Sleeper: aFunction("sleeper", { Timeout: 1 }),
    Glutton: aFunction("glutton", { MemorySize: 32 }),
    Quitter: aFunction("quitter"),
    Broken: aFunction("broken"),
    Nameless: aFunction("nameless"),
    Alone: aFunction("alone", { ReservedConcurrentExecutions: 1 }),
  },
};

const code = {
  "duck/index.js": `
    const { DuckDBInstance } = require("@duckdb/node-api");
    const made = DuckDBInstance.create(":memory:");
    let calls = 0;
    exports.handler = async ({ n }) => {
      const db = await (await made).connect();
      const rows = await (await db.runAndReadAll("select sum(i)::int s from range(" + n + ") t(i)")).getRows();
      await new Promise((r) => setTimeout(r, 100));
      return { sum: rows[0][0], calls: ++calls };
    };`,
  "modern/index.mjs": `
    export const handler = async (event, context) => ({
      event, colour: process.env.COLOUR, region: process.env.AWS_REGION, home: process.env.HOME,
      name: context.functionName, remaining: context.getRemainingTimeInMillis(), id: context.awsRequestId,
      memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, year: new Date().getFullYear(),
      same: new Date().constructor === Date && new Date() instanceof Date, at: Date.now(),
      fixed: new Date(0).toISOString() });`,
  "sleeper/index.js": `exports.handler = ({ ms }) => new Promise((r) => setTimeout(() => r("awake"), ms));`,
  "glutton/index.js": `exports.handler = async ({ eat }) => { const all = []; while (eat) all.push(new Array(1e5).fill(Math.random())); return all.length; };`,
  "quitter/index.js": `exports.handler = async ({ quit }) => { if (quit) process.exit(3); return "stays"; };`,
  "broken/index.js": `throw new TypeError("cannot load");`,
  "nameless/index.js": `exports.other = () => {};`,
  "alone/index.js": `
    let running = 0;
    exports.handler = async () => { running += 1; await new Promise((r) => setTimeout(r, 20)); return running--; };`,
};

let cloud: WatchedCloud;
beforeAll(async () => {
  cloud = await aCloud(writeAssembly({ pipeline }, code));
});
afterAll(() => cloud.stop());

const run = async (name: string, payload: object = {}) => {
  const outcome = await cloud.invoke(name, payload);
  return outcome.ok ? JSON.parse(outcome.payload) : outcome.error;
};

test("what bundles leave out comes from the product's own packages, in several workers at once", async () => {
  const results = await Promise.all([10, 20].map((n) => run("duck", { n })));
  expect(results.map(({ sum }) => sum)).toEqual([45, 190]);
  expect(results.map(({ calls }) => calls)).toEqual([1, 1]);
  const { calls } = await run("duck", { n: 1 });
  expect(calls).toBe(2);
});

test("a function has its own environment, its context and the cloud's clock", async () => {
  const told = await run("modern", { a: 1 });
  expect(told).toMatchObject({
    event: { a: 1 },
    colour: "blue",
    region: "eu-north-1",
    name: "modern",
    memory: "128",
    year: 2026,
    same: true,
    fixed: "1970-01-01T00:00:00.000Z",
  });
  expect(told.home).toBeUndefined();
  expect(told.remaining).toBeGreaterThan(9000);
  expect(Math.abs(told.at - cloud.clock.now().getTime())).toBeLessThan(1000);
});

test("a function that takes too long is ended, and the next call gets a fresh one", async () => {
  expect(await run("sleeper", { ms: 5000 })).toMatchObject({
    errorType: "Sandbox.Timedout",
    errorMessage: expect.stringContaining("Task timed out after 1.00 seconds"),
  });
  expect(await run("sleeper", { ms: 1 })).toBe("awake");
});

test("a function that eats more memory than it has is ended, and takes nobody with it", async () => {
  expect(await run("glutton", { eat: true })).toMatchObject({ errorType: "Runtime.ExitError" });
  expect(await run("glutton", { eat: false })).toBe(0);
});

test("a function that exits has failed", async () => {
  expect(await run("quitter", { quit: true })).toMatchObject({ errorType: "Runtime.ExitError" });
  expect(await run("quitter", { quit: false })).toBe("stays");
});

test("a bundle that cannot be loaded, or lacks its handler, says so on each call", async () => {
  expect(await run("broken")).toMatchObject({
    errorType: "TypeError",
    errorMessage: "cannot load",
  });
  expect(await run("nameless")).toMatchObject({ errorType: "Runtime.HandlerNotFound" });
});

test("no more copies run at once than the template reserves", async () => {
  expect(await Promise.all([run("alone"), run("alone"), run("alone")])).toEqual([1, 1, 1]);
});

test("a function of another runtime is refused by name", async () => {
  const python = { Resources: { Snake: aFunction("snake", { Runtime: "python3.14" }) } };
  const started = aCloud(writeAssembly({ python }, { "snake/index.js": "" }), { state: aFolder() });
  await expect(started).rejects.toThrow(/Snake .*only Node.js functions run locally/s);
});
