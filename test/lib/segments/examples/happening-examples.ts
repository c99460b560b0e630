import { memberOf } from "../../compute/a-company.ts";
import { attributes, numbered } from "./example.ts";
import type { Examples } from "./example.ts";

/** Somebody's event at noon of a day, the run's zone being two hours ahead of UTC. */
const event = (memberId: string, name: string, day: string, differs: object = {}) => ({
  memberId,
  event_id: `${memberId} ${name} ${day} ${JSON.stringify(differs)}`,
  event: name,
  occurred_on: day,
  occurred_at: `${day} 10:00:00`,
  campaign: "spring",
  ...differs,
});

const opened = (memberId: string, many: number, differs: object = {}) =>
  numbered("open", many).map((event_id) =>
    event(memberId, "email_open", "2026-10-26", { event_id: `${memberId} ${event_id}`, ...differs }),
  );

const people = (...names: readonly string[]) => names.map((memberId) => ({ memberId }));

export const happenings: Examples = {
  about: "events",
  folder: attributes,
  dropped: {
    customers: people(
      "opened-five",
      "written-otherwise",
      "opened-four",
      "one-too-old",
      "one-of-autumn",
      "clicked",
      "nothing",
    ),
    events: [
      ...opened("opened-five", 5),
      ...opened("written-otherwise", 5, { event: " Email_Open", campaign: "SPRING" }),
      ...opened("opened-four", 4),
      ...opened("one-too-old", 4),
      event("one-too-old", "email_open", "2026-10-25"),
      ...opened("one-of-autumn", 4),
      event("one-of-autumn", "email_open", "2026-10-26", { campaign: "autumn" }),
      ...opened("clicked", 5, { event: "email_click" }),
    ],
  },
  examples: [
    {
      rule: "events: { event: email_open, count: { at-least: 5 }, within: 30 days, where: { campaign: spring } }",
      who: "opened-five written-otherwise",
      words: [
        "email_open at least 5 times in the last 30 days (campaign spring)",
        "email_open vähintään 5 kertaa viimeisten 30 päivän aikana (campaign spring)",
        "email_open minst 5 gånger under de senaste 30 dagarna (campaign spring)",
      ],
    },
    {
      rule: "events: { event: email_open, count: { at-most: 1 } }",
      who: "clicked nothing",
      words: ["email_open at most once", "email_open enintään kerran", "email_open högst en gång"],
    },
    {
      rule: "events: { event: email_open, days: 1 }",
      who: "opened-five written-otherwise opened-four one-of-autumn",
      words: [
        "email_open on exactly 1 day",
        "email_open tasan 1 päivänä",
        "email_open på precis 1 dag",
      ],
    },
    {
      rule: "events: { event: email_open, share: { where: { campaign: spring }, at-most: 80% } }",
      who: "clicked nothing one-of-autumn",
      words: [
        "email_open at most 80% of them with campaign spring",
        "email_open, joista enintään 80 %: campaign spring",
        "email_open, varav högst 80 % med campaign spring",
      ],
    },
    {
      rule: "events: { event: email_click }",
      who: "clicked",
      words: [
        "email_click at least once",
        "email_click vähintään kerran",
        "email_click minst en gång",
      ],
    },
  ],
};

const ordered = (memberId: string, moment: string, differs: object = {}) => ({
  memberId,
  order_id: `${memberId} ${moment}`,
  ordered_on: moment.slice(0, 10),
  ordered_at: `${moment}:00`,
  ...differs,
});

export const sequences: Examples = {
  about: "sequence: a cart at noon of 10 November, and an order or none",
  dropped: {
    customers: people(
      "left",
      "ordered-in-time",
      "ordered-before",
      "ordered-at-once",
      "ordered-too-late",
      "brought-back",
      "still-in-time",
      "begun-too-early",
      "no-cart",
    ),
    events: [
      ...[
        "left",
        "ordered-in-time",
        "ordered-before",
        "ordered-at-once",
        "ordered-too-late",
        "brought-back",
      ].map((memberId) => event(memberId, "cart", "2026-11-10")),
      event("still-in-time", "cart", "2026-11-22"),
      event("begun-too-early", "cart", "2026-10-25"),
      event("no-cart", "visit", "2026-11-10"),
    ],
    orders: [
      ordered("ordered-in-time", "2026-11-13 10:00"),
      ordered("ordered-before", "2026-11-10 09:59"),
      ordered("ordered-at-once", "2026-11-10 10:00"),
      ordered("ordered-too-late", "2026-11-13 10:01"),
      ordered("brought-back", "2026-11-11 10:00", { kind: "return" }),
    ],
  },
  examples: [
    {
      rule: "sequence: { steps: [{ event: cart }, { not: order }], span: 3 days, within: 30 days }",
      who: "brought-back left ordered-at-once ordered-before ordered-too-late",
      words: [
        "cart, then no order, all within 3 days of the first, begun in the last 30 days",
        "cart, sitten ei tilausta, kaikki 3 päivän kuluessa ensimmäisestä, alkanut viimeisten 30 päivän aikana",
        "cart, sedan ingen beställning, allt inom 3 dagar från det första, påbörjat under de senaste 30 dagarna",
      ],
    },
    {
      rule: "sequence: { steps: [{ event: cart }, order], span: 3 days }",
      who: "ordered-in-time",
      words: [
        "cart, then order, all within 3 days of the first",
        "cart, sitten tilaus, kaikki 3 päivän kuluessa ensimmäisestä",
        "cart, sedan beställning, allt inom 3 dagar från det första",
      ],
    },
    {
      rule: "sequence: { steps: [order, { not: { event: cart } }], span: 1 hour }",
      who: "brought-back ordered-at-once ordered-in-time ordered-too-late",
      words: [
        "order, then no cart, all within 1 hour of the first",
        "tilaus, sitten ei: cart, kaikki 1 tunnin kuluessa ensimmäisestä",
        "beställning, sedan inte cart, allt inom 1 timme från det första",
      ],
    },
  ],
};

let given = 0;
const feedback = (memberId: string, kind: string, score: number | null, day: string) => {
  given += 1;
  return {
    memberId,
    feedback_id: `f${String(given).padStart(3, "0")}`,
    kind,
    score,
    given_on: day,
    given_at: `${day} 10:00:00`,
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
      feedback("nine-at-last", "nps", 2, "2026-11-01"),
      feedback("nine-at-last", "nps", 9, "2026-11-02"),
      feedback("nine-at-last", "nps", null, "2026-11-03"),
      feedback("eight-at-last", "nps", 10, "2026-11-01"),
      feedback("eight-at-last", "nps", 8, "2026-11-02"),
      feedback("nine-for-a-product", "rating", 9, "2026-11-02"),
      feedback("complained", "complaint", null, "2026-11-02"),
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
    customers: people("brought-a-customer", "brought-a-stranger", "brought-somebody", "brought-nobody"),
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
