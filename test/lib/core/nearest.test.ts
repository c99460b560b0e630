import { expect, test } from "vitest";
import { didYouMean, nearest } from "../../../lib/core/nearest.ts";

test("the nearest word is offered where one is near", () => {
  expect(nearest("custmer_id", ["order_id", "customer_id", "line"])).toBe("customer_id");
  expect(nearest("Loyal", ["loyal", "lost"])).toBe("loyal");
  expect(nearest("en", ["fi", "sv"])).toBeUndefined();
  expect(nearest("weather", ["orders", "place"])).toBeUndefined();
  expect(didYouMean("metta", ["meta"])).toBe(" Did you mean “meta”?");
  expect(didYouMean("metta", [])).toBe("");
});
