import { affinityOracle } from "./kinds/affinity.ts";
import { ageOracle } from "./kinds/age.ts";
import { consentOracle } from "./kinds/consent.ts";
import { eventsOracle } from "./kinds/events.ts";
import { favouriteOracle } from "./kinds/favourite.ts";
import { feedbackOracle } from "./kinds/feedback.ts";
import { journeyOracle } from "./kinds/journey.ts";
import { lifecycleOracle } from "./kinds/lifecycle.ts";
import { ordersOracle } from "./kinds/orders.ts";
import { placeOracle } from "./kinds/place.ts";
import { profileOracle } from "./kinds/profile.ts";
import { rankOracle } from "./kinds/rank.ts";
import { referralsOracle } from "./kinds/referrals.ts";
import { rfmOracle } from "./kinds/rfm.ts";
import { scoreOracle } from "./kinds/score.ts";
import { segmentOracle } from "./kinds/segment.ts";
import { sequenceOracle } from "./kinds/sequence.ts";
import type { AnyOracle } from "./oracle-kind.ts";

/** The oracle of each kind of rule, by its key. */
export const oracles: Readonly<Record<string, AnyOracle>> = {
  affinity: affinityOracle,
  age: ageOracle,
  consent: consentOracle,
  events: eventsOracle,
  favourite: favouriteOracle,
  feedback: feedbackOracle,
  journey: journeyOracle,
  lifecycle: lifecycleOracle,
  orders: ordersOracle,
  place: placeOracle,
  profile: profileOracle,
  rank: rankOracle,
  referrals: referralsOracle,
  rfm: rfmOracle,
  score: scoreOracle,
  segment: segmentOracle,
  sequence: sequenceOracle,
};
