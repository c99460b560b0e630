import { describe, expect, test } from "vitest";
import { englishWords } from "../../../../lib/segments/sensitive/english-words.ts";
import { findSensitive } from "../../../../lib/segments/sensitive/find-sensitive.ts";
import { finnishWords } from "../../../../lib/segments/sensitive/finnish-words.ts";
import {
  sensitiveTopics,
  topicWords,
} from "../../../../lib/segments/sensitive/sensitive-topics.ts";
import { swedishWords } from "../../../../lib/segments/sensitive/swedish-words.ts";
import { anyOf, plainWords } from "../../../../lib/segments/sensitive/word-list.ts";
import { spoken } from "../../../../lib/segments/language.ts";

const lists = { english: englishWords, finnish: finnishWords, swedish: swedishWords };
const wordsOf = (list: string): readonly string[] => list.split(",").map((word) => word.trim());

const topicsOf = (text: string): readonly string[] => findSensitive(text).map(({ topic }) => topic);

/** What a list finds in a text. */
const finds = (list: string, text: string): readonly string[] =>
  plainWords(text).match(anyOf(list)) ?? [];

describe.each(Object.entries(lists))("the %s list", (_, { topics, harmless, inCompany }) => {
  const entries = sensitiveTopics.flatMap((topic) =>
    wordsOf(topics[topic]).map((word) => ({ topic, word })),
  );
  const written = [
    ...entries.map(({ word }) => word),
    ...wordsOf(harmless),
    ...inCompany.flatMap(({ words, company }) => [...wordsOf(words), ...wordsOf(company)]),
  ];

  test("is of small letters, single spaces and stars at the ends of words", () =>
    expect(written.filter((word) => !/^\*?[\p{Ll}]+\*?(?: [\p{Ll}]+\*?)*$/u.test(word))).toEqual(
      [],
    ));

  test("says nothing twice under a topic", () =>
    expect(
      entries.filter(
        ({ topic, word }, at) =>
          entries.findIndex((one) => one.topic === topic && one.word === word) !== at,
      ),
    ).toEqual([]));

  test("has no word that something harmless swallows whole", () => {
    expect(
      entries.filter(({ topic, word }) => !topicsOf(word.replaceAll("*", "")).includes(topic)),
    ).toEqual([]);
  });
});

test("a word is found as its stars allow", () => {
  expect(finds("hiv", "HIV hivtest xhiv")).toEqual(["hiv"]);
  expect(finds("diabet*", "diabetes prediabetes")).toEqual(["diabetes"]);
  expect(finds("*sjukdom*", "hjärtsjukdomar sjuk")).toEqual(["hjärtsjukdomar"]);
  expect(finds("*syndrom", "utmattningssyndrom syndromen")).toEqual(["utmattningssyndrom"]);
  expect(finds("trade union*", "trade unions, TradeUnionist, tradeunion, union trade")).toEqual([
    "trade unions",
    "trade unionist",
    "tradeunion",
  ]);
  expect(finds("maksuhäiriö, vård", "maksuhairio vard maksuhäiriö")).toEqual([
    "maksuhairio",
    "vard",
    "maksuhäiriö",
  ]);
});

test.each([
  ["maksu_häiriöt/creditScore", " maksu häiriöt credit score "],
  ["Type2Diabetes-ALL", " type 2 diabetes all "],
  ["  pets › cats & dogs ", " pets cats dogs "],
  ["Mäkihyppy", " mäkihyppy "],
  ["", "  "],
])("%j is read as the words %j", (text, words) => expect(plainWords(text)).toBe(words));

test("every topic has plain words in every language, no two alike", () => {
  const said = spoken.map((language) =>
    sensitiveTopics.map((topic) => topicWords(topic, language)),
  );
  expect(said.map((words) => new Set(words).size)).toEqual(
    spoken.map(() => sensitiveTopics.length),
  );
  expect(topicWords("union", "fi")).toBe("ammattiliiton jäsenyys");
  expect(topicWords("money", "en")).toBe("money trouble or income");
});
