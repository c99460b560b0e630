import type { Rule } from "./rule.ts";

const heads = { all: "all of these:", any: "at least one of these:" } as const;

const indent = (of: string): string => of.replaceAll(/^/gm, "  ");

/** A rule in plain words: one clause a line, what belongs together indented. */
export function describeRule(rule: Rule): string {
  switch (rule.is) {
    case "clause":
      return rule.clause.words();
    case "not":
      return rule.of.is === "clause"
        ? `not: ${describeRule(rule.of)}`
        : `not\n${indent(describeRule(rule.of))}`;
    case "all":
    case "any":
      return `${heads[rule.is]}\n${rule.of.map((one) => indent(describeRule(one))).join("\n")}`;
  }
}
