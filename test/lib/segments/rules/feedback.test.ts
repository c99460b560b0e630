import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords, wrongWith } from "../a-rule.ts";
import { aCustomer, whatIsFound } from "../what-is-found.ts";

let number = 0;
const feedback = (memberId: string, kind: string, score: number | null) => {
  number += 1;
  return {
    memberId,
    feedback_id: `f${String(number).padStart(4, "0")}`,
    kind,
    score,
    given_at: "2026-11-01 10:00:00",
    given_on: "2026-11-01",
  };
};
const on = (day: string) => ({ given_at: `${day} 10:00:00`, given_on: day });

test("the newest score is looked at unless another is picked; of two at once the greater id is newer", async () => {
  expect(
    await whoIs({
      rules: {
        promoters: "{ feedback: { kind: nps, score: { at-least: 9 } } }",
        "once-low": "{ feedback: { kind: nps, score: { at-most: 6 }, pick: any } }",
        "twice-low":
          "{ feedback: { kind: nps, score: { at-most: 6 }, pick: any, count: { at-least: 2 } } }",
        "never-low": "{ feedback: { kind: nps, score: { at-most: 6 }, pick: any, count: 0 } }",
        "not-promoters": "{ not: { feedback: { kind: nps, score: { at-least: 9 } } } }",
      },
      dropped: {
        customers: ["a", "b", "c", "d"].map((memberId) => ({ memberId })),
        feedback: [
          { ...feedback("a", "nps", 3), ...on("2026-01-01") },
          { ...feedback("a", "nps", 9), ...on("2026-02-01") },
          { ...feedback("a", "nps", null), ...on("2026-03-01") },
          feedback("b", "nps", 10),
          feedback("b", "nps", 6),
          feedback("b", "nps", 5),
          feedback("c", "rating", 10),
          { ...feedback("a", "nps", 1), ...on("2026-12-24") },
        ],
      },
    }),
  ).toEqual({
    promoters: "a",
    "once-low": "a b",
    "twice-low": "b",
    "never-low": "c d",
    "not-promoters": "b c d",
  });
});

test("an average is exact and of what has a score; complaints are counted", async () => {
  expect(
    await whoIs({
      rules: {
        exactly: "{ feedback: { kind: [rating, review], score: 4.1, pick: average } }",
        happy: "{ feedback: { kind: rating, score: { above: 4.1 }, pick: average } }",
        often:
          "{ feedback: { kind: rating, score: { at-least: 4 }, pick: average, count: { at-least: 4 } } }",
        complained: "{ feedback: { kind: complaint, within: 90 days } }",
        twice: "{ feedback: { kind: complaint, count: { at-least: 2 } } }",
        cats: "{ feedback: { kind: [review, complaint], product_id: cat-tree } }",
      },
      dropped: {
        customers: ["a", "b", "c"].map((memberId) => ({ memberId })),
        feedback: [
          feedback("a", "rating", 4.1),
          feedback("a", "rating", 4.1),
          feedback("a", "rating", 4.1),
          feedback("a", "rating", null),
          feedback("b", "complaint", null),
          { ...feedback("b", "complaint", null), ...on("2026-08-26") },
          { ...feedback("c", "complaint", null), ...on("2026-08-26") },
          { ...feedback("c", "review", 5), product_id: "Cat-Tree" },
        ],
      },
    }),
  ).toEqual({ exactly: "a", happy: "", often: "a", complained: "b", twice: "b", cats: "c" });
});

test("the rule reads in each language", () => {
  expect(
    inWords(
      "{ feedback: { kind: nps, score: { at-least: 9 }, count: { at-least: 2 }, within: 90 days } }",
    ),
  ).toEqual([
    "recommendation (NPS): latest score at least 9, at least 2 times in the last 90 days",
    "suositteluarvio (NPS): viimeisin pistemäärä vähintään 9, vähintään 2 kertaa viimeisten 90 päivän aikana",
    "rekommendation (NPS): senaste poäng minst 9, minst 2 gånger under de senaste 90 dagarna",
  ]);
});

const given = (feedback_id: string, score: number | null) => ({
  memberId: "a",
  feedback_id,
  kind: "rating" as const,
  score,
  product_id: null,
  given_at: "2026-11-01T10:00:00.000Z",
});

test("what is found is told: the newest score, the average, how often", async () => {
  const company = {
    customers: [aCustomer()],
    feedback: [given("1", 5), given("2", 3), given("3", null)],
  };
  const asked = { kind: "rating", score: { "at-least": 4 } };
  expect(await whatIsFound({ feedback: { ...asked, count: 3 } }, company)).toEqual([
    "rating: latest score: 3 number (at least 4)",
    "rating: how often: 3 number (exactly 3)",
  ]);
  expect(await whatIsFound({ feedback: { ...asked, pick: "average" } }, company)).toEqual([
    "rating: average score: 4 number (at least 4)",
  ]);
  expect(await whatIsFound({ feedback: { ...asked, pick: "any" } }, company)).toEqual([
    "rating: score at least 4, how often: 1 number (at least 1)",
  ]);
});

test.each([
  ["{ feedback: { score: 3 } }", "“kind” is missing; write it"],
  ["{ feedback: { kind: nps, pick: any } }", "pick says of which score; write score, too"],
])("%s is refused: %s", (who, message) => {
  expect(wrongWith(who)).toContain(message);
});
