import {
  type Expression,
  all,
  any,
  below,
  call,
  cast,
  castOrNull,
  column,
  equal,
  firstOf,
  known,
  surely,
  times,
  unknown,
  value,
} from "../sql/expression.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import {
  type DatasetPlan,
  type Reading,
  cell,
  decimal,
  isMissing,
  isNoTime,
  isUnreadable,
  moment,
} from "./plan-dataset.ts";
import { dayOf, nothing, pathOf, withoutEmail, wordOf } from "./typed-cells.ts";

const inputs = [
  "order_id",
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

const worth = (of: string): Expression => cast(value(of), "DECIMAL(11,8)");

/** What one unit of the row's currency is worth in the workspace's; unknown for a currency without a rate. */
function rate({ currency, rates }: WorkspaceSettings): Expression {
  const told = call("upper", cell("currency"));
  return firstOf(
    [
      { when: unknown(told), gives: worth("1") },
      { when: equal(told, value(currency)), gives: worth("1") },
      ...Object.entries(rates).map(([name, of]) => ({
        when: equal(told, value(name)),
        gives: worth(of),
      })),
    ],
    nothing("DECIMAL(11,8)"),
  );
}

function typed(reading: Reading): Readonly<Record<string, Expression>> {
  return {
    order_id: cell("order_id"),
    ordered_at: moment(reading, "ordered_at"),
    product_id: cell("product_id"),
    product_name: withoutEmail(cell("product_name")),
    category: pathOf(withoutEmail(cell("category"))),
    quantity: decimal(reading, "quantity", "DECIMAL(11,3)"),
    unit_price: decimal(reading, "unit_price", "DECIMAL(15,6)"),
    amount: decimal(reading, "amount", "DECIMAL(15,6)"),
    rate: rate(reading.settings),
    kind: wordOf(cell("kind"), ["sale", "return"]),
    channel: wordOf(cell("channel"), ["online", "store", "phone"]),
  };
}

/** Exact, in the row's own currency. A filled `amount` wins over quantity × unit_price. */
const exactAmount = firstOf(
  [{ when: known(cell("amount")), gives: cast(column("amount"), "DECIMAL(38,6)") }],
  times(column("quantity"), cast(column("unit_price"), "DECIMAL(38,6)")),
);

/** Rounded once, half away from zero, after the conversion. Too many cents to count are unknown. */
function cents({ layout }: Reading): Expression {
  const exact = "currency" in layout.cells ? times(exactAmount, column("rate")) : exactAmount;
  return castOrNull(times(call("round", exact, value(2)), value(100)), "BIGINT");
}

const derived = (reading: Reading): Readonly<Record<string, Expression>> => ({
  ordered_on: dayOf(column("ordered_at"), reading.settings.timezone),
  cents: cents(reading),
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
