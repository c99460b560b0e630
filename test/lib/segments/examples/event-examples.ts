import { attributes, numbered, people } from "./example.ts";
import type { Examples } from "./example.ts";

/** Somebody's event at noon of a day, the run's zone being two hours ahead of UTC. */
const event = (memberId: string, day: string, differs: object = {}) => ({
  memberId,
  event_id: `${memberId} ${day} ${JSON.stringify(differs)}`,
  event: "email_open",
  occurred_on: day,
  occurred_at: `${day} 10:00:00`,
  campaign: "spring",
  ...differs,
});

const opened = (memberId: string, many: number, differs: object = {}) =>
  numbered("open", many).map((event_id) =>
    event(memberId, "2026-10-26", {
      event_id: `${memberId} ${event_id}`,
      ...differs,
    }),
  );

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
      event("one-too-old", "2026-10-25"),
      ...opened("one-of-autumn", 4),
      event("one-of-autumn", "2026-10-26", { campaign: "autumn" }),
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
        "email_open enintään 80 % niistä: campaign spring",
        "email_open högst 80 % av dem med campaign spring",
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

const cart = { event: "cart" };

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
      ].map((memberId) => event(memberId, "2026-11-10", cart)),
      event("still-in-time", "2026-11-22", cart),
      event("begun-too-early", "2026-10-25", cart),
      event("no-cart", "2026-11-10", { event: "visit" }),
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
      who: "ordered-at-once ordered-in-time ordered-too-late",
      words: [
        "order, then no cart, all within 1 hour of the first",
        "tilaus, sitten ei: cart, kaikki 1 tunnin kuluessa ensimmäisestä",
        "beställning, sedan inte cart, allt inom 1 timme från det första",
      ],
    },
  ],
};
