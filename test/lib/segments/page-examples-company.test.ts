import { describe, expect, test } from "vitest";
import { aCompany, aFolder, memberOf } from "../compute/a-company.ts";
import type { Dropped } from "../compute/a-company.ts";
import { usableFolder } from "./examples/the-folder.ts";

const now = "2026-11-24T10:00:00Z";

const order = (memberId: string, ordered_on: string, differs: object = {}) => ({
  memberId,
  order_id: `${memberId} ${ordered_on}`,
  ordered_on,
  category: "pets/cats/food",
  amount_cents: 7500,
  ...differs,
});
const finn = (memberId: string, differs: object = {}) => ({ memberId, country: "FI", ...differs });

const fourDays = ["2025-01-01", "2025-06-01", "2026-01-01", "2026-08-26"];
const slipping = (memberId: string, differs: object = {}) =>
  fourDays.map((day) => order(memberId, day, differs));

/** Loyal Finns who have bought 300 euros' worth for cats and nothing for ninety days; the others differ in one thing. */
const company: Dropped = {
  customers: [
    finn("slipping"),
    finn("swede", { country: "SE" }),
    finn("norwegian", { country: "NO" }),
    finn("three-orders"),
    finn("spent-a-cent-less"),
    finn("bought-for-dogs"),
    finn("bought-a-day-later"),
    // Two records of one person, by the address that they share.
    finn("one-record", { email_ids: ["address"] }),
    finn("second-record", { email_ids: ["address"] }),
    finn("complains"),
    finn("works-here", { occupation: "staff", has_email: true }),
  ],
  orders: [
    ...slipping("slipping"),
    ...slipping("swede"),
    ...slipping("norwegian"),
    ...slipping("three-orders", { amount_cents: 10_000 }).slice(1),
    ...slipping("spent-a-cent-less").slice(1),
    order("spent-a-cent-less", "2025-01-01", { amount_cents: 7499 }),
    ...slipping("bought-for-dogs", { category: "pets/dogs" }),
    ...slipping("bought-a-day-later").slice(0, 3),
    order("bought-a-day-later", "2026-08-27"),
    ...slipping("one-record").slice(0, 2),
    ...slipping("second-record").slice(2),
    ...slipping("complains"),
    ...slipping("works-here"),
  ],
  feedback: [
    {
      memberId: "complains",
      feedback_id: "1",
      kind: "complaint",
      given_on: "2026-11-01",
      given_at: "2026-11-01 10:00:00",
    },
  ],
};

test("the whole segment file, in the whole workspace: who is excluded is a member all the same", async () => {
  const folder = await usableFolder();
  const shop = aCompany(folder);
  await shop.publish(folder);
  await shop.drop(company);
  const { run, segments, merged } = await shop.run(now);
  expect(await shop.membersOf(run, "loyal-slipping")).toEqual([
    "complains",
    "one-record",
    "slipping",
    "swede",
    "works-here",
  ]);
  expect(segments.map(({ id, size }) => `${id} ${size}`)).toEqual([
    "complained-lately 1",
    "loyal-slipping 5",
    "staff 1",
  ]);
  expect(merged).toMatchObject({ customers: 2, persons: 1 });
  const marks = await shop.read(run, "marks");
  expect(marks.filter(({ mark }) => mark === "only:meta-sweden")).toEqual([
    { mark: "only:meta-sweden", memberId: "swede" },
  ]);
});

const seen = (memberId: string) => ({
  memberId,
  event_id: memberId,
  event: "visit",
  occurred_on: "2026-11-01",
  occurred_at: "2026-11-01 10:00:00",
});

describe("who is in a segment", () => {
  const everybody = {
    all: "name: All\nstrategy: everyone\nwho: { any: [{ orders: {} }, { not: { orders: {} } }] }\n",
    customers: "{ not: { orders: {} } }",
  };
  test("everyone with a row in customers or orders, less objections and tombstones", async () => {
    const folder = aFolder({ ...everybody, visited: "{ events: { event: visit } }" });
    const shop = aCompany(folder);
    await shop.publish(folder);
    await shop.drop({
      customers: ["customer", "both", "objects", "erased"].map((memberId) => ({ memberId })),
      orders: ["buyer", "both", "objects", "returned", "to-come"].map((memberId) => ({
        ...order(memberId, memberId === "to-come" ? "2026-11-25" : "2026-11-01"),
        kind: memberId === "returned" ? "return" : "sale",
      })),
      events: ["customer", "visitor", "objects"].map(seen),
      objections: [{ memberId: "objects", at: "2027-01-01 00:00:00" }],
    });
    shop.gone.push(memberOf("erased"));
    const { run, customers } = await shop.run(now);
    expect(await shop.membersOf(run, "all")).toEqual(["both", "buyer", "customer", "returned"]);
    expect(customers).toBe(4);
    expect(await shop.membersOf(run, "customers")).toEqual(["customer", "returned"]);
    expect(await shop.membersOf(run, "visited")).toEqual(["customer"]);
  });
});
