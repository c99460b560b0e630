import { attributes } from "./example.ts";
import type { Example, Examples } from "./example.ts";

type Line = {
  readonly memberId: string;
  readonly order_id: string;
  readonly ordered_on: string;
  readonly amount_cents: number;
  readonly kind: "sale" | "return";
  readonly channel?: string;
  readonly category?: string;
  readonly product_id?: string;
  readonly quantity?: number;
};

/** A line of an order of ten euros; of each person the orders are told apart by a word. */
const line = (memberId: string, order: string, differs: Partial<Line> = {}): Line => ({
  memberId,
  order_id: `${memberId} ${order}`,
  ordered_on: "2026-11-01",
  amount_cents: 1000,
  kind: "sale",
  ...differs,
});

const online = (memberId: string, order: string, differs: Partial<Line> = {}): Line =>
  line(memberId, order, { channel: "online", ...differs });

export const orderCounts: Examples = {
  about: "orders: lines are filtered, then counted",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...["a", "b", "c"].map((order) => online("three-online", order)),
      ...["a", "b"].map((order) => online("two-orders-of-three", order)),
      online("two-orders-of-three", "b"),
      ...["a", "b"].map((order) => online("one-in-the-store", order)),
      line("one-in-the-store", "c", { channel: "store" }),
      ...["a", "b"].map((order) => online("one-too-old", order)),
      online("one-too-old", "c", { ordered_on: "2025-11-24" }),
      ...["a", "b"].map((order) => online("one-came-back", order)),
      online("one-came-back", "c", { kind: "return" }),
    ],
  },
  examples: [
    {
      rule: "orders: { count: { at-least: 3 }, within: 1 year, where: { channel: online } }",
      who: "three-online",
      words: [
        "at least 3 orders in the last year (channel online)",
        "vähintään 3 tilausta viimeisen vuoden aikana (kanava online)",
        "minst 3 beställningar under det senaste året (kanal online)",
      ],
    },
    {
      rule: "orders: {}",
      who: "one-came-back one-in-the-store one-too-old three-online two-orders-of-three",
      words: ["bought something", "on ostanut jotain", "har köpt något"],
    },
    {
      rule: "orders: { count: 0 }",
      who: "never",
      words: ["exactly 0 orders", "tasan 0 tilausta", "precis 0 beställningar"],
    },
    {
      rule: "not: { orders: { where: { channel: online } } }",
      who: "never",
      words: [
        "not: bought something (channel online)",
        "ei: on ostanut jotain (kanava online)",
        "inte: har köpt något (kanal online)",
      ],
    },
  ],
};

const measured = (rule: string, who: string, words: Example["words"]): Example => ({
  rule: `orders: { ${rule} }`,
  who,
  words,
});

export const orderMeasures: Examples = {
  about: "orders: what is measured",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      // Two orders on two days: 30 and 10 less 4 that came back on the second; 5 pieces of 2 products.
      line("two-days", "a", { amount_cents: 2000, quantity: 3, product_id: "p" }),
      line("two-days", "a", { amount_cents: 1000, product_id: "q" }),
      line("two-days", "b", { ordered_on: "2026-11-11", product_id: "q" }),
      line("two-days", "b", { ordered_on: "2026-11-11", amount_cents: 400, kind: "return" }),
      // The same two orders on one day, of one product, with nothing brought back.
      line("one-day", "a", { amount_cents: 3000, quantity: 4, product_id: "p" }),
      line("one-day", "b", { product_id: "p" }),
    ],
  },
  examples: [
    measured("average: 18", "two-days", [
      "average order exactly 18",
      "keskiostos tasan 18",
      "medelköp precis 18",
    ]),
    measured("average: { at-least: 0 }", "one-day two-days", [
      "average order at least 0",
      "keskiostos vähintään 0",
      "medelköp minst 0",
    ]),
    measured("largest: 30", "one-day two-days", [
      "largest order exactly 30",
      "suurin tilaus tasan 30",
      "största beställning precis 30",
    ]),
    measured("spend: 36", "two-days", [
      "spent exactly 36",
      "ostoja yhteensä tasan 36",
      "köpt för precis 36",
    ]),
    measured("spend: 0", "never", [
      "spent exactly 0",
      "ostoja yhteensä tasan 0",
      "köpt för precis 0",
    ]),
    measured("units: 5", "one-day two-days", [
      "exactly 5 pieces",
      "tasan 5 kappaletta",
      "precis 5 stycken",
    ]),
    measured("units: { above: 1.5 }", "one-day two-days", [
      "more than 1.5 pieces",
      "yli 1,5 kappaletta",
      "mer än 1,5 stycken",
    ]),
    measured("days: 2", "two-days", [
      "exactly 2 days with a purchase",
      "tasan 2 ostopäivää",
      "precis 2 köpdagar",
    ]),
    measured("products: 1", "one-day", ["exactly 1 product", "tasan 1 tuote", "precis 1 produkt"]),
    measured("returns: { at-least: 1 }", "two-days", [
      "at least 1 order with returns",
      "vähintään 1 palautuksia sisältävä tilaus",
      "minst 1 beställning med returer",
    ]),
    measured("interval: { at-most: 10 }", "two-days", [
      "on average at most 10 days between purchases",
      "ostojen väli keskimäärin enintään 10 päivää",
      "i genomsnitt högst 10 dagar mellan köp",
    ]),
    measured("days: 1, spend: { at-least: 40 }", "one-day", [
      "spent at least 40, exactly 1 day with a purchase",
      "ostoja yhteensä vähintään 40, tasan 1 ostopäivä",
      "köpt för minst 40, precis 1 köpdag",
    ]),
  ],
};

export const orderShares: Examples = {
  about: "orders: shares",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      online("seventy", "a", { amount_cents: 7000 }),
      line("seventy", "b", { amount_cents: 3000 }),
      online("a-cent-less", "a", { amount_cents: 6999 }),
      line("a-cent-less", "b", { amount_cents: 3001 }),
      online("returned-online", "a", { amount_cents: 7000 }),
      online("returned-online", "a", { amount_cents: 1, kind: "return" }),
      line("returned-online", "b", { amount_cents: 3000 }),
    ],
  },
  examples: [
    {
      rule: "orders: { share: { of: spend, where: { channel: online }, at-least: 70% } }",
      who: "seventy",
      words: [
        "at least 70% of spend with channel online",
        "ostosummasta vähintään 70 %: kanava online",
        "minst 70 % av köpsumman med kanal online",
      ],
    },
    {
      rule: "orders: { share: { of: spend, where: { channel: online }, below: 12.5% } }",
      who: "never",
      words: [
        "less than 12.5% of spend with channel online",
        "ostosummasta alle 12,5 %: kanava online",
        "mindre än 12,5 % av köpsumman med kanal online",
      ],
    },
  ],
};

const food = { category: "Pets/Cats/Food/Dry" };
const litter = { category: "pets/cats/litter" };

export const ordersTogether: Examples = {
  about: "orders: together",
  dropped: {
    orders: [
      line("together", "a", food),
      line("together", "a", litter),
      line("in-two-orders", "a", food),
      line("in-two-orders", "b", litter),
      line("one-came-back", "a", food),
      line("one-came-back", "a", { ...litter, kind: "return" }),
      line("of-another-shelf", "a", food),
      line("of-another-shelf", "a", { category: "pets/cats/litter-boxes" }),
    ],
  },
  examples: [
    {
      rule: "orders: { together: [pets/cats/food, pets/cats/litter] }",
      who: "together",
      words: [
        "bought pets/cats/food and pets/cats/litter in one order",
        "on ostanut samassa tilauksessa pets/cats/food ja pets/cats/litter",
        "har köpt pets/cats/food och pets/cats/litter i samma beställning",
      ],
    },
  ],
};

const everyTenDays = (memberId: string, ...days: readonly string[]) =>
  days.map((ordered_on) => line(memberId, ordered_on, { ordered_on }));

export const ordersOverdue: Examples = {
  about: "orders: overdue",
  folder: attributes,
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...everyTenDays("late", "2026-10-20", "2026-10-30", "2026-11-09"),
      ...everyTenDays("a-day-before", "2026-10-21", "2026-10-31", "2026-11-10"),
      ...everyTenDays("too-few-to-know", "2026-10-30", "2026-11-09"),
      ...everyTenDays("slower", "2026-10-10", "2026-10-30", "2026-11-09"),
    ],
  },
  examples: [
    {
      rule: "orders: { overdue: 150% }",
      who: "late",
      words: [
        "last bought at least 150% of their own mean interval ago",
        "viimeisimmästä ostosta on kulunut vähintään 150 % omasta keskimääräisestä ostovälistä",
        "sedan senaste köpet har det gått minst 150 % av det egna genomsnittliga köpintervallet",
      ],
    },
  ],
};
