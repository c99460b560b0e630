import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { spoken } from "../../../lib/segments/language.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import { aFolder } from "../compute/a-company.ts";
import { whoIs } from "../compute/who-is.ts";
import type { Example, Examples } from "./examples/example.ts";
import { feedbacks, happenings, referrals, sequences } from "./examples/happening-examples.ts";
import {
  orderCounts,
  orderMeasures,
  orderShares,
  ordersOverdue,
  ordersTogether,
} from "./examples/order-examples.ts";
import { consents, places, segments } from "./examples/person-examples.ts";
import { known, profiles, texts } from "./examples/profile-examples.ts";
import { ages, numbers } from "./examples/range-examples.ts";
import { rfms, rfmsWithin } from "./examples/rfm-examples.ts";
import {
  bestFinns,
  fewestOrders,
  journeys,
  lifecycles,
  scores,
} from "./examples/standing-examples.ts";
import { affinities, favourites, nextThings } from "./examples/taste-examples.ts";
import { daysToCome, ends, seasons, windows } from "./examples/window-examples.ts";

const all: readonly Examples[] = [
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

const asFile = ({ rule }: Example): string => `name: Some people\nwho: { ${rule} }\n`;

/** The examples of a company as segments, and those that they ask for. */
const segmentsOf = ({ examples, segments: others = {} }: Examples) => ({
  ...others,
  ...Object.fromEntries(examples.map((example, at) => [`example-${at + 1}`, asFile(example)])),
});

const names = (of: string | undefined): readonly string[] =>
  (of ?? "").split(" ").filter((name) => name !== "").toSorted();

describe.each(all)("$about", (of) => {
  let found: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    const { dropped, folder = {} } = of;
    found = await whoIs({ rules: segmentsOf(of), dropped, differs: folder });
  });

  test.each(of.examples.map((example, at) => ({ ...example, id: `example-${at + 1}` })))(
    "$rule",
    ({ id, who, words }) => {
      expect(names(found[id])).toEqual(names(who));
      const { definitions } = readDefinitions(aFolder(segmentsOf(of), of.folder));
      const segment = definitions?.segments.find((one) => one.id === id);
      expect(
        spoken.map((language) => segment && definitions?.describe(segment.id, language)),
      ).toEqual(words);
    },
  );
});
