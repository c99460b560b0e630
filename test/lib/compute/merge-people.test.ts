import { expect, test } from "vitest";
import { aCompany, aFolder } from "./a-company.ts";

const merging = (by: string) => ({
  "workspace.yaml": `name: Test\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\nmerge: ${by}\n`,
});

const now = "2026-11-24T10:00:00Z";

async function company(by: string, rules: Readonly<Record<string, string>>) {
  const folder = aFolder(rules, merging(by));
  const made = aCompany(folder);
  await made.publish(folder);
  return made;
}

const order = (memberId: string, ordered_on: string) => ({
  memberId,
  order_id: `${memberId}${ordered_on}`,
  ordered_on,
});

const people = [
  { memberId: "a", email_ids: ["e1"], updated_at: "2026-01-01 00:00:00", language: "fi" },
  { memberId: "b", email_ids: ["e1", "e2"], updated_at: "2026-02-01 00:00:00", language: "sv" },
  { memberId: "c", email_ids: ["e3"], language: "sv" },
];

test("customers who share an e-mail address are one person: what they did counts together, the newest row tells who they are", async () => {
  const shop = await company("[email]", {
    twice: "{ orders: { count: 2 } }",
    swedish: "{ profile: { language: sv } }",
    all: "{ orders: {} }",
  });
  await shop.drop({
    customers: people,
    orders: [order("a", "2026-11-01"), order("b", "2026-11-02"), order("c", "2026-11-02")],
  });
  const { run, merged, customers } = await shop.run(now);
  expect({ merged, customers }).toEqual({
    customers: 2,
    merged: { customers: 2, persons: 1, largest: 2, oversize: 0 },
  });
  expect(await shop.membersOf(run, "twice")).toEqual(["a"]);
  expect(await shop.membersOf(run, "swedish")).toEqual(["a", "c"]);
  expect(await shop.membersOf(run, "all")).toEqual(["a", "c"]);
  expect(await shop.read(run, "merged")).toMatchObject([{ memberId: "a" }, { memberId: "b" }]);
});

test("without merge they stay apart", async () => {
  const shop = await company("[]", { swedish: "{ profile: { language: sv } }" });
  await shop.drop({ customers: people });
  const { run, merged } = await shop.run(now);
  expect(merged.persons).toBe(0);
  expect(await shop.membersOf(run, "swedish")).toEqual(["b", "c"]);
});

test("a phone merges only people whose names agree", async () => {
  const shop = await company("[phone]", { all: "{ profile: { language: { known: no } } }" });
  await shop.drop({
    customers: [
      { memberId: "a", phone_ids: ["p"], name_id: "n" },
      { memberId: "b", phone_ids: ["p"], name_id: "n" },
      { memberId: "c", phone_ids: ["p"], name_id: "other" },
      { memberId: "d", phone_ids: ["p"] },
    ],
  });
  const { run } = await shop.run(now);
  expect(await shop.membersOf(run, "all")).toEqual(["a", "c", "d"]);
});

test("the birth date that one record knows holds for the person; different ones are never one", async () => {
  const shop = await company("[email]", { adult: "{ age: { at-least: 18 } }" });
  await shop.drop({
    customers: [
      {
        memberId: "a",
        email_ids: ["e"],
        birth_date: "2012-01-01",
        updated_at: "2026-01-01 00:00:00",
      },
      { memberId: "b", email_ids: ["e"], updated_at: "2026-02-01 00:00:00" },
      { memberId: "c", email_ids: ["f"], birth_date: "1980-01-01" },
      { memberId: "d", email_ids: ["f"], birth_date: "1990-01-01" },
    ],
  });
  const { run, merged } = await shop.run(now);
  expect(merged.persons).toBe(1);
  expect(await shop.membersOf(run, "adult")).toEqual(["c", "d"]);
  expect(await shop.read(run, "marks")).toEqual([{ mark: "minor", memberId: "a" }]);
});

test("an objection or an erasure of one record holds for all of them", async () => {
  const shop = await company("[email]", { all: "{ profile: { language: { known: yes } } }" });
  await shop.drop({
    customers: people,
    objections: [{ memberId: "b", at: "2026-01-01 00:00:00" }],
  });
  const { run } = await shop.run(now);
  expect(await shop.membersOf(run, "all")).toEqual(["c"]);
});

test("one refusal stands for all records of a person, whichever is newer", async () => {
  const shop = await company("[email]", {
    yes: "{ consent: { advertising: yes } }",
    no: "{ consent: { advertising: no } }",
  });
  await shop.drop({
    customers: people,
    consents: [
      { memberId: "a", purpose: "advertising", granted: false, at: "2026-01-01 00:00:00" },
      { memberId: "b", purpose: "advertising", granted: true, at: "2026-06-01 00:00:00" },
      { memberId: "c", purpose: "advertising", granted: true, at: "2026-06-01 00:00:00" },
    ],
  });
  const { run } = await shop.run(now);
  expect(await shop.membersOf(run, "yes")).toEqual(["c"]);
  expect(await shop.membersOf(run, "no")).toEqual(["a"]);
});

test("who shares nothing any more is a person of their own again, and takes their id along", async () => {
  const shop = await company("[email]", { all: "{ profile: { language: { known: yes } } }" });
  await shop.drop({
    customers: [
      { memberId: "b", email_ids: ["e"], language: "fi" },
      { memberId: "c", email_ids: ["e"], language: "fi" },
    ],
  });
  const first = await shop.run(now);
  await shop.settle(first.run);
  expect(await shop.membersOf(first.run, "all")).toEqual(["b"]);
  await shop.drop({ customers: [{ memberId: "b", email_ids: ["mine"], language: "fi" }] });
  const second = await shop.run("2026-11-25T10:00:00Z");
  expect(await shop.membersOf(second.run, "all")).toEqual(["b", "c"]);
});
