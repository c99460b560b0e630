import { memberOf } from "../../compute/a-company.ts";
import { people } from "./example.ts";
import type { Examples } from "./example.ts";

let given = 0;
const feedback = (memberId: string, day: string, differs: object) => {
  given += 1;
  return {
    memberId,
    feedback_id: `f${String(given).padStart(3, "0")}`,
    kind: "nps",
    given_on: day,
    given_at: `${day} 10:00:00`,
    ...differs,
  };
};

export const feedbacks: Examples = {
  about: "feedback",
  dropped: {
    customers: people(
      "nine-at-last",
      "eight-at-last",
      "nine-for-a-product",
      "complained",
      "silent",
    ),
    feedback: [
      feedback("nine-at-last", "2026-11-01", { score: 2 }),
      feedback("nine-at-last", "2026-11-02", { score: 9 }),
      feedback("nine-at-last", "2026-11-03", { score: null }),
      feedback("eight-at-last", "2026-11-01", { score: 10 }),
      feedback("eight-at-last", "2026-11-02", { score: 8 }),
      feedback("nine-for-a-product", "2026-11-02", { kind: "rating", score: 9 }),
      feedback("complained", "2026-11-02", { kind: "complaint" }),
    ],
  },
  examples: [
    {
      rule: "feedback: { kind: nps, score: { at-least: 9 }, pick: last }",
      who: "nine-at-last",
      words: [
        "recommendation (NPS): latest score at least 9",
        "suositteluarvio (NPS): viimeisin pistemäärä vähintään 9",
        "rekommendation (NPS): senaste poäng minst 9",
      ],
    },
    {
      rule: "feedback: { kind: nps, score: { at-least: 9 } }",
      who: "nine-at-last",
      words: [
        "recommendation (NPS): latest score at least 9",
        "suositteluarvio (NPS): viimeisin pistemäärä vähintään 9",
        "rekommendation (NPS): senaste poäng minst 9",
      ],
    },
    {
      rule: "feedback: { kind: nps, score: { at-least: 9 }, pick: any }",
      who: "eight-at-last nine-at-last",
      words: [
        "recommendation (NPS): score at least 9, at least once",
        "suositteluarvio (NPS): pistemäärä vähintään 9, vähintään kerran",
        "rekommendation (NPS): poäng minst 9, minst en gång",
      ],
    },
    {
      rule: "feedback: { kind: nps, score: 5.5, pick: average }",
      who: "nine-at-last",
      words: [
        "recommendation (NPS): average score exactly 5.5",
        "suositteluarvio (NPS): pistemäärien keskiarvo tasan 5,5",
        "rekommendation (NPS): genomsnittlig poäng precis 5,5",
      ],
    },
    {
      rule: "feedback: { kind: complaint, within: 60 days }",
      who: "complained",
      words: [
        "complaint: at least once in the last 60 days",
        "valitus: vähintään kerran viimeisten 60 päivän aikana",
        "klagomål: minst en gång under de senaste 60 dagarna",
      ],
    },
  ],
};

const brought = (memberId: string, whom: string | null) => ({
  memberId,
  referral_id: `${memberId} ${whom}`,
  referred_member: whom === null ? null : memberOf(whom),
  referred_on: "2026-11-01",
  referred_at: "2026-11-01 10:00:00",
});

export const referrals: Examples = {
  about: "referrals",
  dropped: {
    customers: people(
      "brought-a-customer",
      "brought-a-stranger",
      "brought-somebody",
      "brought-nobody",
    ),
    referrals: [
      brought("brought-a-customer", "brought-nobody"),
      brought("brought-a-stranger", "stranger"),
      brought("brought-somebody", null),
    ],
  },
  examples: [
    {
      rule: "referrals: { count: { at-least: 1 }, joined: yes }",
      who: "brought-a-customer",
      words: [
        "brought at least 1 person who became a customer",
        "on tuonut vähintään 1 henkilön, josta tuli asiakas",
        "har värvat minst 1 person som blev kund",
      ],
    },
    {
      rule: "referrals: { count: { at-least: 2 }, joined: no, within: 90 days }",
      who: "",
      words: [
        "in the last 90 days brought at least 2 people who did not become customers",
        "on tuonut viimeisten 90 päivän aikana vähintään 2 henkilöä, joista ei tullut asiakkaita",
        "har under de senaste 90 dagarna värvat minst 2 personer som inte blev kunder",
      ],
    },
    {
      rule: "referrals: {}",
      who: "brought-a-customer brought-a-stranger brought-somebody",
      words: [
        "brought at least 1 person",
        "on tuonut vähintään 1 henkilön",
        "har värvat minst 1 person",
      ],
    },
  ],
};
