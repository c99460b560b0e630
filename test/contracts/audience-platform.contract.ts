import { describe, expect, test } from "vitest";
import { PlatformFailure } from "../../lib/core/failure.ts";
import { faultListSchema } from "../../lib/sandbox/faults.ts";
import type { SqlRow } from "../../lib/sql/engine.ts";
import { failureOf, platformBench, type PlatformUnderTest } from "../builders/platform-bench.ts";

const faultSchema = faultListSchema.element.shape.fault;

/** What every ad platform's adapter keeps to, whatever its API is like. */
export function audiencePlatformContract(under: PlatformUnderTest): void {
  describe(`an audience at ${under.name}`, () => {
    const bench = platformBench(under);
    const [anna, bo, cai] = [
      under.row("anna", { phone: true, address: true }),
      under.row("bo", { phone: true }),
      under.row("cai"),
    ];
    const unsafe = (rows: readonly SqlRow[]) => [
      ...under.secrets,
      ...(JSON.stringify(rows).match(/[0-9a-f]{64}/g) ?? []),
    ];
    const expectSafe = (failure: PlatformFailure) => {
      const shown = `${failure.message} ${failure.stack ?? ""} ${JSON.stringify(failure)}`;
      expect(failure.cause).toBeUndefined();
      for (const secret of unsafe([anna, bo, cai])) expect(shown).not.toContain(secret);
    };

    test("is made once, and found again by its id and by its name", async () => {
      const name = 'Loyal, slipping: O\'Brien "q" \\ åäö';
      const before = under.audiences(bench.sandbox).length;
      const first = await bench.platform.ensure({ platformId: null, name, description: "" });
      expect(await bench.platform.ensure({ platformId: null, name, description: "" })).toBe(first);
      expect(await bench.platform.ensure({ platformId: first, name, description: "" })).toBe(first);
      expect(under.audiences(bench.sandbox)).toHaveLength(before + 1);
    });

    test("whose creation was cut off is found, not made twice", async () => {
      const wanted = { platformId: null, name: "Cut off at its birth", description: "" };
      bench.plan(under.creates.path, "drop-after", under.creates.nth);
      await failureOf(bench.platform.ensure(wanted));
      const before = under.audiences(bench.sandbox).length;
      await bench.platform.ensure(wanted);
      expect(under.audiences(bench.sandbox)).toHaveLength(before);
    });

    test("is renamed when its label changes, and found by the new name", async () => {
      const name = `${bench.id} renamed`;
      const again = await bench.platform.ensure({ platformId: bench.id, name, description: "d" });
      expect(again).toBe(bench.id);
      expect(under.audiences(bench.sandbox)).toContainEqual({ id: bench.id, name });
      expect(await bench.platform.ensure({ platformId: null, name, description: "d" })).toBe(again);
    });

    test("is made anew when somebody deleted it", async () => {
      const wanted = { platformId: "999999", name: "Deleted by hand", description: "" };
      const made = await bench.platform.ensure(wanted);
      expect(made).not.toBe("999999");
      expect(under.audiences(bench.sandbox)).toContainEqual({ id: made, name: wanted.name });
    });

    test("holds exactly the people that were sent, hashed as they came", async () => {
      expect(await bench.add(anna, bo, cai)).toBe(0);
      expect(bench.members()).toEqual(bench.expected(anna, bo, cai));
    });

    test("loses exactly the people that were removed", async () => {
      await bench.add(anna, bo, cai);
      expect(await bench.remove(bo)).toBe(0);
      expect(bench.members()).toEqual(bench.expected(anna, cai));
    });

    test("is the same after the same batch twice", async () => {
      await bench.add(anna, bo);
      await bench.add(anna, bo);
      expect(bench.members()).toEqual(bench.expected(anna, bo));
      await bench.remove(anna);
      await bench.remove(anna);
      expect(bench.members()).toEqual(bench.expected(bo));
    });

    test("a person with one identifier leaves the other cells empty", async () => {
      await bench.add(cai, anna);
      expect(bench.members()).toEqual(bench.expected(cai, anna));
    });

    test("sending nobody is no call", async () => {
      const before = JSON.stringify(bench.sandbox.dump());
      expect(await bench.add()).toBe(0);
      expect(JSON.stringify(bench.sandbox.dump())).toBe(before);
    });

    test.each(["drop-before", "drop-after"] as const)(
      "a call cut off (%s) is reported as unknown, and sending it again heals",
      async (fault) => {
        bench.plan(under.moves, fault);
        const failure = await failureOf(bench.deliver("add", [anna, bo]));
        expect(failure).toMatchObject({ code: "unknown-outcome", remedy: "later" });
        expectSafe(failure);
        await bench.add(anna, bo);
        expect(bench.members()).toEqual(bench.expected(anna, bo));
      },
    );

    test("a throttled call says for how long to wait", async () => {
      bench.plan(under.moves, "throttle");
      const failure = await failureOf(bench.deliver("add", [anna]));
      expect(failure).toMatchObject({ code: "throttled", remedy: "later" });
      expect(failure.retryAfter).toBeGreaterThan(0);
      expectSafe(failure);
    });

    test("a passing failure is worth trying again", async () => {
      bench.plan(under.moves, "transient");
      const failure = await failureOf(bench.deliver("add", [anna]));
      expect(failure.remedy).toBe("later");
      expectSafe(failure);
      expect(bench.members()).toEqual([]);
    });

    test.each(Object.entries(under.refusals))("%s needs a person (%s)", async (fault, code) => {
      bench.plan(under.moves, faultSchema.parse(fault));
      const failure = await failureOf(bench.deliver("add", [anna]));
      expect(failure).toMatchObject({ code, remedy: "human", retryAfter: undefined });
      expectSafe(failure);
      expect(bench.members()).toEqual([]);
    });

    test("a token that is not valid any more needs a person", async () => {
      const platform = bench.open({ deadToken: true });
      const calls = [
        () => bench.deliver("add", [anna], platform),
        () => platform.view(bench.id),
        () => platform.ensure({ platformId: null, name: "n", description: "" }),
      ];
      for (const call of calls) {
        const failure = await failureOf(call());
        expect(failure).toMatchObject({ code: "token", remedy: "human" });
        expectSafe(failure);
      }
    });

    test("a platform that never answers is left after our own time", async () => {
      const platform = bench.open({ timeoutMs: 300 });
      bench.plan(under.moves, "hang");
      const began = performance.now();
      const failure = await failureOf(bench.deliver("add", [anna], platform));
      expect(performance.now() - began).toBeLessThan(5000);
      expect(failure).toMatchObject({ code: "unknown-outcome", remedy: "later" });
      expectSafe(failure);
      bench.sandbox.faults.plan([]);
      await bench.add(anna);
      expect(bench.members()).toEqual(bench.expected(anna));
    });

    test("what is not a hash never leaves", async () => {
      const plain = under.row("anna", { plainEmail: "anna@example.com" });
      const sent = bench.deliver("add", [plain]);
      await expect(sent).rejects.not.toBeInstanceOf(PlatformFailure);
      await expect(sent).rejects.not.toThrow("anna@example.com");
      expect(bench.members()).toEqual([]);
    });

    test("a full batch goes in one go", async () => {
      const people = Array.from({ length: bench.platform.limits.rows }, (_, i) =>
        under.row(`p${i}`),
      );
      expect(await bench.add(...people)).toBe(0);
      expect(bench.members()).toHaveLength(people.length);
    });

    test("has no size right after its first people came", async () => {
      await bench.add(anna);
      expect(await bench.platform.view(bench.id)).toMatchObject({
        status: "not-counted-yet",
        size: null,
      });
    });

    test("is too small for use with a handful of people", async () => {
      await bench.add(anna, bo, cai);
      bench.sandbox.clock.moveBy(2 * 86_400);
      expect((await bench.platform.view(bench.id)).status).toBe("too-small");
    });

    test("is ready with enough of them, and its size shows", async () => {
      const people = Array.from({ length: 2000 }, (_, i) => under.row(`r${i}`));
      await bench.add(...people);
      bench.sandbox.clock.moveBy(2 * 86_400);
      const { status, size } = await bench.platform.view(bench.id);
      expect(status).toBe("ready");
      expect(size?.low).toBeGreaterThan(500);
      expect(size?.high).toBeLessThan(2000);
    });
  });
}
