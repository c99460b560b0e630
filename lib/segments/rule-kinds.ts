import type { RuleKind } from "./rule-kind.ts";
import { affinity } from "./rules/affinity.ts";
import { age } from "./rules/age.ts";
import { consent } from "./rules/consent.ts";
import { favourite } from "./rules/favourite.ts";
import { events } from "./rules/events.ts";
import { feedback } from "./rules/feedback.ts";
import { journey } from "./rules/journey.ts";
import { lifecycle } from "./rules/lifecycle.ts";
import { orders } from "./rules/orders.ts";
import { place } from "./rules/place.ts";
import { predicted } from "./rules/predicted.ts";
import { profile } from "./rules/profile.ts";
import { rank } from "./rules/rank.ts";
import { referrals } from "./rules/referrals.ts";
import { rfm } from "./rules/rfm.ts";
import { score } from "./rules/score.ts";
import { segment } from "./rules/segment.ts";
import { sequence } from "./rules/sequence.ts";

/** Every kind of rule, by the key under which it is written. One file in rules/ each. */
export const ruleKinds = {
  profile,
  age,
  place,
  orders,
  favourite,
  affinity,
  rfm,
  lifecycle,
  journey,
  predicted,
  rank,
  score,
  events,
  feedback,
  referrals,
  consent,
  sequence,
  segment,
} as const satisfies Record<string, RuleKind>;

const isKind = (of: string): of is keyof typeof ruleKinds => Object.hasOwn(ruleKinds, of);

/** The rule kind written under a key. */
export const ruleKindOf = (key: string): RuleKind | undefined =>
  isKind(key) ? ruleKinds[key] : undefined;
