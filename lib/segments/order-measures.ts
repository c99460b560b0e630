import {
  above,
  all,
  any,
  call,
  callWhere,
  column,
  countDistinct,
  date,
  equal,
  firstOf,
  minus,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select } from "../sql/relation.ts";
import { orZero } from "./features.ts";
import type { Features, Rows } from "./features.ts";
import { orderLines, wholeOrders } from "./rows.ts";

/** Which lines a measure is taken of; undefined: all of them. */
export type LineFilter = Expression | undefined;

/** Whether a line was bought; else it was returned. */
export const isSale = equal(column("kind"), value("sale"));
const isReturn = equal(column("kind"), value("return"));
const both = (kind: Expression, filter: LineFilter): Expression =>
  filter === undefined ? kind : all(kind, filter);

/** Sales less returns, in cents. */
export const net = firstOf(
  [{ when: isSale, gives: column("amount_cents") }],
  minus(value(0), column("amount_cents")),
);

/** How many different values lines have that were bought. */
export const differentBought = (
  features: Features,
  { name, of }: { readonly name: string; readonly of: Expression },
  filter?: LineFilter,
): Expression => orZero(features.gather(orderLines, name, countDistinct(of, both(isSale, filter))));

/** Orders with a line that is wanted: lines are brought together by order, since ids of orders are many. */
function ordersWith(features: Features, name: string, wanted: Expression): Expression {
  const has = features.each(wholeOrders, name, above(callWhere("count", wanted), value(0)));
  return orZero(features.gather(wholeOrders, name, callWhere("count", has)));
}

/** Distinct orders in which something was bought. */
export const saleOrders = (features: Features, filter?: LineFilter): Expression =>
  ordersWith(features, "sale orders", both(isSale, filter));

/** Distinct orders in which something was returned. */
export const returnOrders = (features: Features, filter?: LineFilter): Expression =>
  ordersWith(features, "return orders", both(isReturn, filter));

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
  differentBought(features, { name: "sale days", of: column("ordered_on") }, filter);

/** Distinct products bought. */
export const products = (features: Features, filter?: LineFilter): Expression =>
  differentBought(features, { name: "products", of: column("product_id") }, filter);

/** Lines that were bought. */
export const saleLines = (features: Features, filter?: LineFilter): Expression =>
  orZero(features.gather(orderLines, "sale lines", callWhere("count", both(isSale, filter))));

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

/**
 * Orders in which something of each kind was bought, kinds being conditions over lines. Few lines are of
 * any kind, and orders of those alone are soon brought together.
 */
export const ordersWithAll = (
  features: Features,
  kinds: readonly Expression[],
  filter?: LineFilter,
): Expression => {
  const from = select({
    from: orderLines.from,
    everything: true,
    columns: {},
    where: all(both(isSale, filter), any(...kinds)),
  });
  const rows: Rows = { ...wholeOrders, from };
  const bought = kinds.map((kind) => above(callWhere("count", kind), value(0)));
  const together = features.each(rows, "together", all(...bought));
  return orZero(features.gather(rows, "orders together", callWhere("count", together)));
};

/** From the first sale to the last, in days, and on how many days something was bought. */
export const saleRhythm = (features: Features, filter?: LineFilter) => {
  const [first, last] = [
    saleAt(features, "first", filter).day,
    saleAt(features, "last", filter).day,
  ];
  return {
    days: saleDays(features, filter),
    span: call("date_diff", value("day"), first, last),
    sinceLast: call("date_diff", value("day"), last, date(features.clock.day)),
  };
};
