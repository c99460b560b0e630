import type { Examples } from "./example.ts";

/** Somebody who bought on these days and on no others. The run's day is 24 November 2026, a Tuesday. */
const bought = (memberId: string, ...days: readonly string[]) =>
  days.map((ordered_on) => ({ memberId, order_id: `${memberId} ${ordered_on}`, ordered_on }));

/** Somebody who bought at a moment of the run's zone, two hours ahead of UTC. */
const at = (memberId: string, moment: string) => ({
  memberId,
  order_id: memberId,
  ordered_on: moment.slice(0, 10),
  ordered_at: new Date(`${moment}:00+02:00`).toISOString().slice(0, 19).replace("T", " "),
});

export const windows: Examples = {
  about: "windows",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...bought("d400", "2025-10-20"),
      ...bought("d399", "2025-10-21"),
      ...bought("y1", "2025-11-24"),
      ...bought("y1-less-a-day", "2025-11-25"),
      ...bought("march31", "2026-03-31"),
      ...bought("april1", "2026-04-01"),
      ...bought("d90", "2026-08-26"),
      ...bought("d89", "2026-08-27"),
      ...bought("m1", "2026-10-24"),
      ...bought("m1-less-a-day", "2026-10-25"),
      ...bought("w2", "2026-11-10"),
      ...bought("w2-less-a-day", "2026-11-11"),
      // The run's moment is noon of that zone.
      at("h36", "2026-11-23T00:00"),
      at("h36-less-a-minute", "2026-11-23T00:01"),
      at("now", "2026-11-24T12:00"),
      at("a-minute-to-come", "2026-11-24T12:01"),
    ],
  },
  examples: [
    {
      rule: "orders: { within: 90 days }",
      who: "d89 m1 m1-less-a-day w2 w2-less-a-day h36 h36-less-a-minute now",
      words: [
        "bought something in the last 90 days",
        "on ostanut jotain viimeisten 90 päivän aikana",
        "har köpt något under de senaste 90 dagarna",
      ],
    },
    {
      rule: "orders: { before: 90 days }",
      who: "d400 d399 y1 y1-less-a-day march31 april1 d90",
      words: [
        "bought something at least 90 days ago",
        "on ostanut jotain vähintään 90 päivää sitten",
        "har köpt något för minst 90 dagar sedan",
      ],
    },
    {
      rule: "orders: { between: [400 days, 90 days] }",
      who: "d399 y1 y1-less-a-day march31 april1 d90",
      words: [
        "bought something between 400 and 90 days ago",
        "on ostanut jotain 400–90 päivää sitten",
        "har köpt något för mellan 400 och 90 dagar sedan",
      ],
    },
    {
      rule: "orders: { between: [1 year, 2 weeks] }",
      who: "y1-less-a-day march31 april1 d90 d89 m1 m1-less-a-day w2",
      words: [
        "bought something between 1 year and 2 weeks ago",
        "on ostanut jotain aikavälillä 1 vuosi – 2 viikkoa sitten",
        "har köpt något för mellan 1 år och 2 veckor sedan",
      ],
    },
    {
      rule: "orders: { between: [2026-01-01, 2026-03-31] }",
      who: "march31",
      words: [
        "bought something from 2026-01-01 to 2026-03-31",
        "on ostanut jotain 1.1.2026–31.3.2026",
        "har köpt något från 2026-01-01 till 2026-03-31",
      ],
    },
    {
      rule: "orders: { within: 36 hours }",
      who: "h36-less-a-minute now",
      words: [
        "bought something in the last 36 hours",
        "on ostanut jotain viimeisten 36 tunnin aikana",
        "har köpt något under de senaste 36 timmarna",
      ],
    },
    {
      rule: "orders: { within: 2 weeks }",
      who: "w2-less-a-day h36 h36-less-a-minute now",
      words: [
        "bought something in the last 2 weeks",
        "on ostanut jotain viimeisten 2 viikon aikana",
        "har köpt något under de senaste 2 veckorna",
      ],
    },
    {
      rule: "orders: { within: 1 month }",
      who: "m1-less-a-day w2 w2-less-a-day h36 h36-less-a-minute now",
      words: [
        "bought something in the last month",
        "on ostanut jotain viimeisen kuukauden aikana",
        "har köpt något under den senaste månaden",
      ],
    },
    {
      rule: "orders: { within: 1 year }",
      who: "y1-less-a-day march31 april1 d90 d89 m1 m1-less-a-day w2 w2-less-a-day h36 h36-less-a-minute now",
      words: [
        "bought something in the last year",
        "on ostanut jotain viimeisen vuoden aikana",
        "har köpt något under det senaste året",
      ],
    },
  ],
};

export const ends: Examples = {
  about: "first and last",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...bought("long-ago-and-now", "2026-11-10", "2026-11-24"),
      ...bought("now", "2026-11-24"),
      ...bought("two-weeks-ago", "2026-11-10"),
    ],
  },
  examples: [
    {
      rule: "orders: { first: { within: 36 hours }, last: { before: 2 weeks } }",
      who: "",
      words: [
        "first bought in the last 36 hours, last bought at least 2 weeks ago",
        "ensimmäinen osto viimeisten 36 tunnin aikana, viimeisin osto vähintään 2 viikkoa sitten",
        "första köp under de senaste 36 timmarna, senaste köp för minst 2 veckor sedan",
      ],
    },
    {
      rule: "orders: { first: { within: 36 hours } }",
      who: "now",
      words: [
        "first bought in the last 36 hours",
        "ensimmäinen osto viimeisten 36 tunnin aikana",
        "första köp under de senaste 36 timmarna",
      ],
    },
    {
      rule: "orders: { last: { before: 2 weeks } }",
      who: "two-weeks-ago",
      words: [
        "last bought at least 2 weeks ago",
        "viimeisin osto vähintään 2 viikkoa sitten",
        "senaste köp för minst 2 veckor sedan",
      ],
    },
    {
      rule: "not: { orders: { last: { before: 2 weeks } } }",
      who: "long-ago-and-now never now",
      words: [
        "not: last bought at least 2 weeks ago",
        "ei: viimeisin osto vähintään 2 viikkoa sitten",
        "inte: senaste köp för minst 2 veckor sedan",
      ],
    },
  ],
};
