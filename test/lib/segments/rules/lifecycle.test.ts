import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords } from "../a-rule.ts";
import { aLine, whatIsFound } from "../what-is-found.ts";

const orders = (memberId: string, ...days: readonly string[]) =>
  days.map((ordered_on, at) => ({ memberId, order_id: `${memberId}${at}`, ordered_on }));

const stages = {
  potential: "{ lifecycle: potential }",
  former: "{ lifecycle: former }",
  loyal: "{ lifecycle: loyal }",
  occasional: "{ lifecycle: occasional }",
  buying: "{ lifecycle: [loyal, occasional] }",
};

test("everybody stands at exactly one stage, decided in order", async () => {
  const lately = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"];
  expect(
    await whoIs({
      rules: stages,
      dropped: {
        customers: [{ memberId: "new" }],
        orders: [
          ...orders("loyal", ...lately),
          ...orders("three", ...lately.slice(1)),
          ...orders("edge-in", "2024-11-25"),
          ...orders("edge-out", "2024-11-24"),
          ...orders("once-loyal", "2022-01-01", "2022-01-02", "2022-01-03", "2022-01-04"),
          ...orders("old-and-new", "2024-11-24", ...lately.slice(1)),
          { memberId: "returned", order_id: "r", ordered_on: "2026-01-01", kind: "return" },
        ],
      },
    }),
  ).toEqual({
    potential: "new returned",
    former: "edge-out once-loyal",
    loyal: "loyal",
    occasional: "edge-in old-and-new three",
    buying: "edge-in loyal old-and-new three",
  });
});

test("the workspace says who is loyal and who is former", async () => {
  const workspace =
    "name: T\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n" +
    "lifecycle: { loyal: { orders: 2, within: 3 months }, former: { after: 6 months } }\n";
  expect(
    await whoIs({
      rules: stages,
      differs: { "workspace.yaml": workspace },
      dropped: {
        orders: [
          ...orders("a", "2026-11-01", "2026-11-02"),
          ...orders("b", "2026-08-24", "2026-11-02"),
          ...orders("c", "2026-05-24"),
          ...orders("d", "2026-05-25"),
        ],
      },
    }),
  ).toEqual({ potential: "", former: "c", loyal: "a", occasional: "b d", buying: "a b d" });
});

test("it is told in words, by the workspace's own measure", () => {
  expect(inWords("{ lifecycle: [loyal, former] }")).toEqual([
    "loyal customer (at least 4 orders in the last 24 months) or former customer (last bought at least 24 months ago)",
    "kanta-asiakas (vähintään 4 tilausta viimeisten 24 kuukauden aikana) tai entinen asiakas (viimeisestä ostosta vähintään 24 kuukautta)",
    "stamkund (minst 4 beställningar under de senaste 24 månaderna) eller tidigare kund (köpte senast för minst 24 månader sedan)",
  ]);
  expect(inWords("{ lifecycle: [potential, occasional] }")).toEqual([
    "potential customer (has not bought) or occasional customer",
    "mahdollinen asiakas (ei ole ostanut) tai satunnainen asiakas",
    "möjlig kund (har inte köpt) eller tillfällig kund",
  ]);
});

test("the stage is told with what it was decided by", async () => {
  const lines = [aLine(), aLine({ order_id: "2", ordered_at: "2020-01-01T10:00:00.000Z" })];
  expect(await whatIsFound({ lifecycle: "loyal" }, { orders: lines })).toEqual([
    "lifecycle: occasional text (loyal)",
    "last bought: 2026-11-01 day",
    "orders in the last 24 months: 1 number",
  ]);
});
