import { describe, expect, test } from "vitest";
import { idsOf } from "../../builders/memory-platform.ts";
import {
  badNight,
  dice,
  eligibleIn,
  quietNight,
  randomPeople,
  refusedIn,
  settle,
} from "../../builders/push-nights.ts";
import type { People } from "../../builders/push-nights.ts";
import { pushWorld } from "../../builders/push-world.ts";

const households = 40;
const nights = 3;
const seeds = Array.from({ length: 5 }, (_, seed) => seed);

/** Every identifier that the eligible have, as the platform's rows call them. */
const wantedIds = (people: People, names: readonly [email: string, phone: string]) =>
  [
    ...new Set(
      eligibleIn(people).flatMap(({ emails, phones }) => [
        ...emails.map((email) => `${names[0]}=${email}`),
        ...phones.map((phone) => `${names[1]}=${phone}`),
      ]),
    ),
  ].toSorted();

/** The contacts of an identifier at the platform. */
const contactOf = (id: string): string => id.slice(id.indexOf("=") + 1);

describe.each([
  ["meta", ["EMAIL", "PHONE"]],
  ["google", ["emails", "phones"]],
] as const)(
  "nights of households at %s whose people, consents and e-mails change, with calls and writes that fail",
  (platform, names) => {
    test.each(seeds)(
      "then one quiet night: the platform holds exactly the eligible (%i)",
      async (seed) => {
        const roll = dice(seed * 7919 + (platform === "meta" ? 1 : 2));
        const world = pushWorld({ platform, rowsPerCall: 15 });
        let people: People = {};
        for (let night = 0; night < nights; night += 1) {
          people = randomPeople(roll, households, people);
          await settle(world, people);
          world.platform.slow = roll.chance(0.4);
          const removed = await badNight(world, roll, people);
          const refused = refusedIn(people);
          const wronged = world.platform.ids().filter((id) => refused.has(contactOf(id)));
          expect(removed ? wronged : []).toEqual([]);
        }
        people = randomPeople(roll, households, people);
        await settle(world, people);
        const report = await quietNight(world, people);
        const eligible = eligibleIn(people);
        expect(world.platform.ids()).toEqual(wantedIds(people, names));
        expect(report).toMatchObject({
          failure: null,
          held: null,
          pending: { add: 0, remove: 0 },
          funnel: { eligible: eligible.length },
        });
        expect((report?.added ?? 0) + (report?.unchanged ?? 0)).toBe(eligible.length);
        expect((await world.record()).base?.members).toBe(eligible.length);
        expect(world.platform.rows.every((row) => idsOf(row).length > 0)).toBe(true);
      },
    );
  },
);
