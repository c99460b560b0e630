import type { MemberValue } from "./contract.ts";
import { call, cast, dividedBy, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Features } from "./features.ts";
import { orZero } from "./features.ts";
import { spend } from "./order-measures.ts";
import { daysIn } from "./rules/predicted.ts";
import { perPoint, scoreOf } from "./rules/score.ts";

const hundredths = perPoint / 100;

/** The house's score in hundredths of a point; 0 in a workspace without one, which no segment is let ask for. */
function scorePoints(features: Features): Expression {
  const { score } = features.settings;
  if (score === undefined) return value(0);
  const points = dividedBy(
    cast(scoreOf(score, features), "DOUBLE"),
    cast(value(hundredths), "DOUBLE"),
  );
  return cast(call("floor", points), "BIGINT");
}

/**
 * What a member is worth, a whole number and never below 0: cents spent so far (returns taken off), cents to be
 * expected in a year (0 where nothing can be predicted), or hundredths of a point of the house's score.
 */
export function valueOf(of: MemberValue, features: Features): Expression {
  const year = { amount: 1, unit: "years" } as const;
  switch (of) {
    case "spend":
      return call("greatest", spend(features), value(0));
    case "predicted-spend":
      return orZero(features.predicted("spend", daysIn(year, features.clock)));
    case "score":
      return scorePoints(features);
  }
}
