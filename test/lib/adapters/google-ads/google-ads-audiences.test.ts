import { describe, expect, test } from "vitest";
import { startSandbox } from "../../../../lib/sandbox/start-sandbox.ts";
import { failureOf, platformBench } from "../../../builders/platform-bench.ts";
import { audiencePlatformContract } from "../../../contracts/audience-platform.contract.ts";
import { googleAds } from "./google-ads-under-test.ts";

audiencePlatformContract(googleAds);

const people = (count: number) => Array.from({ length: count }, (_, i) => googleAds.row(`p${i}`));

/** A cell that our own checks let pass, and Google does not. */
const bad = { ...googleAds.row("bad", { address: true }), regionCode: "no region" };

describe("the Google Ads API", () => {
  const bench = platformBench(googleAds);
  test("users that Google names as wrong are left out, the others are sent", async () => {
    const [anna, bo] = people(2);
    if (anna === undefined || bo === undefined) throw new Error("no people");
    const outcome = await bench.deliver("add", [anna, bad, bo]);
    expect(outcome).toMatchObject({ state: "accepted", refused: [1] });
    await bench.settle(outcome);
    expect(bench.members()).toEqual(bench.expected(anna, bo));
  });

  test("users that fail in passing are left out and named as well", async () => {
    bench.plan("/AddOfflineUserDataJobOperations", "partial");
    const outcome = await bench.deliver("add", people(25));
    expect(outcome).toMatchObject({ state: "accepted", refused: [0, 10, 20] });
    await bench.settle(outcome);
    expect(bench.members()).toHaveLength(22);
  });

  test("when every user is wrong no job is run", async () => {
    bench.plan("/RunOfflineUserDataJob", "drop-before");
    const outcome = await bench.deliver("add", [bad]);
    expect(outcome).toEqual({ state: "done", invalid: 1, refused: [0] });
  });

  test.each(["AddOfflineUserDataJobOperations", "RunOfflineUserDataJob"])(
    "cut off at %s, sending again heals",
    async (call) => {
      for (const fault of ["drop-before", "drop-after", "transient"] as const) {
        bench.plan(`/${call}`, fault);
        const failure = await failureOf(bench.deliver("add", people(3)));
        expect(failure).toMatchObject({ code: "unknown-outcome", remedy: "later" });
      }
      await bench.add(...people(3));
      expect(bench.members()).toEqual(bench.expected(...people(3)));
    },
  );

  test.each(["AddOfflineUserDataJobOperations", "RunOfflineUserDataJob", "googleAds:searchStream"])(
    "a hanging %s is left after our own time",
    async (call) => {
      const platform = bench.open({ timeoutMs: 400 });
      await platform.view(bench.id);
      bench.plan(call, "hang");
      const sent = call.startsWith("google")
        ? platform.view(bench.id)
        : bench.deliver("add", people(1), platform);
      const began = performance.now();
      expect((await failureOf(sent)).code).toBe("unknown-outcome");
      expect(performance.now() - began).toBeLessThan(5000);
    },
  );

  test("changes that overlap are worth trying again", async () => {
    bench.plan("/AddOfflineUserDataJobOperations", "concurrent");
    const failure = await failureOf(bench.deliver("add", people(1)));
    expect(failure).toMatchObject({ code: "concurrent", remedy: "later" });
  });

  test.each([
    ["throttle", "throttled", "later"],
    ["token-expired", "token", "human"],
    ["html", "unknown-outcome", "later"],
    ["drop-after", "unknown-outcome", "later"],
  ] as const)("a query that fails by %s is %s (%s)", async (fault, code, remedy) => {
    bench.plan("googleAds:searchStream", fault);
    const failure = await failureOf(bench.platform.view(bench.id));
    expect(failure).toMatchObject({
      code,
      remedy,
      retryAfter: fault === "throttle" ? 30 : undefined,
    });
    expect(failure.message).not.toContain("sandbox-access");
  });

  test("a job that Google does not know has failed: its people are to be sent again", async () => {
    expect(
      await bench.platform.settle("customers/1234567890/offlineUserDataJobs/999999"),
    ).toMatchObject({ state: "failed", code: "unknown-request" });
  });

  test("a receipt of somebody else's is a bug, not a query", async () => {
    await expect(bench.platform.settle("x' OR 'a' = 'a")).rejects.toThrow("Invalid string");
  });

  test("a list gets the membership duration of its destination, and keeps up with it", async () => {
    const lists = () => JSON.stringify(bench.sandbox.snapshot());
    const wanted = { platformId: null, name: "Renewed every quarter", description: "" };
    const id = await googleAds.open(bench.sandbox, { membershipDays: 77 }).ensure(wanted);
    expect(lists()).toContain('"lifeSpanDays":77');
    expect(await googleAds.open(bench.sandbox, { membershipDays: 33 }).ensure(wanted)).toBe(id);
    expect(lists()).toContain('"lifeSpanDays":33');
    expect(lists()).not.toContain('"lifeSpanDays":77');
  });
});

test("a project that came too late for this API is told which platform to use", async () => {
  const sandbox = await startSandbox({ google: { adsAllowlisted: false } });
  try {
    const platform = googleAds.open(sandbox, {});
    const platformId = await platform.ensure({ platformId: null, name: "Late", description: "" });
    const sent = platform.deliver({ op: "add", platformId, batchId: "b", rows: people(1) });
    const failure = await failureOf(sent);
    expect(failure).toMatchObject({ code: "not-allowlisted", remedy: "human" });
    expect(failure.message).toContain("use the platform google-data-manager");
  } finally {
    await sandbox.close();
  }
});
