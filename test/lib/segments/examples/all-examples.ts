import type { Examples } from "./example.ts";
import { happenings, sequences } from "./event-examples.ts";
import { feedbacks, referrals } from "./feedback-examples.ts";
import {
  orderCounts,
  orderMeasures,
  orderShares,
  ordersOverdue,
  ordersTogether,
} from "./order-examples.ts";
import { consents, places, segments } from "./person-examples.ts";
import { known, profiles, texts } from "./profile-examples.ts";
import { ages, numbers } from "./range-examples.ts";
import { rfms, rfmsWithin } from "./rfm-examples.ts";
import { bestFinns, fewestOrders, scores } from "./ranking-examples.ts";
import { journeys, lifecycles } from "./standing-examples.ts";
import { affinities, favourites, nextThings } from "./taste-examples.ts";
import { daysToCome, seasons } from "./season-examples.ts";
import { ends, windows } from "./window-examples.ts";

/** Every company with its examples, but for what is predicted. */
export const allExamples: readonly Examples[] = [
  profiles,
  texts,
  known,
  ages,
  numbers,
  windows,
  ends,
  seasons,
  daysToCome,
  places,
  orderCounts,
  orderMeasures,
  orderShares,
  ordersTogether,
  ordersOverdue,
  favourites,
  affinities,
  nextThings,
  happenings,
  sequences,
  feedbacks,
  referrals,
  rfms,
  rfmsWithin,
  lifecycles,
  journeys,
  bestFinns,
  fewestOrders,
  scores,
  consents,
  segments,
];
