import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planEligibility } from "../../../lib/push/plan-eligibility.ts";
import { column } from "../../../lib/sql/expression.ts";
import { create, createEmpty, select, table } from "../../../lib/sql/relation.ts";
import * as z from "zod";
import { aSegment, aTarget, noGuard, someDefinitions } from "../../builders/push-definitions.ts";
import { member } from "../../builders/push-lake.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { WorldDiffers } from "../../builders/push-world.ts";
import { reusedBench } from "../../builders/reused-bench.ts";

const hex = (text: string): number =>
  Number.parseInt(createHash("sha256").update(text).digest("hex").slice(0, 13), 16) / 16 ** 13;

/** The first of many names whose member id falls under (or not under) a share. */
const named = (salt: string, share: number, under: boolean): string => {
  for (let n = 0; ; n += 1) if (hex(`${salt}${member(`n${n}`)}`) < share === under) return `n${n}`;
};

const other = (id: string, rank: number, asked: boolean) =>
  aSegment(id, "meta-main", { exclusive: { group: "g", rank }, ...(asked ? {} : { to: [] }) });

describe("each member is eligible, or withheld for the first reason that applies", () => {
  const heldOut = named("loyal", 0.01, true);
  const everybody = [
    "erased",
    "refuser",
    "minor",
    "staff",
    "abroad",
    "better",
    heldOut,
    "nameless",
    "fine",
  ];
  /** Everything is wrong with everybody from their own reason on; `fine` has nothing. */
  const from = (name: string) => everybody.slice(0, everybody.indexOf(name) + 1);

  async function aWorld(differs: WorldDiffers = {}) {
    const world = pushWorld({
      only: { place: { country: "FI" } },
      segment: {
        guard: noGuard,
        exclude: ["staff" as never],
        exclusive: { group: "g", rank: 2 },
        holdout: 0.01,
      },
      others: [
        aSegment("staff", "meta-main", { to: [] }),
        aSegment("winback", "meta-main", { exclusive: { group: "g", rank: 1 } }),
      ],
      ...differs,
    });
    await world.setPeople(
      Object.fromEntries(
        everybody.map((name) => [
          name,
          from("nameless").includes(name) && name !== heldOut ? {} : { emails: [`e-${name}`] },
        ]),
      ),
    );
    await world.consentAll(...everybody.filter((name) => !from("refuser").includes(name)));
    world.erased.push("erased");
    return world;
  }
  const generation = {
    marks: {
      minor: from("minor"),
      "only:meta-main": everybody.filter((name) => !from("abroad").includes(name)),
    },
    others: { staff: from("staff"), winback: from("better") },
  };

  test("one for each, and they add up to the segment's size", async () => {
    const report = await (await aWorld()).push(everybody, generation);
    expect(report?.funnel).toEqual({
      eligible: 1,
      withheld: {
        erased: 1,
        "no-consent": 1,
        minor: 1,
        excluded: 2,
        "other-group": 1,
        holdout: 1,
        "no-identifier": 1,
      },
    });
  });

  test("a better-ranked segment without an audience keeps nobody; of equal ranks one audience wins", async () => {
    const held = async (segment: ReturnType<typeof other>) => {
      const world = pushWorld({
        segment: { exclusive: { group: "g", rank: 2 } },
        others: [segment],
      });
      await world.setPeople({ a: { emails: ["e"] } });
      await world.consentAll("a");
      return (await world.push(["a"], { others: { [segment.id]: ["a"] } }))?.funnel?.withheld[
        "other-group"
      ];
    };
    expect(await held(other("winback", 1, false))).toBe(0);
    expect(await held(other("winback", 1, true))).toBe(1);
    expect(await held(other("winback", 3, true))).toBe(0);
    expect(await held(other("able", 2, true))).toBe(1);
    expect(await held(other("winback", 2, true))).toBe(0);
  });

  test.each([
    ["let-through", 0],
    ["withhold", 1],
  ] as const)("an unknown age is %s as the workspace says", async (unknownAge, minors) => {
    const world = pushWorld({ settings: { unknownAge } });
    await world.setPeople({ a: { emails: ["e"] } });
    await world.consentAll("a");
    expect(
      (await world.push(["a"], { marks: { "age-unknown": ["a"] } }))?.funnel?.withheld.minor,
    ).toBe(minors);
  });

  test("a member without any customer record is withheld for want of an identifier", async () => {
    const world = pushWorld();
    await world.setPeople({ a: { emails: ["e"] } });
    await world.consentAll("a", "ghost");
    expect((await world.push(["a", "ghost"]))?.funnel).toMatchObject({
      eligible: 1,
      withheld: { "no-identifier": 1 },
    });
  });

  test("a second row of the same customer counts once", async () => {
    const world = pushWorld();
    await world.setPeople({ a: { emails: ["e", "e"] } });
    await world.consentAll("a");
    expect(await world.push(["a"])).toMatchObject({ added: 1, funnel: { eligible: 1 } });
  });

  test.each([
    ["an e-mail", { emails: ["e"] }, true],
    ["a phone", { phones: ["p"] }, true],
    ["a device id", { cells: { meta_madid: "d" } }, true],
    ["names and a postal code", { cells: { meta_fn: "f", meta_ln: "l", meta_zip: "z" } }, true],
    [
      "names and a birth date",
      { cells: { meta_fn: "f", meta_ln: "l", meta_doby: "y", meta_dobm: "m", meta_dobd: "d" } },
      true,
    ],
    ["names alone", { cells: { meta_fn: "f", meta_ln: "l", meta_ct: "c" } }, false],
    ["names and a year of birth", { cells: { meta_fn: "f", meta_ln: "l", meta_doby: "y" } }, false],
    ["a customer id alone", { cells: { meta_extern_id: "x" } }, false],
  ])("at Meta %s", async (_what, person, identifiable) => {
    const world = pushWorld({
      identifiers: [
        "email",
        "phone",
        "name",
        "place",
        "birth-date",
        "gender",
        "country",
        "device-id",
        "customer-id",
      ],
    });
    await world.setPeople({ a: person });
    await world.consentAll("a");
    expect((await world.push(["a"]))?.funnel?.eligible).toBe(identifiable ? 1 : 0);
  });

  test("an identifier that the destination does not name identifies nobody", async () => {
    const world = pushWorld({ identifiers: ["email"] });
    await world.setPeople({ a: { phones: ["p"] }, b: { emails: ["e"], phones: ["p", "q"] } });
    await world.consentAll("a", "b");
    expect((await world.push(["a", "b"]))?.funnel).toMatchObject({
      eligible: 1,
      withheld: { "no-identifier": 1 },
    });
    expect(world.platform.ids()).toEqual(["EMAIL=e"]);
  });
});

describe("held out: SHA-256 of the segment's id, or the workspace's name, before the member id", () => {
  const withBench = reusedBench();
  const verdictRow = z.object({ memberId: z.string(), reason: z.string().nullable() });

  /** Who of `ids` is held out. */
  const heldOutOf = (ids: readonly string[], segment: number, workspace: number) =>
    withBench(async ({ engine }) => {
      await engine.load(
        "candidates",
        { memberId: "VARCHAR" },
        ids.map((id) => [id]),
      );
      for (const name of ["erased", "without_consent"])
        await engine.run(createEmpty(name, { memberId: "VARCHAR" }));
      await engine.run(createEmpty("memberships", { segment: "VARCHAR", memberId: "VARCHAR" }));
      await engine.run(createEmpty("marks", { mark: "VARCHAR", memberId: "VARCHAR" }));
      await engine.run(
        create(
          "rows",
          select({ from: table("candidates"), columns: { memberId: column("memberId") } }),
        ),
      );
      const definitions = someDefinitions(
        [],
        {},
        { name: "Pohjolan Lemmikki", holdout: workspace },
      );
      const loyal = aSegment("loyal", "meta-main", {
        holdout: segment,
        to: [aTarget("loyal", "meta-main")],
      });
      const destination = definitions.workspace.destinations[0] as never;
      const verdicts = await engine.all(
        planEligibility({ definitions, segment: loyal, destination }),
        verdictRow,
      );
      return new Set(
        verdicts.flatMap(({ memberId, reason }) => (reason === "holdout" ? [memberId] : [])),
      );
    });

  test("exactly those whose hash falls under a share, of both kinds", async () => {
    const ids = Array.from({ length: 2000 }, (_, n) => member(`m${n}`));
    const expected = ids.filter(
      (id) => hex(`loyal${id}`) < 0.1 || hex(`Pohjolan Lemmikki${id}`) < 0.05,
    );
    expect([...(await heldOutOf(ids, 0.1, 0.05))].toSorted()).toEqual(expected.toSorted());
  });

  test("the share of ten thousand people is near what was asked, and a larger share keeps the smaller one's people", async () => {
    const shares = fc.double({ min: 0.01, max: 0.9, noNaN: true });
    await fc.assert(
      fc.asyncProperty(shares, fc.integer({ min: 0, max: 1e9 }), async (share, seed) => {
        const ids = Array.from({ length: 10_000 }, (_, n) => member(`${seed}-${n}`));
        const out = await heldOutOf(ids, share, 0);
        const spread = 5 * Math.sqrt((share * (1 - share)) / ids.length);
        expect(Math.abs(out.size / ids.length - share)).toBeLessThan(spread);
        const more = await heldOutOf(ids, Math.min(1, share + 0.05), 0);
        expect([...out].every((id) => more.has(id))).toBe(true);
      }),
      { numRuns: 8, seed: 7 },
    );
  });

  test("a share of nothing holds out nobody, of all everybody", async () => {
    const ids = [member("a"), member("b")];
    expect((await heldOutOf(ids, 0, 0)).size).toBe(0);
    expect((await heldOutOf(ids, 1, 0)).size).toBe(2);
  });
});
