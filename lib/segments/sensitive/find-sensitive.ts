import { englishWords } from "./english-words.ts";
import { finnishWords } from "./finnish-words.ts";
import { sensitiveTopics } from "./sensitive-topics.ts";
import type { SensitiveTopic } from "./sensitive-topics.ts";
import { swedishWords } from "./swedish-words.ts";
import { anyOf, plainWords } from "./word-list.ts";

/** A word of a text, and what it suggests about the people it is said of. */
export interface SensitiveWord {
  readonly topic: SensitiveTopic;
  readonly word: string;
}

const lists = [englishWords, finnishWords, swedishWords];

const sensitive = sensitiveTopics.map((topic) => ({
  topic,
  pattern: anyOf(...lists.map(({ topics }) => topics[topic])),
}));

const harmless = anyOf(...lists.map((list) => list.harmless));

const inCompany = lists.flatMap((list) =>
  list.inCompany.map(({ words, company }) => ({ words: anyOf(words), company: anyOf(company) })),
);

/** A mark that belongs to no word, so that what stood on both sides of a harmless word does not become a phrase. */
const passedOver = "·";

function withoutHarmless(words: string): string {
  const known = words.replaceAll(harmless, passedOver);
  return inCompany
    .filter(({ company }) => words.search(company) !== -1)
    .reduce((left, one) => left.replaceAll(one.words, passedOver), known);
}

/**
 * The words that suggest something sensitive in the name of a segment, the value of a rule, a column's name or
 * a category's path, by the English, Finnish and Swedish lists at once: a workspace mixes them.
 */
export function findSensitive(text: string): readonly SensitiveWord[] {
  const words = withoutHarmless(plainWords(text));
  return sensitive.flatMap(({ topic, pattern }) =>
    [...new Set(words.match(pattern))].map((word) => ({ topic, word })),
  );
}
