import { describeRule } from "../segments/describe-rule.ts";
import type { Language } from "../segments/language.ts";
import type { Rule } from "../segments/rule.ts";

/** What stands at a node of a rule itself, in plain words: `all of these:`, or the whole clause. */
export function ownWords(rule: Rule, language: Language): string {
  switch (rule.is) {
    case "clause":
      return rule.clause.words(language);
    case "not": {
      const [first = ""] = describeRule({ ...rule, of: { is: "all", of: [] } }, language).split(
        "\n",
      );
      return first;
    }
    case "all":
    case "any":
      return describeRule({ ...rule, of: [] }, language);
  }
}

/** The nodes right below a node. */
export function below(rule: Rule): readonly Rule[] {
  if (rule.is === "clause") return [];
  return rule.is === "not" ? [rule.of] : rule.of;
}
