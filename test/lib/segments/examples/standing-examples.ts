import { aWorkspaceWith } from "./example.ts";
import type { Examples } from "./example.ts";

const orders = (memberId: string, differs: object, ...days: readonly string[]) =>
  days.map((ordered_on, at) => ({
    memberId,
    order_id: `${memberId} ${at}`,
    ordered_on,
    ...differs,
  }));

const fourDays = ["2024-11-25", "2025-05-01", "2026-01-01", "2026-02-01"];

export const lifecycles: Examples = {
  about: "lifecycle",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...orders("loyal", {}, ...fourDays),
      ...orders("three-in-two-years", {}, "2024-11-24", ...fourDays.slice(1)),
      ...orders("former", {}, "2024-11-24"),
      ...orders("returned-only", { kind: "return" }, ...fourDays),
    ],
  },
  examples: [
    {
      rule: "lifecycle: [loyal, occasional]",
      who: "loyal three-in-two-years",
      words: [
        "loyal customer (at least 4 orders in the last 24 months) or occasional customer",
        "kanta-asiakas (vähintään 4 tilausta viimeisten 24 kuukauden aikana) tai satunnainen asiakas",
        "stamkund (minst 4 beställningar under de senaste 24 månaderna) eller tillfällig kund",
      ],
    },
    {
      rule: "lifecycle: loyal",
      who: "loyal",
      words: [
        "loyal customer (at least 4 orders in the last 24 months)",
        "kanta-asiakas (vähintään 4 tilausta viimeisten 24 kuukauden aikana)",
        "stamkund (minst 4 beställningar under de senaste 24 månaderna)",
      ],
    },
    {
      rule: "lifecycle: former",
      who: "former",
      words: [
        "former customer (last bought at least 24 months ago)",
        "entinen asiakas (viimeisestä ostosta vähintään 24 kuukautta)",
        "tidigare kund (köpte senast för minst 24 månader sedan)",
      ],
    },
    {
      rule: "lifecycle: potential",
      who: "never returned-only",
      words: [
        "potential customer (has not bought)",
        "mahdollinen asiakas (ei ole ostanut)",
        "möjlig kund (har inte köpt)",
      ],
    },
    {
      rule: "any: [{ age: 30 }, { not: { all: [{ orders: {} }, { lifecycle: former }] } }]",
      who: "loyal never returned-only three-in-two-years",
      words: [
        `at least one of these:
  aged exactly 30
  not
    all of these:
      bought something
      former customer (last bought at least 24 months ago)`,
        `ainakin yksi näistä:
  ikä tasan 30 vuotta
  ei
    kaikki nämä:
      on ostanut jotain
      entinen asiakas (viimeisestä ostosta vähintään 24 kuukautta)`,
        `minst ett av detta:
  ålder precis 30 år
  inte
    allt detta:
      har köpt något
      tidigare kund (köpte senast för minst 24 månader sedan)`,
      ],
    },
  ],
};

const seen = (name: string, memberId: string, ...days: readonly string[]) =>
  days.map((day, at) => ({
    memberId,
    event_id: `${memberId} ${name} ${at}`,
    event: name,
    occurred_on: day,
    occurred_at: `${day} 10:00:00`,
  }));
const viewed = (memberId: string, ...days: readonly string[]) =>
  seen("product_view", memberId, ...days);

export const journeys: Examples = {
  about: "journey",
  folder: aWorkspaceWith(`journey:
  - { stage: awareness, who: { events: { event: page_view } } }
  - { stage: consideration, who: { events: { event: product_view, count: { at-least: 3 }, within: 30 days } } }
  - { stage: customer, who: { orders: {} } }`),
  dropped: {
    customers: [
      "viewed-three",
      "viewed-two",
      "one-too-old",
      "looked",
      "looked-and-viewed",
      "stranger",
    ].map((memberId) => ({ memberId })),
    events: [
      ...viewed("viewed-three", "2026-10-26", "2026-11-01", "2026-11-24"),
      ...viewed("viewed-two", "2026-10-26", "2026-11-01"),
      ...viewed("one-too-old", "2026-10-25", "2026-11-01", "2026-11-24"),
      ...seen("page_view", "looked", "2020-01-01"),
      ...seen("page_view", "looked-and-viewed", "2020-01-01"),
      ...viewed("looked-and-viewed", "2026-11-01", "2026-11-01", "2026-11-24"),
      ...viewed("bought", "2026-10-26", "2026-11-01", "2026-11-24"),
    ],
    orders: orders("bought", {}, "2020-01-01"),
  },
  examples: [
    {
      rule: "journey: consideration",
      who: "looked-and-viewed viewed-three",
      words: [
        "stage of the customer journey: consideration",
        "asiakaspolun vaihe: consideration",
        "steg på kundresan: consideration",
      ],
    },
    {
      rule: "journey: [awareness, customer]",
      who: "bought looked",
      words: [
        "stage of the customer journey: awareness or customer",
        "asiakaspolun vaihe: awareness tai customer",
        "steg på kundresan: awareness eller customer",
      ],
    },
  ],
};
