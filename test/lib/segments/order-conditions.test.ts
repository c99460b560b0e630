import { expect, test } from "vitest";
import { inWords } from "./a-rule.ts";
import { aLine, whatIsFound } from "./what-is-found.ts";

test("measures read as words, one order as one", () => {
  expect(
    inWords(
      "{ orders: { count: { at-least: 3 }, returns: 1, spend: { at-least: 12.5 }, where: { channel: [online, store], category: pets/cats }, within: 24 months } }",
    ),
  ).toEqual([
    "at least 3 orders, spent at least 12.50, exactly 1 order with returns in the last 24 months (category pets/cats, channel online or store)",
    "vähintään 3 tilausta, ostoja yhteensä vähintään 12,50, tasan 1 palautuksia sisältävä tilaus viimeisten 24 kuukauden aikana (tuoteryhmä pets/cats, kanava online tai store)",
    "minst 3 beställningar, köpt för minst 12,50, precis 1 beställning med returer under de senaste 24 månaderna (kategori pets/cats, kanal online eller store)",
  ]);
});

test("what was measured is told with what it must be", async () => {
  const found = await whatIsFound(
    {
      orders: {
        count: { "at-least": 3 },
        spend: 20,
        average: { above: 5 },
        last: { within: "30 days" },
        interval: { "at-most": 30 },
        share: { of: "count", where: { channel: "online" }, "at-least": "50%" },
        overdue: "150%",
        season: { from: "11-01", to: "11-30", years: 1, only: true },
        within: "24 months",
      },
    },
    {
      orders: [
        aLine({ order_id: "1", ordered_at: "2026-11-01T10:00:00.000Z", channel: "online" }),
        aLine({ order_id: "2", ordered_at: "2026-11-11T10:00:00.000Z" }),
        aLine({ order_id: "3", ordered_at: "2026-06-11T10:00:00.000Z" }),
      ],
    },
  );
  const season = "between 1 November and 30 November of any year in the last 24 months";
  expect(found).toEqual([
    `orders ${season}: 2 number (at least 3)`,
    `spent ${season}: 2000 money (exactly 20)`,
    `average order ${season}: 1000 money (more than 5)`,
    `mean days between purchases ${season}: 10 number (at most 30)`,
    `last bought ${season}: 2026-11-11 day (in the last 30 days)`,
    `share of orders (channel online) ${season}: 0.5 share (at least 50%)`,
    `time since the last purchase, of their own mean interval ${season}: null share (at least 150%)`,
    `years with purchases in the season ${season}: 1 number (exactly 1)`,
    `purchases outside the season ${season}: 1 number (none)`,
  ]);
});
