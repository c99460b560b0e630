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

test("a clean file is one line", () =>
  expect(said(aReceipt({}))).toBe("  orders/a.csv  540 rows: 540 accepted  1.0 s\n"));

test("rejected rows are told by reason, with their first lines and where to find them", () => {
  const text = said(
    aReceipt({
      accepted: 531,
      rejected: 6,
      skipped: 3,
      reasons: { "customer_id-missing": 5, "ordered_at-unreadable": 1 },
      lines: { "customer_id-missing": [2, 3, 4, 90], "ordered_at-unreadable": [17] },
      quarantine: ["quarantine/orders/a-1.csv", "quarantine/orders/a-1-2.csv"],
    }),
  );
  expect(text).toContain("540 rows: 531 accepted, 6 rejected, 3 skipped");
  expect(text).toContain("5 × customer_id-missing (lines 2, 3, 4 …)");
  expect(text).toContain("1 × ordered_at-unreadable (line 17)");
  expect(text).toContain(
    "rejected rows, with line and reason: quarantine/orders/a-1.csv, quarantine/orders/a-1-2.csv",
  );
});

test("identifiers that could not be used are counted by kind", () =>
  expect(said(aReceipt({ unusable: { email: 57, phone: 1200, city: 0 } }))).toContain(
    "not usable for matching: email 57, phone 1,200",
  ));

test("a refused file says so, and why", () => {
  const nothing = { rows: null, accepted: 0 };
  const text = said(aReceipt({ ...nothing, status: "rejected", problem: "the gzip is cut off" }));
  expect(text).toContain("orders/a.csv  REJECTED");
  expect(text).toContain("the gzip is cut off");
});
