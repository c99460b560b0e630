import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { askedOf } from "../asked-of.ts";
import { inWords, wrongWith } from "../a-rule.ts";
import { aCustomer, whatIsFound } from "../what-is-found.ts";

const attributes = {
  "datasets/events.yaml":
    "dataset: events\nattributes: { campaign: { from: campaign, type: text }, seconds: { from: seconds, type: number } }\n",
};

let number = 0;
/** An event at a moment of the workspace's zone (two hours ahead of UTC in winter). */
const event = (memberId: string, name: string, at: string) => {
  const moment = new Date(`${at.length === 10 ? `${at} 12:00` : at}:00+02:00`).toISOString();
  number += 1;
  return {
    memberId,
    event_id: `e${number}`,
    event: name,
    occurred_at: moment.slice(0, 19).replace("T", " "),
    occurred_on: at.slice(0, 10),
  };
};

const customers = (...names: readonly string[]) => names.map((memberId) => ({ memberId }));

test("what was done counts by its name, however it is written; nothing else asked means at least once", async () => {
  expect(
    await whoIs({
      rules: {
        opened: "{ events: { event: email_open } }",
        either: "{ events: { event: [email_open, Cart] } }",
        email: "{ events: { event: { starts-with: email_ } } }",
        "never-opened": "{ not: { events: { event: email_open } } }",
      },
      dropped: {
        customers: customers("a", "b", "c", "d"),
        events: [
          event("a", "email_open", "2026-11-01"),
          event("b", " Email_Open", "2026-11-01"),
          event("c", "cart", "2026-11-01"),
          event("stranger", "cart", "2026-11-01"),
        ],
      },
    }),
  ).toEqual({ opened: "a b", either: "a b c", email: "a b", "never-opened": "c d" });
});

test("counts, days and ends are of the events in the window, in hours where it says so", async () => {
  const dropped = {
    customers: customers("a", "b", "c", "d"),
    events: [
      event("a", "cart", "2026-11-24 11:00"),
      event("a", "cart", "2026-11-24 10:30"),
      event("b", "cart", "2026-11-23 11:59"),
      event("b", "cart", "2026-08-26"),
      event("b", "cart", "2026-08-27"),
      event("c", "cart", "2026-11-24 12:00"),
      event("c", "cart", "2026-11-24 12:01"),
    ],
  };
  expect(
    await whoIs({
      rules: {
        twice: "{ events: { event: cart, count: { at-least: 2 } } }",
        "two-days": "{ events: { event: cart, days: { at-least: 2 } } }",
        lately: "{ events: { event: cart, within: 24 hours } }",
        quarter: "{ events: { event: cart, count: 2, within: 90 days } }",
        "first-long-ago": "{ events: { event: cart, first: { before: 90 days } } }",
        "last-today": "{ events: { event: cart, last: { within: 1 day } } }",
        none: "{ events: { event: cart, count: 0 } }",
        "not-last-today": "{ not: { events: { event: cart, last: { within: 1 day } } } }",
      },
      dropped,
    }),
  ).toEqual({
    twice: "a b",
    "two-days": "b",
    lately: "a c",
    quarter: "a b",
    "first-long-ago": "b",
    "last-today": "a c",
    none: "d",
    "not-last-today": "b d",
  });
});

const opened = (memberId: string, campaign: string, seconds: number) => ({
  ...event(memberId, "open", "2026-11-01"),
  campaign,
  seconds,
});

test("attributes are asked by their types; a share is exact, and of nothing it is 0", async () => {
  expect(
    await whoIs({
      rules: {
        spring: "{ events: { event: open, where: { campaign: spring } } }",
        long: "{ events: { event: open, where: { seconds: { above: 2.5 } } } }",
        "a-third":
          "{ events: { event: open, share: { where: { campaign: spring }, at-least: 33.33% } } }",
        "over-a-third":
          "{ events: { event: open, share: { where: { campaign: spring }, above: 33.34% } } }",
        "no-share":
          "{ events: { event: open, share: { where: { campaign: spring }, exactly: 0% } } }",
      },
      differs: attributes,
      dropped: {
        customers: customers("a", "b", "c"),
        events: [
          opened("a", "Spring", 2.5),
          opened("a", "autumn", 2),
          opened("a", "autumn", 1),
          opened("b", "spring", 3),
        ],
      },
    }),
  ).toEqual({
    spring: "a b",
    long: "b",
    "a-third": "a b",
    "over-a-third": "b",
    "no-share": "c",
  });
});

test("the rule reads in each language, and tells what is to be looked up in the data", () => {
  const rule =
    "{ events: { event: email_open, count: { at-least: 5 }, within: 30 days, where: { campaign: spring } } }";
  expect(inWords(rule, attributes)).toEqual([
    "email_open at least 5 times in the last 30 days (campaign spring)",
    "email_open vähintään 5 kertaa viimeisten 30 päivän aikana (campaign spring)",
    "email_open minst 5 gånger under de senaste 30 dagarna (campaign spring)",
  ]);
  expect(askedOf(rule, attributes)).toEqual([
    { dataset: "events", column: "event", texts: ["email_open"] },
    { dataset: "events", column: "campaign", texts: ["spring"] },
  ]);
});

const happened = (day: number, campaign: string | null) => ({
  memberId: "a",
  event_id: `f${day}${campaign}`,
  event: "open",
  occurred_at: `2026-11-0${day}T10:00:00.000Z`,
  campaign,
  seconds: null,
});

test("what is found is told: how often, on which days, when last, which share", async () => {
  const asked = {
    event: "open",
    count: 3,
    days: { "at-least": 2 },
    last: { within: "30 days" },
    share: { where: { campaign: "spring" }, "at-least": "50%" },
  };
  expect(
    await whatIsFound(
      { events: asked },
      {
        customers: [aCustomer()],
        events: [happened(1, "spring"), happened(2, "spring"), happened(2, null), happened(3, "x")],
      },
    ),
  ).toEqual([
    "open: how often: 4 number (exactly 3)",
    "open: days on which: 3 number (at least 2)",
    "open: last: 2026-11-03 day (in the last 30 days)",
    "open: share with campaign spring: 0.5 share (at least 50%)",
  ]);
});

test.each([
  ["{ events: { count: 3 } }", "“event” is missing; write it"],
  [
    "{ events: { event: open, where: { campain: x } } }",
    "unknown key “campain”. Did you mean “campaign”?",
  ],
  [
    "{ events: { event: open, share: { where: {}, at-least: 70% } } }",
    "say which events the share is of, by their attributes",
  ],
  [
    "{ events: { event: open, within: 1 day, before: 1 day } }",
    "write one window only; between takes two ends",
  ],
])("%s is refused: %s", (who, message) => {
  expect(wrongWith(who, attributes)).toContain(message);
});
