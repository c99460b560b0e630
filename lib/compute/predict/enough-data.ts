/** What a company's orders must be able to show before anything is foreseen (segment language, "predicted"). */
const least = { buyers: 500, days: 180 };

/** How much there is to learn from. */
export interface OrdersKnown {
  /** Customers with a repeat purchase. */
  readonly repeatBuyers: number;
  /** From the first day with an order to the last. */
  readonly days: number;
}

/** Whether there is enough to foresee anything, and what is missing when there is not. */
export type DataJudgment = { readonly ok: true } | { readonly ok: false; readonly because: string };

/** Predicted needs at least 500 customers with a repeat purchase and 180 days of orders. */
export function enoughData({ repeatBuyers, days }: OrdersKnown): DataJudgment {
  const missing = [
    ...(repeatBuyers < least.buyers
      ? [`${least.buyers} customers with a repeat purchase (there are ${repeatBuyers})`]
      : []),
    ...(days < least.days ? [`${least.days} days of orders (there are ${days})`] : []),
  ];
  return missing.length === 0
    ? { ok: true }
    : { ok: false, because: `a prediction needs at least ${missing.join(" and ")}` };
}
