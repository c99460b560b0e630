import {
  all,
  call,
  callWhere,
  column,
  countDistinct,
  equal,
  firstOf,
  minus,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { orZero } from "./features.ts";
import type { Features } from "./features.ts";
import { orderLines, wholeOrders } from "./rows.ts";

/** Which lines a measure is taken of; undefined: all of them. */
export type LineFilter = Expression | undefined;

const isSale = equal(column("kind"), value("sale"));
const isReturn = equal(column("kind"), value("return"));
const both = (kind: Expression, filter: LineFilter): Expression =>
  filter === undefined ? kind : all(kind, filter);

/** Sales less returns, in cents. */
const net = firstOf(
  [{ when: isSale, gives: column("amount_cents") }],
  minus(value(0), column("amount_cents")),
);

/** Distinct orders in which something was bought. */
export const saleOrders = (features: Features, filter?: LineFilter): Expression =>
  orZero(
    features.gather(
      orderLines,
      "sale orders",
      countDistinct(column("order_id"), both(isSale, filter)),
    ),
  );

/** Distinct orders in which something was returned. */
export const returnOrders = (features: Features, filter?: LineFilter): Expression =>
  orZero(
    features.gather(
      orderLines,
      "return orders",
      countDistinct(column("order_id"), both(isReturn, filter)),
    ),
  );

/** Sales less returns in cents; can be below zero. */
export const spend = (features: Features, filter?: LineFilter): Expression =>
  orZero(features.gather(orderLines, "spend", callWhere("sum", filter, net)));

/** Pieces bought, returns not taken off; a sale line without a quantity is one piece. */
export const units = (features: Features, filter?: LineFilter): Expression =>
  orZero(
    features.gather(
      orderLines,
      "units",
      callWhere("sum", both(isSale, filter), call("coalesce", column("quantity"), value(1))),
    ),
  );

/** Distinct days on which something was bought. */
export const saleDays = (features: Features, filter?: LineFilter): Expression =>
  orZero(
    features.gather(
      orderLines,
      "sale days",
      countDistinct(column("ordered_on"), both(isSale, filter)),
    ),
  );

/** Distinct products bought. */
export const products = (features: Features, filter?: LineFilter): Expression =>
  orZero(
    features.gather(
      orderLines,
      "products",
      countDistinct(column("product_id"), both(isSale, filter)),
    ),
  );

/** The greatest order in cents, what was returned on the same order taken off; unknown without an order. */
export const largestOrder = (features: Features, filter?: LineFilter): Expression => {
  const bought = callWhere("count", both(isSale, filter));
  const worth = callWhere("sum", filter, net);
  const total = firstOf([{ when: equal(bought, value(0)), gives: value(null) }], worth);
  return features.gather(
    wholeOrders,
    "largest",
    call("max", features.each(wholeOrders, "worth", total)),
  );
};

/** When something was first or last bought: the day and the exact time; unknown without a sale. */
export const saleAt = (features: Features, end: "first" | "last", filter?: LineFilter) => {
  const pick = end === "first" ? "min" : "max";
  const wanted = both(isSale, filter);
  return {
    day: features.gather(
      orderLines,
      `${end} sale day`,
      callWhere(pick, wanted, column("ordered_on")),
    ),
    /** Asked for only where hours are counted. */
    time: () =>
      features.gather(
        orderLines,
        `${end} sale time`,
        callWhere(pick, wanted, column("ordered_at")),
      ),
  };
};
