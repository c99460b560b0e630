import * as fc from "fast-check";
import type { Look } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import { isMember } from "./segment.ts";

const hasDone = (event: string, memberId: string, { company, now }: Look): boolean =>
  company.events.some(
    (one) => one.memberId === memberId && one.event === event && one.occurred_at <= now,
  );

type Stage = "awareness" | "consideration" | "customer";

/** The furthest stage of the workspace's journey that holds. */
function stageOf(memberId: string, look: Look): Stage | undefined {
  if (isMember("buyers", memberId, look)) return "customer";
  if (hasDone("cart", memberId, look)) return "consideration";
  return hasDone("page_view", memberId, look) ? "awareness" : undefined;
}

const aStage = fc.constantFrom<Stage[]>("awareness", "consideration", "customer");

export const journeyOracle = oracle({
  rule: fc.oneof(aStage, fc.uniqueArray(aStage, { minLength: 1 })),
  holds: (rule, memberId, look) => [rule].flat().some((stage) => stage === stageOf(memberId, look)),
});
