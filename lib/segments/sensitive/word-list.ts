import type { SensitiveTopic } from "./sensitive-topics.ts";

/**
 * The words of one language, parted by commas. `*` stands for any letters or none, so that inflections and
 * compounds are found: `diabet*` begins so, `*sjukdom*` has it anywhere. Several words are a phrase,
 * which is also found written as one.
 */
export interface WordList {
  readonly topics: Readonly<Record<SensitiveTopic, string>>;
  /** What looks like a word of a topic and is none: passed over, wherever it stands. */
  readonly harmless: string;
  /** What is harmless where one of the company's words stands in the same text. */
  readonly inCompany: readonly { readonly words: string; readonly company: string }[];
}

/** Column names are often written without dots and rings: `maksuhairio` is found too. */
const undotted: Readonly<Record<string, string>> = { ä: "[äa]", å: "[åa]", ö: "[öo]" };

const wordPattern = (word: string): string =>
  word.replaceAll("*", "[^ ]*").replaceAll(/[äåö]/g, (letter) => undotted[letter] ?? letter);

/** Finds any of the words in a text that `plainWords` made. */
export function anyOf(...lists: readonly string[]): RegExp {
  const words = lists.flatMap((list) => list.split(",")).map((word) => word.trim());
  const pattern = words
    .filter((word) => word !== "")
    .map((word) => word.split(" ").map(wordPattern).join(" ?"))
    .join("|");
  return new RegExp(`(?<= )(?:${pattern})(?= )`, "gu");
}

/** A text as small words with a space on both sides of each: `maksu_häiriöt/creditScore` is ` maksu häiriöt credit score `. */
export const plainWords = (text: string): string =>
  ` ${text
    .normalize("NFC")
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, " ")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
