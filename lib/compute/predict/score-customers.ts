import type { BgNbd } from "./bg-nbd.ts";
import { cell } from "./distinct-rows.ts";
import { chanceAlive, purchasesWhileAlive } from "./expected-purchases.ts";
import { expectedValue } from "./gamma-gamma.ts";
import type { GammaGamma, SpendingHistory } from "./gamma-gamma.ts";
import { checkHistory } from "./purchase-history.ts";
import type { PurchaseHistory } from "./purchase-history.ts";

/** What is foreseen for each customer, in the order in which they came. */
export interface Scores {
  /** The chance that they are still a customer; 1 for who never bought again (see `chanceAlive`). */
  readonly alive: Float64Array;
  /** Purchases to expect within the horizon. */
  readonly purchases: Float64Array;
  /**
   * These purchases times what one of theirs is worth, not discounted; null: not known of anybody. No
   * number where it is not known what a customer's own purchases were worth.
   */
  readonly spend: Float64Array | null;
}

/** The fitted models. Without one of spending only purchases are foreseen. */
export interface Models {
  readonly buying: BgNbd;
  readonly spending: GammaGamma | null;
}

/** Purchases while alive depend on x and T alone, and many customers share both. */
function rememberedPurchases(model: BgNbd, horizon: number) {
  const found = new Map<number, Map<number, number>>();
  return (repeats: number, known: number): number => {
    let ofRepeats = found.get(repeats);
    if (ofRepeats === undefined) found.set(repeats, (ofRepeats = new Map<number, number>()));
    let purchases = ofRepeats.get(known);
    if (purchases === undefined) {
      purchases = purchasesWhileAlive(model, { repeats, known }, horizon);
      ofRepeats.set(known, purchases);
    }
    return purchases;
  };
}

/** What a purchase of each customer's is worth, times how many there will be. */
const spendOf = (
  model: GammaGamma,
  { repeats, value }: SpendingHistory,
  purchases: Float64Array,
): Float64Array =>
  purchases.map((many, row) => {
    const customer = { repeats: cell(repeats, row), value: cell(value, row) };
    return many * expectedValue(model, customer);
  });

/** Foresees every customer's purchases and spend from now to the horizon (in the unit of the histories). */
export function scoreCustomers(
  history: PurchaseHistory & SpendingHistory,
  { buying, spending }: Models,
  horizon: number,
): Scores {
  checkHistory(history);
  if (!(horizon >= 0 && horizon < Number.POSITIVE_INFINITY)) {
    throw new Error("a horizon must be a length of time");
  }
  const whileAlive = rememberedPurchases(buying, horizon);
  const alive = new Float64Array(history.repeats.length);
  const purchases = new Float64Array(alive.length);
  for (let row = 0; row < alive.length; row += 1) {
    const repeats = cell(history.repeats, row);
    const known = cell(history.known, row);
    const chance = chanceAlive(buying, { repeats, last: cell(history.last, row), known });
    alive[row] = chance;
    purchases[row] = chance * whileAlive(repeats, known);
  }
  return { alive, purchases, spend: spending && spendOf(spending, history, purchases) };
}
