import type { RuleKind } from "./rule-kind.ts";
import { age } from "./rules/age.ts";
import { lifecycle } from "./rules/lifecycle.ts";
import { orders } from "./rules/orders.ts";
import { place } from "./rules/place.ts";
import { profile } from "./rules/profile.ts";
import { rfm } from "./rules/rfm.ts";
import { segment } from "./rules/segment.ts";

/** Every kind of rule, by the key under which it is written. One file in rules/ each. */
export const ruleKinds = {
  profile,
  age,
  place,
  orders,
  rfm,
  lifecycle,
  segment,
} as const satisfies Record<string, RuleKind>;

/** Kinds of the language that this version refuses by name. */
export const laterKinds: readonly string[] = [
  "favourite",
  "affinity",
  "events",
  "sequence",
  "feedback",
  "referrals",
  "journey",
  "predicted",
  "rank",
  "score",
  "consent",
];

const isKind = (of: string): of is keyof typeof ruleKinds => Object.hasOwn(ruleKinds, of);

/** The rule kind written under a key. */
export const ruleKindOf = (key: string): RuleKind | undefined =>
  isKind(key) ? ruleKinds[key] : undefined;
