import {
  type Expression,
  all,
  among,
  any,
  call,
  column,
  firstOf,
  surely,
  value,
} from "../sql/expression.ts";
import type { Layout } from "./plan-layout.ts";
import { nothing } from "./typed-cells.ts";

type Rule = Layout["skip"][number];

/** One of the values, or begins with one of the beginnings. */
function isOneOf({ at, values }: Rule["when"][number]): Expression {
  const text = call("trim", column(at));
  const exact = values.filter((one) => typeof one === "string");
  const starts = values.filter((one) => typeof one !== "string");
  return any(
    among(
      text,
      exact.map((one) => value(one.trim())),
    ),
    ...starts.map(({ startsWith }) => call("starts_with", text, value(startsWith))),
  );
}

/** Why a row is skipped: the first rule of the map that it meets in every column; unknown when in none. */
export function planSkip(skip: readonly Rule[]): Expression {
  if (skip.length === 0) return nothing("VARCHAR");
  return firstOf(
    skip.map(({ when, because }) => ({
      when: surely(all(...when.map(isOneOf))),
      gives: value(because),
    })),
    nothing("VARCHAR"),
  );
}
