import type { Problem } from "../../workspace/workspace.ts";
import { stageColumn } from "../features.ts";
import { judgeRule } from "./judge-rule.ts";
import type { KnownRules } from "./judge-rule.ts";
import { errorAt, warningAt } from "./material.ts";
import type { Material, ReadSegment } from "./material.ts";

const rulesByColumn = ({ segments, stages }: Material): KnownRules =>
  new Map([
    ...segments.map(({ segment, rule }) => [String(segment.id), rule] as const),
    ...[...stages].map(([stage, rule]) => [stageColumn(stage), rule] as const),
  ]);

/**
 * Rules that hold for everybody, unless the strategy says so, and rules that nobody can meet. The rules must
 * have no circles.
 */
export function checkReach(material: Material): readonly Problem[] {
  const rules = rulesByColumn(material);
  const { settings } = material.workspace;
  return material.segments.flatMap((read) => {
    const certainty = judgeRule(read.rule, { settings, rules });
    if (certainty === "never")
      return [
        warningAt(
          read,
          ["who"],
          "nobody can ever meet this: what it asks for contradicts itself; take one of the parts out",
        ),
      ];
    if (certainty === undefined || read.segment.strategy === "everyone") return [];
    return [
      errorAt(
        read,
        ["who"],
        "this holds for everybody, and a segment is a part of the customers; ask for what sets these people apart, or write strategy: everyone",
      ),
    ];
  });
}

const names = (of: readonly ReadSegment[]): string =>
  of.map(({ segment }) => segment.id).join(", ");

/** A concentrated strategy has one segment with audiences. */
export function checkConcentration({ segments }: Material): readonly Problem[] {
  const reaching = segments.filter(({ segment }) => segment.to.length > 0);
  return segments
    .filter(({ segment }) => segment.strategy === "concentrated")
    .flatMap((read) => {
      const others = reaching.filter((one) => one !== read);
      if (others.length === 0) return [];
      const message = `strategy: concentrated puts everything on this one segment, and these have audiences too: ${names(others)}; take their to: out, or write strategy: selective`;
      return [errorAt(read, ["strategy"], message)];
    });
}
