import type { Language, Phrase } from "./language.ts";
import type { Rule } from "./rule.ts";

const heads: Readonly<Record<"all" | "any", Phrase>> = {
  all: { en: "all of these:", fi: "kaikki nämä:", sv: "allt detta:" },
  any: { en: "at least one of these:", fi: "ainakin yksi näistä:", sv: "minst ett av detta:" },
};
const notWord: Phrase = { en: "not", fi: "ei", sv: "inte" };

const indent = (of: string): string => of.replaceAll(/^/gm, "  ");

/** A rule in plain words: one clause a line, what belongs together indented. */
export function describeRule(rule: Rule, language: Language): string {
  switch (rule.is) {
    case "clause":
      return rule.clause.words(language);
    case "not": {
      const inner = describeRule(rule.of, language);
      return rule.of.is === "clause"
        ? `${notWord[language]}: ${inner}`
        : `${notWord[language]}\n${indent(inner)}`;
    }
    case "all":
    case "any":
      return [
        heads[rule.is][language],
        ...rule.of.map((one) => indent(describeRule(one, language))),
      ].join("\n");
  }
}
