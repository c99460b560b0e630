import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Sha256 } from "../../../lib/core/ids.ts";
import { pseudonyms } from "../../../lib/identity/member-id.ts";
import { peopleColumns } from "../../../lib/ingest/contract-columns.ts";
import { nameMembers } from "../../../lib/ingest/name-members.ts";
import { planLakeRows } from "../../../lib/ingest/plan-lake-rows.ts";
import type { Bench } from "../../../lib/sql/bench.ts";
import type { Relation } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { type JudgedRows, everyRow, judgedRows } from "../../builders/judged-rows.ts";

const names = pseudonyms("a key for tests");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex") as Sha256;
const byEmail = (address: string) => names.ofEmail(sha256(address));

const naming = ({ reading: { plan, layout } }: JudgedRows) => ({
  people: plan.people,
  layout,
  pseudonyms: names,
});

/** Names a file's people and gives its rows in the lake in the order of their lines, and its identities. */
async function named(bench: Bench, judged: JudgedRows) {
  const members = await nameMembers(bench.engine, judged.rows, naming(judged));
  const { dataset, layout } = judged.reading;
  const read = (relation: Relation | undefined) =>
    relation === undefined ? undefined : everyRow(bench, relation);
  const lake = planLakeRows(judged.rows, { dataset, layout, members, people: undefined });
  const rows = await everyRow(bench, lake);
  return {
    rows: rows.toSorted((one, other) => Number(one["line"]) - Number(other["line"])),
    ids: await read(members.customerIds),
    identities: await read(members.identities),
  };
}

const order = (id: string, customer: string) => [id, customer, "2026-01-02", "1"];
const orderHeader = ["order_id", "customer_id", "ordered_at", "amount"];

test("each row of a customer gets the same pseudonym, and the customer is there once", async () => {
  await withBench()(async (bench) => {
    const judged = await judgedRows(bench, { dataset: "orders" }, [
      orderHeader,
      order("1", " c-1"),
      order("2", "Ä\u00a0"),
      order("3", "c-1 "),
      order("4", "A\u0308"),
      order("", "nobody"),
    ]);
    const { rows, ids, identities } = await named(bench, judged);
    const [one, other] = [names.ofCustomer("c-1"), names.ofCustomer("Ä")];
    expect(rows.map(({ line, memberId }) => [line, memberId])).toEqual([
      [2, one],
      [3, other],
      [4, one],
      [5, other],
    ]);
    expect(ids).toHaveLength(2);
    expect(ids).toEqual(
      expect.arrayContaining([
        { memberId: one, customer_id: "c-1" },
        { memberId: other, customer_id: "Ä" },
      ]),
    );
    expect(identities).toBeUndefined();
  });
});

test("an id without its ending is the id, whatever space stood before it", async () => {
  await withBench()(async (bench) => {
    const map = 'columns: { customer_id: { from: customer_id, trim-end: ".0" } }';
    const judged = await judgedRows(bench, { dataset: "orders", map }, [
      orderHeader,
      order("1", "17850.0"),
      order("2", "17850 .0"),
      order("3", "17850"),
    ]);
    const { rows } = await named(bench, judged);
    expect(new Set(rows.map(({ memberId }) => memberId))).toEqual(
      new Set([names.ofCustomer("17850")]),
    );
  });
});

test("somebody known by e-mail is one person however the address is written, with both platforms' hashes", async () => {
  await withBench()(async (bench) => {
    const map = "columns: { customer_id: { by: email, from: Sähköposti } }";
    const judged = await judgedRows(bench, { dataset: "orders", map }, [
      ["order_id", "Sähköposti", "ordered_at", "amount"],
      order("1", "Aino.Some+shop@Gmail.com"),
      order("2", "other@example.fi"),
      order("3", "aino.some+shop@gmail.com"),
      order("4", sha256("aino.some+shop@gmail.com").toUpperCase()),
      order("5", "no address"),
      order("6", sha256("third@example.fi")),
    ]);
    const { rows, ids, identities } = await named(bench, judged);
    const aino = byEmail("aino.some+shop@gmail.com");
    expect(rows.map(({ line, memberId }) => [line, memberId])).toEqual([
      [2, aino],
      [3, byEmail("other@example.fi")],
      [4, aino],
      [5, aino],
      [7, byEmail("third@example.fi")],
    ]);
    expect(ids).toEqual([]);
    expect(identities).toHaveLength(3);
    for (const identity of identities ?? [])
      expect(Object.keys(identity)).toEqual(Object.keys(peopleColumns));
    expect(identities).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          memberId: aino,
          line: 2,
          rules: 1,
          updated_at: null,
          meta_emails: [sha256("aino.some+shop@gmail.com")],
          google_emails: [
            sha256("ainosome@gmail.com"),
            sha256("aino.some+shop@gmail.com"),
          ].toSorted(),
          meta_phones: [],
          meta_extern_id: null,
        }),
        expect.objectContaining({
          memberId: byEmail("third@example.fi"),
          line: 7,
          meta_emails: [sha256("third@example.fi")],
          google_emails: [sha256("third@example.fi")],
        }),
      ]),
    );
  });
});

test("an address that Google has no form of is Meta's alone", async () => {
  await withBench()(async (bench) => {
    const map = "columns: { customer_id: { by: email, from: email } }";
    const judged = await judgedRows(bench, { dataset: "erasures", map }, [
      ["email"],
      ["+offers@gmail.com"],
    ]);
    const { identities } = await named(bench, judged);
    expect(identities).toMatchObject([
      { meta_emails: [sha256("+offers@gmail.com")], google_emails: [] },
    ]);
  });
});

const referralHeader = ["referral_id", "customer_id", "friend", "referred_at"];

test("a customer known by id may bring somebody known by e-mail, or nobody known", async () => {
  await withBench()(async (bench) => {
    const map = "columns: { referred_customer_id: { by: email, from: friend } }";
    const judged = await judgedRows(bench, { dataset: "referrals", map }, [
      referralHeader,
      ["1", "c-1", "friend@example.fi", "2026-01-02"],
      ["2", "c-1", "", "2026-01-02"],
      ["3", "c-1", "a friend", "2026-01-02"],
    ]);
    const { rows, ids, identities } = await named(bench, judged);
    const one = names.ofCustomer("c-1");
    expect(rows.map(({ memberId, referred_member }) => [memberId, referred_member])).toEqual([
      [one, byEmail("friend@example.fi")],
      [one, null],
    ]);
    expect(ids).toEqual([{ memberId: one, customer_id: "c-1" }]);
    expect(identities).toMatchObject([{ memberId: byEmail("friend@example.fi") }]);
  });
});

test("somebody who brings a customer and was brought is named once", async () => {
  await withBench()(async (bench) => {
    const map = "columns: { referred_customer_id: friend }";
    const judged = await judgedRows(bench, { dataset: "referrals", map }, [
      referralHeader,
      ["1", "c-1", "c-2", "2026-01-02"],
      ["2", "c-2", "c-3", "2026-01-02"],
    ]);
    const { rows, ids } = await named(bench, judged);
    expect(rows.map(({ referred_member }) => referred_member)).toEqual(
      ["c-2", "c-3"].map(names.ofCustomer),
    );
    expect(ids?.map(({ customer_id }) => customer_id).toSorted()).toEqual(["c-1", "c-2", "c-3"]);
  });
});

test("a file of referrals without a column for the referred names nobody there", async () => {
  await withBench()(async (bench) => {
    const judged = await judgedRows(bench, { dataset: "referrals" }, [
      ["referral_id", "customer_id", "referred_at"],
      ["1", "c-1", "2026-01-02"],
    ]);
    const { rows } = await named(bench, judged);
    expect(rows).toMatchObject([{ memberId: names.ofCustomer("c-1"), referred_member: null }]);
  });
});

test("products are nobody's", async () => {
  await withBench()(async (bench) => {
    const judged = await judgedRows(bench, { dataset: "products" }, [
      ["product_id", "price"],
      ["p-1", "1.50"],
    ]);
    const { rows, ids, identities } = await named(bench, judged);
    expect(rows).toMatchObject([{ product_id: "p-1", line: 2, price_cents: 150 }]);
    expect([ids, identities]).toEqual([[], undefined]);
  });
});

test("a consent known by e-mail counts as no where its answer cannot be read, and not where its address cannot", async () => {
  await withBench()(async (bench) => {
    const map = "columns: { customer_id: { by: email, from: email } }";
    const judged = await judgedRows(bench, { dataset: "consents", map }, [
      ["email", "purpose", "granted", "at"],
      ["one@example.fi", "advertising", "perhaps", "2026-01-02"],
      ["no address", "advertising", "no", "some day"],
    ]);
    const { rows, identities } = await named(bench, judged);
    expect(rows).toMatchObject([{ memberId: byEmail("one@example.fi"), granted: false }]);
    expect(identities).toHaveLength(1);
  });
});

test("the next part of a file names its own people only", async () => {
  await withBench()(async (bench) => {
    const first = [orderHeader, order("1", "c-1")];
    const second = [orderHeader, order("2", "c-2")];
    await named(bench, await judgedRows(bench, { dataset: "orders" }, first));
    const { ids } = await named(bench, await judgedRows(bench, { dataset: "orders" }, second));
    expect(ids).toEqual([{ memberId: names.ofCustomer("c-2"), customer_id: "c-2" }]);
  });
});
