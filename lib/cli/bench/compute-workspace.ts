import type { Folder } from "../../workspace/workspace.ts";

/** The moment that the company is looked at. */
export const benchNow = "2026-11-24T01:00:00.000Z";

/** Fifty segments of a Nordic shop over every kind of rule but predicted, as `who` of their files. */
export const segments: Readonly<Record<string, string>> = {
  "women-in-the-club": "profile: { gender: f, club: yes }",
  "dog-people": "profile: { interests: dogs }",
  "cats-and-garden": "profile: { interests: { all: [cats, garden] } }",
  "new-faces": "profile: { joined_at: { within: 90 days } }",
  "birthday-soon": "profile: { birth_date: { anniversary: 14 days } }",
  "phone-in-finnish": "profile: { phone: { known: yes }, language: fi }",
  "young-adults": "age: { between: [18, 29] }",
  "seniors-who-buy": "all: [{ age: { at-least: 65 } }, { orders: { within: 12 months } }]",
  "in-uusimaa": "place: { country: FI, region: Uusimaa }",
  "near-tampere": 'place: { near: { postal: "33100", km: 60 } }',
  "around-stockholm": 'place: { country: SE, postal: ["11*", "12*"] }',
  "towns-of-the-south": "place: { country: FI, municipality: [Espoo, Vantaa, Turku] }",
  "bought-lately": "orders: { within: 30 days }",
  "big-spenders": "orders: { spend: { at-least: 500 }, within: 12 months }",
  "online-regulars":
    "orders: { count: { at-least: 3 }, within: 1 year, where: { channel: online } }",
  "cat-food": "orders: { within: 6 months, where: { category: pets/cats/food } }",
  "dog-owners-by-purchase": "orders: { units: { at-least: 5 }, where: { category: pets/dogs } }",
  "slipping-away": "orders: { last: { between: [18 months, 6 months] } }",
  "first-purchase": "orders: { first: { within: 60 days } }",
  "full-baskets": "orders: { average: { at-least: 200 } }",
  "one-big-order": "orders: { largest: { at-least: 400 }, within: 2 years }",
  "many-products": "orders: { products: { at-least: 12 }, days: { at-least: 4 } }",
  "sends-back": "orders: { returns: { at-least: 2 }, within: 2 years }",
  "rather-online":
    "orders: { share: { of: spend, where: { channel: online }, at-least: 70% }, within: 2 years }",
  "food-and-litter": "orders: { together: [pets/cats/food, pets/cats/litter] }",
  "late-for-the-next": "orders: { overdue: 150% }",
  "every-other-month": "orders: { interval: { at-most: 60 } }",
  "christmas-shoppers": "orders: { season: { from: 11-20, to: 12-24, years: { at-least: 2 } } }",
  "only-at-christmas": "orders: { season: { from: 11-01, to: 12-31, only: true } }",
  "by-campaigns": "orders: { where: { campaign: [spring, summer] }, spend: { at-least: 100 } }",
  "cat-homes": "favourite: { of: category, is: pets/cats, within: 1 year }",
  "store-people": "favourite: { of: channel, is: store }",
  "no-litter-yet": "affinity: { has: pets/cats/food, lacks: pets/cats/litter }",
  "toys-next": "affinity: { next: pets/cats/toys, within: 2 years }",
  champions: "rfm: champions",
  "worth-a-call": "rfm: { is: [at-risk, cannot-lose], within: 2 years }",
  loyal: "lifecycle: loyal",
  "former-members": "all: [{ lifecycle: former }, { profile: { club: yes } }]",
  considering: "journey: consideration",
  "best-in-uusimaa": "rank: { by: spend, top: 10%, within: 1 year, among: in-uusimaa }",
  "best-of-all": "score: { top: 20% }",
  "opens-everything": "events: { event: email_open, count: { at-least: 5 }, within: 90 days }",
  "clicked-kittens":
    "events: { event: email_click, where: { campaign: kittens }, last: { within: 6 months } }",
  "reads-long":
    "events: { event: [page_view, product_view], days: { at-least: 3 }, share: { where: { seconds: { at-least: 60 } }, at-least: 50% }, within: 1 year }",
  "left-a-cart":
    "sequence: { steps: [{ event: cart }, { not: order }], span: 3 days, within: 30 days }",
  "looked-then-bought":
    "sequence: { steps: [{ event: product_view }, { event: cart }, order], span: 14 days, within: 1 year }",
  promoters: "feedback: { kind: nps, score: { at-least: 9 } }",
  "no-complaints":
    "all: [{ feedback: { kind: rating, score: { at-least: 4 }, pick: average } }, { not: { feedback: { kind: complaint, within: 1 year } } }]",
  "brings-friends": "referrals: { count: { at-least: 1 }, joined: yes, within: 2 years }",
  "welcome-back":
    "all: [{ segment: slipping-away }, { consent: { email: yes } }, { not: { segment: sends-back } }]",
};

/** Who will buy again, and for how much. */
export const predictedSegments: Readonly<Record<string, string>> = {
  "going-silent":
    "all: [{ predicted: { alive: { below: 30% } } }, { orders: { count: { at-least: 2 } } }]",
  "buys-this-quarter": "predicted: { purchases: { at-least: 1 }, next: 90 days }",
  "worth-most": "predicted: { spend: { top: 10% }, next: 1 year }",
};

const workspace = `
name: Bench
timezone: Europe/Helsinki
currency: EUR
country: FI
consent: [advertising]
journey:
  - { stage: awareness, who: { events: { event: page_view } } }
  - { stage: consideration, who: { events: { event: product_view, count: { at-least: 3 }, within: 30 days } } }
  - { stage: customer, who: { orders: { within: 2 years } } }
score: { spend: 50%, orders: 20%, referrals: 20%, rating: 10%, within: 2 years }
`;

const datasets = `
dataset: customers
attributes: { club: { from: club, type: yes-no } }
---
dataset: orders
attributes: { campaign: { from: campaign, type: text } }
---
dataset: events
attributes: { campaign: { from: campaign, type: text }, seconds: { from: seconds, type: number } }
`;

/** The folder of the shop with these segments. */
export const folderWith = (written: Readonly<Record<string, string>>): Folder => ({
  "workspace.yaml": workspace,
  "destinations.yaml": "{}\n",
  "datasets/all.yaml": datasets,
  ...Object.fromEntries(
    Object.entries(written).map(([id, who]) => [
      `segments/${id}.yaml`,
      `name: ${id.replaceAll("-", " ")}\nwho: { ${who} }\n`,
    ]),
  ),
});
