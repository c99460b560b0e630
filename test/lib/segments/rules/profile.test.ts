import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords } from "../a-rule.ts";
import { aCustomer, whatIsFound } from "../what-is-found.ts";

const differs = {
  "datasets/customers.yaml": `
dataset: customers
attributes:
  club: { from: Club, type: yes-no }
  points: { from: Points, type: number }
  renews: { from: Renews, type: date }
  tier: Tier
  pets: { from: Pets, type: list }
`,
};

test("columns are matched by their type; what is unknown matches nothing", async () => {
  const rules = {
    women: "{ profile: { gender: f } }",
    "nobody-knows": "{ profile: { gender: { known: no } } }",
    cats: "{ profile: { interests: { any: [CATS, dogs] } } }",
    both: "{ profile: { interests: { all: [cats, dogs] } } }",
    neither: "{ profile: { interests: { none: [cats, dogs] } } }",
    catlike: "{ profile: { interests: { starts-with: ca } } }",
    fish: "{ profile: { interests: fish } }",
    members: "{ profile: { club: yes } }",
    others: "{ profile: { club: no } }",
    gold: "{ profile: { tier: [' Gold', silver] } }",
    "old-gold": "{ profile: { tier: { contains: ol, ends-with: d } } }",
    rich: "{ profile: { points: { above: 10.5 } } }",
    exact: "{ profile: { points: 10.5 } }",
    reachable: "{ profile: { email: { known: yes } } }",
    unreachable: "{ profile: { email: { known: no } } }",
    "young-cats": "{ profile: { interests: cats, club: yes } }",
    pets: "{ profile: { pets: rabbit } }",
  };
  const found = await whoIs({
    rules,
    differs,
    dropped: {
      customers: [
        {
          memberId: "a",
          gender: "f",
          interests: ["Cats", "dogs"],
          club: true,
          tier: "GOLD",
          points: 10.5,
          has_email: true,
        },
        {
          memberId: "b",
          gender: "m",
          interests: ["cats"],
          club: false,
          tier: "silver ",
          points: 11,
          pets: ["Rabbit"],
        },
        { memberId: "c", gender: "unknown", interests: ["fish"], tier: "bold", has_email: false },
        { memberId: "d" },
      ],
      orders: [{ memberId: "e", order_id: "1", ordered_on: "2026-01-01" }],
    },
  });
  expect(found).toEqual({
    women: "a",
    "nobody-knows": "c d e",
    cats: "a b",
    both: "a",
    neither: "c",
    catlike: "a b",
    fish: "c",
    members: "a",
    others: "b",
    gold: "a b",
    "old-gold": "a c",
    rich: "b",
    exact: "a",
    reachable: "a",
    unreachable: "b c d e",
    "young-cats": "a",
    pets: "b",
  });
});

test("dates to come and birthdays: the run's day is in, the last day is out", async () => {
  expect(
    await whoIs({
      rules: {
        renewing: "{ profile: { renews: { next: 30 days } } }",
        renewed: "{ profile: { renews: { within: 30 days } } }",
        birthday: "{ profile: { birth_date: { anniversary: 14 days } } }",
        joined: "{ profile: { joined_at: { within: 2 hours } } }",
      },
      differs,
      dropped: {
        customers: [
          {
            memberId: "a",
            renews: "2026-11-24",
            birth_date: "1990-11-24",
            joined_on: "2026-11-24",
            joined_at: "2026-11-24 08:00:01",
          },
          {
            memberId: "b",
            renews: "2026-12-23",
            birth_date: "1990-12-07",
            joined_on: "2026-11-24",
            joined_at: "2026-11-24 08:00:00",
          },
          {
            memberId: "c",
            renews: "2026-12-24",
            birth_date: "1990-12-08",
            joined_on: "2026-11-24",
            joined_at: "2026-11-24 10:00:01",
          },
          { memberId: "d", renews: "2026-11-23", birth_date: "1990-11-23" },
          { memberId: "e" },
        ],
      },
    }),
  ).toEqual({ renewing: "a b", renewed: "a d", birthday: "a b", joined: "a" });
});

test("a birthday on 29 February is kept on the 28th where there is none", async () => {
  const rules = { birthday: "{ profile: { birth_date: { anniversary: 1 days } } }" };
  const dropped = {
    customers: [
      { memberId: "leap", birth_date: "2000-02-29" },
      { memberId: "day", birth_date: "2001-02-28" },
    ],
  };
  expect(await whoIs({ rules, dropped, now: "2027-02-28T12:00:00Z" })).toEqual({
    birthday: "day leap",
  });
  expect(await whoIs({ rules, dropped, now: "2028-02-28T12:00:00Z" })).toEqual({ birthday: "day" });
  expect(await whoIs({ rules, dropped, now: "2028-02-29T12:00:00Z" })).toEqual({
    birthday: "leap",
  });
});

test("it is told in words", () => {
  expect(
    inWords("{ profile: { gender: f, interests: [cats, dogs], joined_at: { within: 30 days } } }"),
  ).toEqual([
    "women, interests cats or dogs, joined in the last 30 days",
    "naisia, kiinnostuksen kohteet cats tai dogs, liittynyt viimeisten 30 päivän aikana",
    "kvinnor, intressen cats eller dogs, gick med under de senaste 30 dagarna",
  ]);
  expect(inWords("{ profile: { gender: [f, m], email: { known: no } } }")).toEqual([
    "e-mail not known, women or men",
    "sähköposti ei tiedossa, naisia tai miehiä",
    "e-post saknas, kvinnor eller män",
  ]);
  expect(inWords("{ profile: { gender: { known: no }, points: { above: 10 } } }", differs)).toEqual(
    [
      "gender not known, points more than 10",
      "sukupuoli ei tiedossa, points yli 10",
      "kön saknas, points mer än 10",
    ],
  );
});

test("what is known is told by its type", async () => {
  const asked = {
    gender: "f",
    interests: "cats",
    joined_at: { within: "30 days" },
    birth_date: { known: "yes" },
    club: "yes",
    height: { above: 170 },
    email: { known: "yes" },
  };
  const known = aCustomer({
    gender: "m",
    interests: ["cats", "dogs"],
    joined_at: "2026-11-23T23:00:00.000Z",
    birth_date: "1990-01-01",
    club: true,
    height: 170.5,
    has_email: true,
  });
  const told = (customer: ReturnType<typeof aCustomer>) =>
    whatIsFound({ profile: asked }, { customers: [customer] });
  expect((await told(known)).toSorted()).toEqual([
    "birth date: 1990-01-01 day (known)",
    "club: true yes-no (yes)",
    "e-mail: true yes-no (known)",
    "gender: m text (f)",
    "height: 170.5 number (more than 170)",
    "interests: cats, dogs text (cats)",
    "joined: 2026-11-24 day (in the last 30 days)",
  ]);
  expect(await told(aCustomer({ gender: "unknown" }))).toContain("gender: null text (f)");
  expect(await told(aCustomer())).toContain("e-mail: false yes-no (known)");
});
