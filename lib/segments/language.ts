/** Languages in which rules can be told. */
export const spoken = ["en", "fi", "sv"] as const;
export type Language = (typeof spoken)[number];

/** The same thing said in each language. */
export type Phrase = Readonly<Record<Language, string>>;

/** The first of a workspace's languages in which rules can be told, else English. */
export const languageOf = (wanted: readonly string[]): Language =>
  spoken.find((one) => one === wanted.find((language) => isSpoken(language))) ?? "en";

const isSpoken = (language: string): boolean => spoken.some((one) => one === language);

const ors: Phrase = { en: " or ", fi: " tai ", sv: " eller " };
const ands: Phrase = { en: " and ", fi: " ja ", sv: " och " };

/** `cats or dogs`. */
export const orOf = (parts: readonly string[], language: Language): string =>
  parts.join(ors[language]);

/** `at least 3 and at most 5`. */
export const andOf = (parts: readonly string[], language: Language): string =>
  parts.join(ands[language]);
