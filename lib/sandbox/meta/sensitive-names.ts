/**
 * Words that suggest health or financial status, which Meta flags since 2025-09-02. Meta does not publish
 * its list: this one is invented, and short.
 */
const SENSITIVE = [
  "bankrupt",
  "cancer",
  "credit score",
  "debt",
  "depress",
  "diabet",
  "disabilit",
  "disease",
  "epilep",
  "hiv",
  "high income",
  "infertil",
  "low income",
  "medication",
  "net worth",
  "obes",
  "patient",
  "pregnan",
];

const PATTERN = new RegExp(String.raw`\b(?:${SENSITIVE.join("|").replaceAll(" ", "[ _-]")})`, "i");

/** Which of an audience's texts suggest sensitive traits: the value of `fields_violating_integrity_policy`. */
export function suggestsSensitiveTraits(audience: {
  readonly name: string;
  readonly description: string;
}): readonly ("name" | "description")[] {
  return (["name", "description"] as const).filter((field) => PATTERN.test(audience[field]));
}
