import { numbered } from "./example.ts";
import type { Examples } from "./example.ts";

const bought = (memberId: string, category: string, differs: object = {}) => ({
  memberId,
  order_id: `${memberId} ${category}`,
  ordered_on: "2026-11-01",
  category,
  amount_cents: 1000,
  ...differs,
});

export const favourites: Examples = {
  about: "favourite",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      bought("cats", "pets/cats/food", { amount_cents: 600 }),
      bought("cats", "Pets/Cats/litter", { amount_cents: 401 }),
      bought("cats", "pets/dogs"),
      bought("as-much", "pets/cats"),
      bought("as-much", "pets/dogs"),
      bought("dogs", "pets/cats", { amount_cents: 999 }),
      bought("dogs", "pets/dogs"),
      bought("long-ago", "pets/cats", { amount_cents: 2000, ordered_on: "2025-11-24" }),
      bought("long-ago", "pets/dogs"),
      bought("brought-back", "pets/cats"),
      bought("brought-back", "pets/cats", { kind: "return" }),
      bought("on-no-shelf", "pets"),
    ],
  },
  examples: [
    {
      rule: "favourite: { of: category, is: pets/cats, within: 1 year }",
      who: "as-much cats",
      words: [
        "spent most on category pets/cats in the last year",
        "suurin ostosumma: tuoteryhmä pets/cats viimeisen vuoden aikana",
        "har lagt mest pengar på kategori pets/cats under det senaste året",
      ],
    },
    {
      rule: "not: { favourite: { of: category, is: pets/cats } }",
      who: "brought-back dogs never on-no-shelf",
      words: [
        "not: spent most on category pets/cats",
        "ei: suurin ostosumma: tuoteryhmä pets/cats",
        "inte: har lagt mest pengar på kategori pets/cats",
      ],
    },
  ],
};

/** So many people who each bought on these shelves. */
const buyers = (name: string, many: number, ...shelves: readonly string[]) =>
  numbered(name, many).flatMap((memberId) => shelves.map((shelf) => bought(memberId, shelf)));

const [food, litter, toys] = ["pets/cats/food", "pets/cats/litter", "pets/cats/toys"] as const;

export const affinities: Examples = {
  about:
    "affinity: of 80 customers 40 bought food, 40 litter and 30 both: the lift is 30 × 80 ÷ (40 × 40) = 1.5",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...buyers("both", 30, food, litter),
      ...buyers("food-only", 10, `${food}/dry`),
      ...buyers("litter-only", 10, litter),
      ...buyers("neither", 30, "garden"),
    ],
  },
  examples: [
    {
      rule: "affinity: { has: pets/cats/food, lacks: pets/cats/litter, lift: { at-least: 1.5 } }",
      who: numbered("food-only", 10).join(" "),
      words: [
        "bought pets/cats/food but not pets/cats/litter (lift of the two at least 1.5)",
        "on ostanut pets/cats/food mutta ei pets/cats/litter (näiden lift vähintään 1,5)",
        "har köpt pets/cats/food men inte pets/cats/litter (lift mellan dem minst 1,5)",
      ],
    },
    {
      rule: "affinity: { has: pets/cats/food, lacks: pets/cats/litter, lift: { above: 1.5 } }",
      who: "",
      words: [
        "bought pets/cats/food but not pets/cats/litter (lift of the two more than 1.5)",
        "on ostanut pets/cats/food mutta ei pets/cats/litter (näiden lift yli 1,5)",
        "har köpt pets/cats/food men inte pets/cats/litter (lift mellan dem mer än 1,5)",
      ],
    },
  ],
};

export const nextThings: Examples = {
  about: "affinity, next: with food go toys best, then litter; beds nobody buys with anything",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...buyers("food-and-toys", 30, food, toys),
      ...buyers("food-and-litter", 30, food, litter),
      ...buyers("litter", 10, litter),
      ...buyers("nothing-of-cats", 60, "garden/tools/spades"),
      ...buyers("food", 1, food),
      ...buyers("all-of-it", 1, food, toys, litter),
      ...buyers("beds", 1, "pets/cats/beds"),
    ],
  },
  examples: [
    {
      rule: "affinity: { next: pets/cats/litter }",
      who: numbered("food-and-toys", 30).join(" "),
      words: [
        "of what they have not bought, pets/cats/litter goes best with what they have",
        "ostamattomista pets/cats/litter sopii parhaiten siihen, mitä on jo ostettu",
        "av det de inte köpt passar pets/cats/litter bäst till det de köpt",
      ],
    },
    {
      rule: "affinity: { next: pets/cats/toys }",
      who: ["food1", ...numbered("food-and-litter", 30)].join(" "),
      words: [
        "of what they have not bought, pets/cats/toys goes best with what they have",
        "ostamattomista pets/cats/toys sopii parhaiten siihen, mitä on jo ostettu",
        "av det de inte köpt passar pets/cats/toys bäst till det de köpt",
      ],
    },
  ],
};
