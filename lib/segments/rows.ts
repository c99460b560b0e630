import { column } from "../sql/expression.ts";
import { table } from "../sql/relation.ts";
import type { Rows } from "./features.ts";

/** Rows of each dataset that rules may gather from, as they count now: the tables that compute makes. */

/** Order lines, nothing dated after the run's clock; columns of the dataset, category and name filled in from products. */
export const orderLines: Rows = { name: "orders", from: table("orders_now") };

/** Order lines, brought together by order. */
export const wholeOrders: Rows = {
  name: "order",
  from: table("orders_now"),
  by: { order_id: column("order_id") },
};

/** Events, nothing dated after the run's clock. */
export const events: Rows = { name: "events", from: table("events_now") };

/** Feedback, nothing dated after the run's clock. */
export const feedback: Rows = { name: "feedback", from: table("feedback_now") };

/** Referrals, nothing dated after the run's clock, with `joined`: whether the referred person is a customer. */
export const referrals: Rows = { name: "referrals", from: table("referrals_now") };

/** Consents as they stand: memberId, purpose, granted (never unknown). */
export const consents: Rows = { name: "consents", from: table("consents_now") };

/** Places, one row for each country and postal code (`code`, in capitals and without spaces). */
export const places = table("places_now");

/** Customers, one row each, with the columns and attributes that rules ask for. */
export const customers = table("customers_now");
