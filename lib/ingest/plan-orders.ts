import {
  type Expression,
  all,
  any,
  below,
  call,
  cast,
  column,
  equal,
  firstOf,
  surely,
  unknown,
  value,
} from "../sql/expression.ts";
import { keptId } from "./kept-id.ts";
import { amountCents, rateOf } from "./amount-cents.ts";
import {
  type DatasetPlan,
  type Reading,
  cell,
  customer,
  decimal,
  isMissing,
  isNoTime,
  isTooLong,
  isUnreadable,
  moment,
} from "./plan-dataset.ts";
import { dayOf, pathOf, withoutEmail, wordOf } from "./typed-cells.ts";

const inputs = [
  "order_id",
  "line",
  "customer_id",
  "ordered_at",
  "product_id",
  "product_name",
  "category",
  "quantity",
  "unit_price",
  "amount",
  "currency",
  "kind",
  "channel",
] as const;

function typed(reading: Reading): Readonly<Record<string, Expression>> {
  return {
    order_id: keptId(cell("order_id")),
    order_line: keptId(cell("line")),
    ordered_at: moment(reading, "ordered_at"),
    product_id: keptId(cell("product_id")),
    product_name: withoutEmail(cell("product_name")),
    category: pathOf(withoutEmail(cell("category"))),
    quantity: decimal(reading, "quantity", "DECIMAL(11,3)"),
    unit_price: decimal(reading, "unit_price", "DECIMAL(15,6)"),
    amount: decimal(reading, "amount", "DECIMAL(15,6)"),
    rate: rateOf(reading.settings),
    kind: wordOf(cell("kind"), ["sale", "return"]),
    channel: wordOf(cell("channel"), ["online", "store", "phone"]),
  };
}

const derived = (reading: Reading): Readonly<Record<string, Expression>> => ({
  ordered_on: dayOf(column("ordered_at"), reading.settings.timezone),
  cents: amountCents(reading),
});

const isReturn = surely(
  any(
    equal(column("kind"), value("return")),
    below(column("quantity"), value(0)),
    all(unknown(cell("quantity")), below(column("amount"), value(0))),
  ),
);

/**
 * A return's sign is normalised; a sale keeps its own, so that a discount line of −5 takes 5 away.
 */
const output: Readonly<Record<string, Expression>> = {
  order_id: column("order_id"),
  order_line: column("order_line"),
  ordered_at: column("ordered_at"),
  ordered_on: column("ordered_on"),
  product_id: column("product_id"),
  product_name: column("product_name"),
  category: column("category"),
  quantity: cast(call("abs", column("quantity")), "DECIMAL(18,3)"),
  amount_cents: firstOf([{ when: isReturn, gives: call("abs", column("cents")) }], column("cents")),
  kind: firstOf([{ when: isReturn, gives: value("return") }], value("sale")),
  channel: column("channel"),
};

const noAmount = all(
  unknown(cell("amount")),
  any(unknown(cell("quantity")), unknown(cell("unit_price"))),
);

/** Order lines: segment-language, Orders. */
export const ordersPlan: DatasetPlan = {
  people: [customer],
  inputs,
  required: [
    [["customer_id"]],
    [["order_id"]],
    [["ordered_at"]],
    [["amount"], ["quantity", "unit_price"]],
  ],
  typed,
  derived,
  output,
  faults: () => [
    isMissing("order_id"),
    isTooLong("order_id"),
    isTooLong("line"),
    isMissing("ordered_at"),
    isNoTime("ordered_at"),
    isUnreadable("quantity"),
    isUnreadable("unit_price"),
    isUnreadable("amount"),
    { code: "amount-missing", when: noAmount },
    { code: "currency-unknown", when: unknown(column("rate")) },
    { code: "amount-unreadable", when: unknown(column("cents")) },
    isUnreadable("kind", "unknown"),
    isUnreadable("channel", "unknown"),
  ],
};
