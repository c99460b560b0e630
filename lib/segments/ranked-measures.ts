import { call, cast, dividedBy, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Features } from "./features.ts";
import type { Phrase } from "./language.ts";
import {
  largestOrder,
  products,
  returnOrders,
  saleAt,
  saleDays,
  saleOrders,
  spend,
  units,
} from "./order-measures.ts";
import type { LineFilter } from "./order-measures.ts";
import type { Told } from "./rule-kind.ts";

/** Spend ÷ orders. Of two whole numbers, so that equal means are equal numbers. */
const average = (features: Features, filter: LineFilter): Expression => {
  const orders = call("nullif", saleOrders(features, filter), value(0));
  return dividedBy(cast(spend(features, filter), "DOUBLE"), cast(orders, "DOUBLE"));
};

interface RankedMeasure {
  readonly of: (features: Features, filter: LineFilter) => Expression;
  readonly as: Told["as"];
  /** What it is, and what stands after `by`. */
  readonly name: Phrase;
  readonly by: Phrase;
}

/** What buyers may be ranked by: what is known of everybody who has bought. */
export const rankedMeasures = {
  spend: {
    of: spend,
    as: "money",
    name: { en: "spent", fi: "ostojen summa", sv: "köpbelopp" },
    by: { en: "spend", fi: "ostojen summan", sv: "köpbelopp" },
  },
  count: {
    of: saleOrders,
    as: "number",
    name: { en: "orders", fi: "tilauksia", sv: "beställningar" },
    by: { en: "number of orders", fi: "tilausten määrän", sv: "antal beställningar" },
  },
  average: {
    of: average,
    as: "money",
    name: { en: "average order", fi: "keskiostos", sv: "medelköp" },
    by: { en: "average order", fi: "keskiostoksen", sv: "medelköp" },
  },
  largest: {
    of: largestOrder,
    as: "money",
    name: { en: "largest order", fi: "suurin tilaus", sv: "största beställning" },
    by: { en: "largest order", fi: "suurimman tilauksen", sv: "största beställning" },
  },
  units: {
    of: units,
    as: "number",
    name: { en: "pieces", fi: "kappaleita", sv: "stycken" },
    by: { en: "number of pieces", fi: "kappalemäärän", sv: "antal stycken" },
  },
  days: {
    of: saleDays,
    as: "number",
    name: { en: "days with a purchase", fi: "ostopäiviä", sv: "köpdagar" },
    by: { en: "number of days with a purchase", fi: "ostopäivien määrän", sv: "antal köpdagar" },
  },
  products: {
    of: products,
    as: "number",
    name: { en: "different products", fi: "eri tuotteita", sv: "olika produkter" },
    by: {
      en: "number of different products",
      fi: "eri tuotteiden määrän",
      sv: "antal olika produkter",
    },
  },
  returns: {
    of: returnOrders,
    as: "number",
    name: {
      en: "orders with returns",
      fi: "tilauksia, joista palautettiin",
      sv: "beställningar med returer",
    },
    by: {
      en: "number of orders with returns",
      fi: "palautettujen tilausten määrän",
      sv: "antal beställningar med returer",
    },
  },
  last: {
    of: (features, filter) => saleAt(features, "last", filter).day,
    as: "day",
    name: { en: "last bought", fi: "viimeisin osto", sv: "senaste köp" },
    by: { en: "how lately they bought", fi: "viimeisimmän oston", sv: "hur nyligen de köpt" },
  },
} as const satisfies Record<string, RankedMeasure>;
