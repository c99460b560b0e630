import { describe, expect, test, vi } from "vitest";
import { metaAudiences } from "../../../../lib/adapters/meta/meta-audiences.ts";
import { startSandbox, type Sandbox } from "../../../../lib/sandbox/start-sandbox.ts";
import { AD_ACCOUNT, failureOf, platformBench } from "../../../builders/platform-bench.ts";
import { audiencePlatformContract } from "../../../contracts/audience-platform.contract.ts";
import { meta, SANDBOX_TOKEN } from "./meta-under-test.ts";

const crashListeners = process.listenerCount("uncaughtException");

audiencePlatformContract(meta);

const people = (count: number) => Array.from({ length: count }, (_, i) => meta.row(`person ${i}`));

const onSandbox = async (
  options: Parameters<typeof startSandbox>[0],
  work: (sandbox: Sandbox) => Promise<void>,
) => {
  const sandbox = await startSandbox(options);
  try {
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
};

describe("Meta", () => {
  const bench = platformBench(meta);
  const wanted = { platformId: null, description: "" };

  test("a full batch is removed in one call, as it was added", async () => {
    const rows = people(bench.platform.limits.rows);
    await bench.add(...rows);
    const before = bench.sandbox.dump().meta.requests.length;
    await bench.remove(...rows);
    expect(bench.members()).toEqual([]);
    const moved = bench.sandbox.dump().meta.requests.slice(before);
    expect(moved).toMatchObject([{ method: "DELETE", rows: rows.length }]);
  });

  test("rows that Meta refuses are counted and named by their place", async () => {
    bench.plan("/users", "partial");
    const outcome = await bench.deliver("add", people(25));
    expect(outcome).toEqual({ state: "done", invalid: 2, refused: [9, 19] });
  });

  test("two attempts at the same batch are two sessions", async () => {
    const rows = people(2);
    const [first, second] = await Promise.all([
      bench.deliver("add", rows),
      bench.deliver("add", rows),
    ]);
    expect(first).toEqual({ state: "done", invalid: 0, refused: [] });
    expect(second).toEqual(first);
  });

  test("an error page is an unknown outcome", async () => {
    bench.plan("/users", "html");
    const failure = await failureOf(bench.deliver("add", people(1)));
    expect(failure).toMatchObject({ code: "unknown-outcome", remedy: "later" });
  });

  test("an audience is found by name however many the account has", async () => {
    const first = await bench.platform.ensure({ ...wanted, name: "the first of many" });
    for (let i = 0; i < 45; i += 1)
      await bench.platform.ensure({ ...wanted, name: `one of many ${i}` });
    expect(await bench.platform.ensure({ ...wanted, name: "the first of many" })).toBe(first);
  });

  test("an audience whose name suggests sensitive traits is unusable", async () => {
    const id = await bench.platform.ensure({ ...wanted, name: "People with diabetes" });
    expect(await bench.platform.view(id)).toMatchObject({
      status: "unusable",
      detail: expect.stringContaining("471"),
    });
  });

  test("there is nothing to settle", async () => {
    await expect(bench.platform.settle("x")).rejects.toThrow("nothing to settle");
  });

  test("the SDK does not catch our crashes", () => {
    expect(process.listenerCount("uncaughtException")).toBe(crashListeners);
  });

  test("an ended version is told from the rest, one that is about to end is warned of once", async () => {
    const open = (version: string, warn = vi.fn<(message: string) => void>()) => {
      const graphUrl = bench.sandbox.endpoints.meta;
      const settings = { adAccount: AD_ACCOUNT, token: SANDBOX_TOKEN, graphUrl, version, warn };
      return { platform: metaAudiences(settings), warn };
    };
    const ending = open("v24.0");
    await ending.platform.view(bench.id);
    await ending.platform.view(bench.id);
    expect(ending.warn.mock.calls).toEqual([[expect.stringContaining("v24.0")]]);
    const ended = await failureOf(open("v20.0").platform.view(bench.id));
    expect(ended).toMatchObject({ code: "version", remedy: "human" });
    await bench.platform.view(bench.id);
  });
});

test("without accepted terms no audience is made, and the message says where to accept them", () =>
  onSandbox({ meta: { tosAccepted: false } }, async (sandbox) => {
    const platform = meta.open(sandbox, {});
    const failure = await failureOf(
      platform.ensure({ platformId: null, name: "Loyal", description: "" }),
    );
    expect(failure).toMatchObject({ code: "terms", remedy: "human" });
    expect(failure.message).toContain(`customaudiences/tos/?act=${AD_ACCOUNT}`);
    expect(sandbox.dump().meta.audiences).toEqual([]);
  }));

test("a removal that Meta refuses for the audience's size is no removal", () =>
  onSandbox({ meta: { refuseSmallRemovals: true } }, async (sandbox) => {
    const platform = meta.open(sandbox, {});
    const platformId = await platform.ensure({ platformId: null, name: "Few", description: "" });
    const delivery = { platformId, batchId: "b", rows: people(3) };
    await platform.deliver({ ...delivery, op: "add" });
    const failure = await failureOf(platform.deliver({ ...delivery, op: "remove" }));
    expect(failure).toMatchObject({ code: "too-small", remedy: "human" });
  }));
