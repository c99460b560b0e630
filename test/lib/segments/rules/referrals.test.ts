import { expect, test } from "vitest";
import { aCompany, aFolder, memberOf } from "../../compute/a-company.ts";
import { whoIs } from "../../compute/who-is.ts";
import { inWords } from "../a-rule.ts";

const brought = (memberId: string, friend: string | null, day: string) => ({
  memberId,
  referral_id: `${memberId} brought ${friend} ${day}`,
  referred_member: friend === null ? null : memberOf(friend),
  referred_at: `${day} 10:00:00`,
  referred_on: day,
});

test("referrals are counted in their window; who joined is a customer by now", async () => {
  expect(
    await whoIs({
      rules: {
        any: "{ referrals: {} }",
        joined: "{ referrals: { joined: yes } }",
        "twice-joined": "{ referrals: { joined: yes, count: { at-least: 2 } } }",
        "not-joined": "{ referrals: { joined: no } }",
        lately: "{ referrals: { within: 90 days } }",
        none: "{ referrals: { count: 0 } }",
      },
      dropped: {
        customers: ["a", "b", "c", "d"].map((memberId) => ({ memberId })),
        orders: [{ memberId: "buyer", order_id: "1", ordered_on: "2026-11-01" }],
        referrals: [
          brought("a", "b", "2026-01-01"),
          brought("a", "c", "2026-11-01"),
          brought("b", "nobody", "2026-11-01"),
          brought("b", "c", "2026-11-25"),
          brought("c", null, "2026-08-27"),
        ],
      },
    }),
  ).toEqual({
    any: "a b c",
    joined: "a",
    "twice-joined": "a",
    "not-joined": "b c",
    lately: "a b c",
    none: "buyer d",
  });
});

test("who was brought may be known by e-mail, and joined when somebody has that address", async () => {
  const folder = aFolder(
    { joined: "{ referrals: { joined: yes } }" },
    {
      "datasets/referrals.yaml":
        "dataset: referrals\ncolumns: { referred_customer_id: { by: email, from: friend } }\n",
    },
  );
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop({
    customers: [
      { memberId: "a" },
      { memberId: "c" },
      { memberId: "b", email_ids: ["e-b"] },
      { memberId: "bringer", email_ids: ["e-bringer"] },
    ],
  });
  const referrals = [brought("a", "e-b", "2026-11-01"), brought("c", "e-x", "2026-11-01")];
  await company.drop({ referrals }, { byEmail: true });
  const { run } = await company.run("2026-11-24T01:00:00Z");
  expect(await company.membersOf(run, "joined")).toEqual(["a"]);
});

test("the rule reads in each language", () => {
  expect(inWords("{ referrals: { count: { at-least: 1 }, joined: yes } }")).toEqual([
    "brought at least 1 person who became a customer",
    "on tuonut vähintään 1 henkilön, josta tuli asiakas",
    "har värvat minst 1 person som blev kund",
  ]);
});
