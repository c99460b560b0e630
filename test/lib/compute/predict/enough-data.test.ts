import { expect, test } from "vitest";
import { enoughData } from "../../../../lib/compute/predict/enough-data.ts";

test("500 customers with a repeat purchase and 180 days of orders are enough", () =>
  expect(enoughData({ repeatBuyers: 500, days: 180 })).toEqual({ ok: true }));

test.each([
  [499, 180, "500 customers with a repeat purchase (there are 499)"],
  [500, 179, "180 days of orders (there are 179)"],
  [0, 0, "500 customers with a repeat purchase (there are 0) and 180 days of orders (there are 0)"],
])(
  "%d such customers in %d days are not, and it is said what is missing",
  (buyers, days, missing) =>
    expect(enoughData({ repeatBuyers: buyers, days })).toEqual({
      ok: false,
      because: `a prediction needs at least ${missing}`,
    }),
);
