import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { all, callWhere, column } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { unusableAnswerName } from "./consent-cells.ts";
import type { Layout } from "./plan-layout.ts";
import { isAccepted } from "./plan-rows.ts";

/** Answers in accepted rows that are not kept as they stand, as `consents.<purpose>`: for the receipt. */
export async function countUnusableConsents(
  engine: Engine,
  rows: Relation,
  { consents }: Pick<Layout, "consents">,
): Promise<Readonly<Record<string, number>>> {
  const purposes = Object.keys(consents);
  if (purposes.length === 0) return {};
  const counts = select({
    note: "answers in columns of customers that cannot be used",
    from: rows,
    columns: Object.fromEntries(
      purposes.map((purpose) => [
        `consents.${purpose}`,
        callWhere("count", all(isAccepted, column(unusableAnswerName(purpose)))),
      ]),
    ),
  });
  const [found = {}] = await engine.all(counts, z.record(z.string(), z.int()));
  return Object.fromEntries(Object.entries(found).filter(([, count]) => count > 0));
}
