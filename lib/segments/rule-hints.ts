import type { ruleKinds } from "./rule-kinds.ts";
import type { Json } from "./written-schema.ts";

/** What an editor says of a kind of rule, and how it is written. */
interface Hint {
  readonly description: string;
  readonly examples: Json[];
}

/** Every kind of rule for whoever writes one, by the key under which it is written. */
export const ruleHints: Readonly<Record<keyof typeof ruleKinds, Hint>> = {
  profile: {
    description: "Columns and attributes of customers, by their type",
    examples: [{ gender: "f", interests: { any: ["cats", "dogs"] } }],
  },
  age: {
    description:
      "Whole years on the day of the run; people whose birth date is not known are left out",
    examples: [{ between: [25, 64] }],
  },
  place: {
    description: "Where people live: all given parts must hold",
    examples: [{ country: "FI", postal: ["00*", "02100"] }],
  },
  orders: {
    description:
      "Order lines are picked first (within, where), then measured; nothing asked means at least one order",
    examples: [{ count: { "at-least": 3 }, within: "1 year", where: { channel: "online" } }],
  },
  favourite: {
    description: "What people spend most on, at the depth asked",
    examples: [{ of: "category", is: "pets/cats", within: "1 year" }],
  },
  affinity: {
    description:
      "What the same people buy together more than chance, or the strongest thing they have not bought",
    examples: [{ has: "pets/cats/food", lacks: "pets/cats/litter", lift: { "at-least": 1.5 } }],
  },
  events: {
    description:
      "Opens, clicks, visits and whatever else happened; nothing asked means at least once",
    examples: [{ event: "email_open", count: { "at-least": 5 }, within: "30 days" }],
  },
  sequence: {
    description: "Steps in order, each later than the one before, all within the span of the first",
    examples: [{ steps: [{ event: "cart" }, { not: "order" }], span: "3 days", within: "30 days" }],
  },
  feedback: {
    description: "Ratings, recommendations, reviews and complaints",
    examples: [{ kind: "nps", score: { "at-least": 9 }, pick: "last" }],
  },
  referrals: {
    description: "People whom they brought",
    examples: [{ count: { "at-least": 1 }, joined: "yes" }],
  },
  rfm: {
    description: "Recency, frequency and money, each scored 1 to 5 among those who have bought",
    examples: ["champions", { recency: { "at-least": 4 }, monetary: 5 }],
  },
  lifecycle: {
    description:
      "Where people stand, by the workspace's measure: potential, former, loyal or occasional",
    examples: ["loyal"],
  },
  journey: {
    description: "The furthest stage of the workspace's journey that holds",
    examples: ["consideration"],
  },
  predicted: {
    description: "What the company's own orders foretell: the chance to be alive, purchases, spend",
    examples: [{ alive: { below: "30%" } }, { spend: { top: "10%" }, next: "1 year" }],
  },
  rank: {
    description: "The best or the last among those with a sale",
    examples: [{ by: "spend", top: "10%", within: "1 year" }],
  },
  score: {
    description: "The workspace's own score, 0 to 100",
    examples: [{ top: "20%" }],
  },
  consent: {
    description: "Consents as they stand",
    examples: [{ email: "no" }],
  },
  segment: {
    description: "Membership of another segment, by its id",
    examples: [],
  },
};
