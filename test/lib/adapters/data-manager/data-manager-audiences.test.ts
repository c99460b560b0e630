import { describe, expect, test } from "vitest";
import { dataManagerAudiences } from "../../../../lib/adapters/data-manager/data-manager-audiences.ts";
import { InputProblem } from "../../../../lib/core/failure.ts";
import { failureOf, platformBench } from "../../../builders/platform-bench.ts";
import { audiencePlatformContract } from "../../../contracts/audience-platform.contract.ts";
import { dataManager } from "./data-manager-under-test.ts";

audiencePlatformContract(dataManager);

const good = dataManager.row("anna", { address: true });
/** A cell that our own checks let pass, and Google does not. */
const bad = (person: string) => ({
  ...dataManager.row(person, { address: true }),
  postalCode: "far too long for any postal code",
});

describe("Data Manager", () => {
  const bench = platformBench(dataManager);
  const lists = () => JSON.stringify(bench.sandbox.snapshot());

  test("members that Google names as wrong are left out, the others are sent", async () => {
    const rows = [bad("bo"), good, bad("cai"), dataManager.row("dag")];
    const outcome = await bench.deliver("add", rows);
    expect(outcome).toMatchObject({ state: "accepted", refused: [0, 2] });
    await bench.settle(outcome);
    expect(bench.members()).toEqual(bench.expected(good, dataManager.row("dag")));
  });

  test("more wrong members than one refusal names are left out too", async () => {
    const rows = [...Array.from({ length: 70 }, (_, i) => bad(`b${i}`)), good];
    const outcome = await bench.deliver("add", rows);
    expect(outcome.refused).toHaveLength(70);
    await bench.settle(outcome);
    expect(bench.members()).toEqual(bench.expected(good));
  });

  test("when every member is wrong, nothing is sent and all are refused", async () => {
    const outcome = await bench.deliver("add", [bad("bo"), bad("cai")]);
    expect(outcome).toEqual({ state: "done", invalid: 2, refused: [0, 1] });
  });

  test("a request that is refused for itself names its fields and is not tried again", async () => {
    const call = bench.platform.deliver({
      op: "add",
      platformId: "424242",
      batchId: "b",
      rows: [good],
    });
    expect((await failureOf(call)).message).toContain("product_destination_id");
  });

  test("members that turn out wrong while they are applied are counted", async () => {
    bench.plan("/IngestAudienceMembers", "partial");
    const rows = Array.from({ length: 25 }, (_, i) => dataManager.row(`p${i}`));
    expect(await bench.add(...rows)).toBe(3);
    expect(bench.members()).toHaveLength(22);
  });

  test("a request of which nothing was taken has failed", async () => {
    bench.plan("/IngestAudienceMembers", "partial");
    const outcome = await bench.deliver("add", [good]);
    await expect(bench.settle(outcome)).rejects.toThrow("took none of the people");
  });

  test("the first question waits for half an hour, later ones for less", async () => {
    const outcome = await bench.deliver("add", [good]);
    if (outcome.state !== "accepted") throw new Error("not accepted");
    const pending = { state: "pending" };
    expect(await bench.platform.settle(outcome.receipt)).toEqual({ ...pending, wait: 1800 });
    bench.sandbox.clock.moveBy(1700);
    expect(await bench.platform.settle(outcome.receipt)).toEqual({ ...pending, wait: 300 });
    bench.sandbox.clock.moveBy(300);
    expect(await bench.platform.settle(outcome.receipt)).toEqual({ state: "done", invalid: 0 });
  });

  test("a receipt that Google does not know has failed: its people are to be sent again", async () => {
    const receipt = "2026-11-22T01:00:00.000Z nobody-knows";
    expect(await bench.platform.settle(receipt)).toMatchObject({
      state: "failed",
      code: "unknown-request",
    });
  });

  test("a list gets the membership duration of its destination, and keeps up with it", async () => {
    const wanted = { platformId: null, name: "Renewed every quarter", description: "" };
    const id = await dataManager.open(bench.sandbox, { membershipDays: 77 }).ensure(wanted);
    expect(lists()).toContain('"lifeSpanDays":77');
    expect(await dataManager.open(bench.sandbox, { membershipDays: 33 }).ensure(wanted)).toBe(id);
    expect(lists()).toContain('"lifeSpanDays":33');
    expect(lists()).not.toContain('"lifeSpanDays":77');
  });

  test("an address without http is refused: nothing is sent in the clear by mistake", () => {
    const settings = {
      operatingAccount: "1",
      membershipDays: 90,
      credentials: { client_id: "c", client_secret: "s", refresh_token: "r" },
      endpoint: "datamanager.example:443",
      now: () => new Date(0),
    };
    expect(() => dataManagerAudiences(settings)).toThrow(InputProblem);
  });

  test.each([
    ["transient", "transient", "later"],
    ["html", "transient", "later"],
    ["drop-before", "transient", "later"],
    ["token-expired", "token", "human"],
  ] as const)(
    "sign-in that fails once (%s) is %s (%s), and is not tried again",
    async (fault, code, remedy) => {
      const platform = bench.open({});
      bench.plan("/token", fault);
      const failure = await failureOf(bench.deliver("add", [good], platform));
      expect(failure).toMatchObject({ code, remedy });
    },
  );

  test("sign-in that hangs is left after our own time", async () => {
    const platform = bench.open({ timeoutMs: 200 });
    bench.plan("/token", "hang");
    const failure = await failureOf(bench.deliver("add", [good], platform));
    expect(failure.remedy).toBe("later");
  });
});
