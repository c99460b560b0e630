import { describe, expect, test } from "vitest";
import { suggestsSensitiveTraits } from "../../../../lib/sandbox/meta/sensitive-names.ts";
import { spoken } from "../../../../lib/segments/language.ts";
import { findSensitive } from "../../../../lib/segments/sensitive/find-sensitive.ts";
import { sensitiveTopics } from "../../../../lib/segments/sensitive/sensitive-topics.ts";
import { datasetColumnNames } from "../../../../lib/workspace/dataset-columns.ts";
import { harmlessTexts } from "./harmless-texts.ts";
import { sensitiveTexts } from "./sensitive-texts.ts";

const textsOf = (written: string): readonly string[] =>
  written.split("|").map((text) => text.trim());

const topicsOf = (text: string): readonly string[] => [
  ...new Set(findSensitive(text).map(({ topic }) => topic)),
];

const findings = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) =>
    findSensitive(text).map(({ topic, word }) => `${text}: ${topic}, ${word}`),
  );

const flaggedBySandbox = textsOf(`
  Bankrupt | Cancer | Credit score | Debts | Depressed | Diabetics | Disabilities | Diseases | Epilepsy | HIV |
  High income | Infertile | Low income | Medication | Net worth | Obesity | Patients | Pregnant`);

/** As a column's name is often written. */
const withoutDots = (text: string): string =>
  text.replaceAll(/[äåÄÅ]/g, "a").replaceAll(/[öÖ]/g, "o");

describe("what suggests something sensitive is found in every inflection", () => {
  const cases = sensitiveTopics.flatMap((topic) =>
    spoken.map((language) => ({
      topic,
      language,
      texts: textsOf(sensitiveTexts[topic][language]),
    })),
  );

  test.each(cases)("$topic, in $language", ({ topic, texts }) =>
    expect(texts.filter((text) => !topicsOf(text).includes(topic))).toEqual([]),
  );

  test.each(cases)(
    "$topic, in $language, in decomposed Unicode and without dots",
    ({ topic, texts }) => {
      const written = texts.flatMap((text) => [text.normalize("NFD"), withoutDots(text)]);
      expect(written.filter((text) => !topicsOf(text).includes(topic))).toEqual([]);
    },
  );

  test.each(cases)("$topic, in $language, in capitals and as a category", ({ topic, texts }) => {
    const words = texts.filter((text) => !/\p{Ll}\p{Lu}/u.test(text));
    const written = words.flatMap((text) => [text.toUpperCase(), `shop/${text}/all`]);
    expect(written.filter((text) => !topicsOf(text).includes(topic))).toEqual([]);
  });
});

describe("what a Nordic web shop says every day is left alone", () => {
  test.each(Object.entries(harmlessTexts))("%s", (_, texts) =>
    expect(findings(textsOf(texts))).toEqual([]),
  );

  test("also in capitals and in decomposed Unicode", () => {
    const texts = Object.values(harmlessTexts).flatMap(textsOf);
    expect(findings(texts.map((text) => text.toUpperCase()))).toEqual([]);
    expect(findings(texts.map((text) => text.normalize("NFD")))).toEqual([]);
  });

  test("the product's own columns", () =>
    expect(findings(Object.values(datasetColumnNames).flat())).toEqual([]));
});

describe("the law's and the platforms' own words", () => {
  test.each([
    "racial or ethnic origin, political opinions, religious or philosophical beliefs, trade union membership, data concerning health, sex life or sexual orientation",
    "rotu tai etninen alkuperä, poliittisia mielipiteitä, uskonnollinen tai filosofinen vakaumus, ammattiliiton jäsenyys, terveyttä koskevia tietoja, seksuaalista käyttäytymistä ja suuntautumista",
    "ras eller etniskt ursprung, politiska åsikter, religiös eller filosofisk övertygelse, medlemskap i fackförening, uppgifter om hälsa, sexualliv eller sexuella läggning",
  ])("GDPR art. 9: %s", (law) =>
    expect(topicsOf(law)).toEqual(sensitiveTopics.filter((topic) => topic !== "money")),
  );

  test.each(["genetic data", "geneettisten tietojen käsittely", "genetiska uppgifter"])(
    "%s is health",
    (text) => expect(topicsOf(text)).toEqual(["health"]),
  );

  test.each([
    ["arthritis", "health"],
    ["diabetes", "health"],
    ["credit score", "money"],
    ["high income", "money"],
    ["treatment for sexually transmitted diseases", "health"],
    ["bankruptcy services", "money"],
    ["homeless shelters", "money"],
  ])("%s, an example of Meta's or Google's, is %s", (text, topic) =>
    expect(topicsOf(text)).toContain(topic),
  );

  test.each(flaggedBySandbox)("%s, which the sandbox's Meta flags, is found before", (name) => {
    expect(suggestsSensitiveTraits({ name, description: "" })).toEqual(["name"]);
    expect(findSensitive(name)).not.toEqual([]);
  });
});

describe("a finding names the topic and the words", () => {
  test.each([
    ["Ylivelkaantuneet diabeetikot", ["health: diabeetikot", "money: ylivelkaantuneet"]],
    ["creditScore_band", ["money: credit score"]],
    ["goods/trade-union/badges", ["union: trade union"]],
    ["Type2Diabetes", ["health: diabetes"]],
    ["Debt, debt and DEBTS", ["money: debt", "money: debts"]],
    [
      "seksuaalivähemmistöt",
      ["ethnicity: seksuaalivähemmistöt", "sexuality: seksuaalivähemmistöt"],
    ],
    ["Loyal customers", []],
    ["", []],
  ])("%j: %j", (text, found) =>
    expect(findSensitive(text).map(({ topic, word }) => `${topic}: ${word}`)).toEqual(found),
  );

  test("what is harmless by its company is found without it", () => {
    expect(findSensitive("Cancer zodiac mugs")).toEqual([]);
    expect(findSensitive("Cancer fund donors")).toEqual([{ topic: "health", word: "cancer" }]);
    expect(findSensitive("Overweight cats")).toEqual([]);
    expect(topicsOf("Overweight customers")).toEqual(["health"]);
    expect(topicsOf("Kodittomat")).toEqual(["money"]);
  });

  test("a harmless word hides no other: pets have no health of people, but an illness by name stays", () => {
    expect(topicsOf("Diabetic cats")).toEqual(["health"]);
    expect(topicsOf("Kissa-allergiset")).toEqual(["health"]);
    expect(topicsOf("Depression glass, depression")).toEqual(["health"]);
    expect(topicsOf("eläinlääkärit ja lääkkeet")).toEqual(["health"]);
  });

  test("what stands on both sides of a harmless word makes no phrase", () => {
    expect(findSensitive("trade (Kosher salt) union")).toEqual([]);
  });

  test("a text of a hundred thousand letters is no trap", () => {
    const word = "sairaudensyöpälääkkeenpotila".repeat(2000);
    expect(topicsOf(`${word}x ${"a ".repeat(20_000)} union`)).toEqual(["health"]);
  });
});
