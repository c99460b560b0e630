import { expect, test } from "vitest";
import { whoIs } from "../compute/who-is.ts";
import { inWords } from "./a-rule.ts";

const order = (
  memberId: string,
  ordered_on: string,
  more: Readonly<Record<string, string | number>> = {},
) => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
  ...more,
});

test("together: something of each was bought in one order", async () => {
  const together = "together: [pets/cats/food, pets/cats/litter]";
  expect(
    await whoIs({
      rules: {
        both: `{ orders: { ${together} } }`,
        online: `{ orders: { ${together}, where: { channel: online } } }`,
        apart: `{ not: { orders: { ${together} } } }`,
      },
      dropped: {
        customers: [{ memberId: "none" }],
        orders: [
          order("a", "2026-01-01", { category: "Pets/Cats/Food/dry", channel: "online" }),
          order("a", "2026-01-01", { category: "pets/cats/litter", channel: "store" }),
          order("b", "2026-01-01", { category: "pets/cats/food" }),
          order("b", "2026-01-02", { category: "pets/cats/litter" }),
          order("c", "2026-01-01", { category: "pets/cats/food" }),
          order("c", "2026-01-01", { category: "pets/cats/litter", kind: "return" }),
        ],
      },
    }),
  ).toEqual({ both: "a", online: "", apart: "b c none" });
});

test("together reads as words", () => {
  expect(inWords("{ orders: { together: [pets/cats, toys] } }")).toEqual([
    "bought pets/cats and toys in one order",
    "on ostanut samassa tilauksessa pets/cats ja toys",
    "har köpt pets/cats och toys i samma beställning",
  ]);
});
