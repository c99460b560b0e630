import * as z from "zod";
import { above, column, value } from "../sql/expression.ts";
import { categoryText } from "./category-path.ts";
import { andOf } from "./language.ts";
import type { OrderCondition } from "./order-conditions.ts";
import { ordersWithAll } from "./order-measures.ts";
import { rangeWords } from "./range-words.ts";
import { textMatches } from "./texts.ts";

function together(paths: readonly string[]): OrderCondition {
  const of: OrderCondition["of"] = ({ features, filter }) => {
    const kinds = paths.map((path) => textMatches({ any: [path] }, column("category"), "path"));
    return ordersWithAll(features, kinds, filter);
  };
  const words: OrderCondition["words"] = (language) => {
    const said = andOf(paths, language);
    return {
      en: `bought ${said} in one order`,
      fi: `on ostanut samassa tilauksessa ${said}`,
      sv: `har köpt ${said} i samma beställning`,
    }[language];
  };
  return {
    as: "number",
    what: (language) =>
      ({ en: "orders with", fi: "tilauksia, joissa", sv: "beställningar med" })[language] +
      ` ${andOf(paths, language)}`,
    needs: (language) => rangeWords({ low: { at: 1, open: false }, high: undefined }, language),
    of,
    holds: (lines) => above(of(lines), value(0)),
    words,
    asks: [{ dataset: "orders", column: "category", texts: paths, path: true }],
  };
}

/** `together: [pets/cats/food, pets/cats/litter]`: something of each was bought in one order. */
export const togetherSchema: z.ZodType<OrderCondition> = z
  .array(categoryText, { error: "write a list of categories" })
  .min(2, { error: "write two categories or more" })
  .transform(together);
