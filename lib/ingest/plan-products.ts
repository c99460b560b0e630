import { call, castOrNull, column, times, value } from "../sql/expression.ts";
import { keptId } from "./kept-id.ts";
import {
  type DatasetPlan,
  cell,
  decimal,
  isMissing,
  isTooLong,
  isUnreadable,
} from "./plan-dataset.ts";
import { pathOf, withoutEmail } from "./typed-cells.ts";

/** What is sold. Prices are in the workspace's currency, rounded to the cent, half away from zero. */
export const productsPlan: DatasetPlan = {
  people: [],
  inputs: ["product_id", "product_name", "category", "price"],
  required: [[["product_id"]]],
  typed: (reading) => ({
    product_id: keptId(cell("product_id")),
    product_name: withoutEmail(cell("product_name")),
    category: pathOf(withoutEmail(cell("category"))),
    price: castOrNull(
      times(call("round", decimal(reading, "price", "DECIMAL(15,6)"), value(2)), value(100)),
      "BIGINT",
    ),
  }),
  derived: () => ({}),
  output: {
    product_id: column("product_id"),
    product_name: column("product_name"),
    category: column("category"),
    price_cents: column("price"),
  },
  faults: () => [isMissing("product_id"), isTooLong("product_id"), isUnreadable("price")],
};
