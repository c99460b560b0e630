import * as fc from "fast-check";
import type { Look } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import { countOrders, lastDay, lineIn, linesOf, salesOf } from "../purchases.ts";
import { inWindow } from "../windows.ts";

type Stage = "potential" | "former" | "loyal" | "occasional";

/** By the defaults: former after 24 months, loyal with 4 orders within 24 months. */
function stageOf(memberId: string, look: Look): Stage {
  const sales = salesOf(linesOf(memberId, look));
  if (sales.length === 0) return "potential";
  if (inWindow({ before: "24 months" }, { day: lastDay(sales, look) }, look)) return "former";
  const lately = sales.filter(lineIn({ within: "24 months" }, look));
  return countOrders(lately) >= 4 ? "loyal" : "occasional";
}

const aStage = fc.constantFrom<Stage[]>("potential", "former", "loyal", "occasional");

export const lifecycleOracle = oracle({
  rule: fc.oneof(aStage, fc.uniqueArray(aStage, { minLength: 1 })),
  holds: (rule, memberId, look) => [rule].flat().some((stage) => stage === stageOf(memberId, look)),
});
