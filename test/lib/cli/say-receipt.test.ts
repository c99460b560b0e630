import { expect, test } from "vitest";
import { sayReceipt } from "../../../lib/cli/say-receipt.ts";
import { terminal } from "../../../lib/cli/terminal.ts";
import { receiptSchema } from "../../../lib/ingest/contract.ts";
import type { Receipt } from "../../../lib/ingest/contract.ts";

const aReceipt = (differs: Partial<Receipt>): Receipt =>
  receiptSchema.parse({
    file: "orders/a.csv",
    id: "0123456789abcdef",
    dataset: "orders",
    status: "accepted",
    problem: null,
    rows: 540,
    accepted: 540,
    rejected: 0,
    skipped: 0,
    reasons: {},
    lines: {},
    expected: {},
    completeness: {},
    unusable: {},
    identifiers: {},
    changes: null,
    alarm: null,
    quarantine: [],
    receivedAt: "2026-10-01T10:00:00Z",
    finishedAt: "2026-10-01T10:00:01Z",
    seconds: 1.04,
    ...differs,
  });

function said(receipt: Receipt): string {
  let text = "";
  const stream = { write: (more: string) => (text += more) };
  const settings = { json: false, colour: false };
  sayReceipt(receipt, terminal({ stdout: stream, stderr: stream }, settings));
  return text;
}

/** What a receipt of differences says, line by line, without what stands at its end. */
const lines = (differs: Partial<Receipt>): readonly string[] => said(aReceipt(differs)).split("\n");

test("a clean file is one line", () =>
  expect(said(aReceipt({}))).toBe("  orders/a.csv  540 rows: 540 accepted  1.0 s\n"));

test("rejected rows are told by reason, most first, with their first lines and what was expected", () => {
  expect(
    lines({
      accepted: 531,
      rejected: 6,
      skipped: 3,
      reasons: { "ordered_at-unreadable": 1, "customer_id-missing": 5, "not a product": 3 },
      lines: {
        "customer_id-missing": [2, 3, 4, 90, 1200],
        "ordered_at-unreadable": [17],
        "not a product": [8, 9, 10],
      },
      expected: {
        "customer_id-missing": '"Kund": not empty',
        "ordered_at-unreadable": '"Datum": a date',
      },
      quarantine: ["quarantine/orders/a-1.csv", "quarantine/orders/a-1-2.csv"],
    }),
  ).toEqual([
    "  orders/a.csv  540 rows: 531 accepted, 6 rejected, 3 skipped  1.0 s",
    '    rejected    5 ×  customer_id-missing    lines 2, 3, 4 …  "Kund": not empty',
    '                1 ×  ordered_at-unreadable  line 17          "Datum": a date',
    "    skipped     3 ×  not a product  lines 8, 9, 10",
    "    quarantine  quarantine/orders/a-1.csv",
    "                quarantine/orders/a-1-2.csv",
    "",
  ]);
});

test("a file says what it changed, and of nothing that it changed nothing", () => {
  const changes = { new: 1200, changed: 31, unchanged: 0, older: 12, gone: 4, shorter: 1 };
  expect(lines({ changes })[1]).toBe(
    "    changes  1,200 new, 31 changed, 12 ignored as older, 4 gone, 1 order came back shorter",
  );
  const none = { new: 0, changed: 0, unchanged: 0, older: 0, gone: 0, shorter: 0 };
  expect(lines({ changes: none })).toHaveLength(2);
});

test("identifiers are told by how many of them can be used, by platform where they differ", () => {
  expect(
    lines({
      identifiers: {
        email: { filled: 500, meta: 443, google: 443 },
        phone: { filled: 2170, meta: 1758, google: 1758 },
        first_name: { filled: 500, meta: 500, google: 499 },
        birth_date: { filled: 400, meta: 1, google: 0 },
        address: { filled: 300, meta: 0, google: 150 },
        city: { filled: 300, meta: 300, google: 0 },
        country: { filled: 300, meta: 300, google: 300 },
      },
      unusable: {
        email: 57,
        phone: 412,
        birth_date: 399,
        occupation: 2,
        "consents.advertising": 3,
      },
    }).slice(1),
  ).toEqual([
    "    identifiers  email: 88% usable; 57 have no valid address",
    "                 phone: 81% usable; 412 have no valid number",
    "                 first name: 100% usable at Meta, 99% at Google",
    "                 birth date: <1% usable at Meta; 399 cannot be used",
    "                 address: 50% usable at Google",
    "                 city, country: 100% usable",
    "    not kept     occupation 2, consents.advertising 3",
    "",
  ]);
});

test("columns that are not filled in every row stand in one line", () => {
  const completeness = { customer_id: 1, email: 0.9999, phone: 0.6, city: 0 };
  expect(lines({ completeness })[1]).toBe("    filled  email 99%, phone 60%, city 0%");
});

test("a refused file says so, and why", () => {
  const nothing = { rows: null, accepted: 0 };
  expect(lines({ ...nothing, status: "rejected", problem: "line 3: the gzip is cut off" })).toEqual(
    ["  orders/a.csv  REJECTED  1.0 s", "    line 3: the gzip is cut off", ""],
  );
});

test("a held file says which rows it is about", () => {
  expect(
    lines({
      status: "held",
      problem: "50% of its rows are rejected",
      rows: 2,
      accepted: 0,
      reasons: { "amount-missing": 1 },
      lines: { "amount-missing": [3] },
      expected: { "amount-missing": '"Summa": not empty' },
      quarantine: ["quarantine/orders/a-1.csv"],
    }),
  ).toEqual([
    "  orders/a.csv  HELD  2 rows  1.0 s",
    "    50% of its rows are rejected",
    '    rejected    1 ×  amount-missing  line 3  "Summa": not empty',
    "    quarantine  quarantine/orders/a-1.csv",
    "",
  ]);
});

test("a file that withdraws from many says so, though it counts", () => {
  expect(lines({ alarm: "it withdraws from 40% of everybody" })).toContain(
    "    it withdraws from 40% of everybody",
  );
});
