import { call, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { text } from "../workspace/yaml-schemas.ts";
import { folded, foldText } from "./texts.ts";

/** A category as it is compared: its folded path, and of how many steps that is. */
export interface CategoryPath {
  readonly path: string;
  readonly depth: number;
}

const stepsOf = (written: string): readonly string[] =>
  foldText(written)
    .split("/")
    .filter((step) => step !== "");

/** `Pets/Cats/` is `pets/cats`, of two steps. */
export function categoryPath(written: string): CategoryPath {
  const steps = stepsOf(written);
  return { path: steps.join("/"), depth: steps.length };
}

/** A category as it is written in a rule. */
export const categoryText = text.refine((written) => stepsOf(written).length > 0, {
  error: "write a category, such as pets/cats",
});

/** The first steps of a line's category, so many; unknown where it has fewer. */
export function categoryAt(category: Expression, depth: number): Expression {
  const pattern = `^[^/]+${"/[^/]+".repeat(depth - 1)}`;
  return call("nullif", call("regexp_extract", folded(category), value(pattern)), value(""));
}
