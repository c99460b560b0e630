import { expect, test } from "vitest";
import { sayWaiting, someoneMustAct } from "../../../lib/cli/say-waiting.ts";
import type { Waiting } from "../../../lib/cli/say-waiting.ts";
import { terminal } from "../../../lib/cli/terminal.ts";

const waiting = (differs: Partial<Waiting>): Waiting => ({
  held: { audiences: [], files: [] },
  lost: { count: 0, files: [] },
  onTheirWay: [],
  overlooked: [],
  oldHashes: 0,
  ...differs,
});

function said(of: Waiting): string {
  let text = "";
  const stream = { write: (more: string) => (text += more) };
  sayWaiting(of, terminal({ stdout: stream, stderr: stream }, { json: false, colour: false }));
  return text;
}

test("nothing is said when nothing waits", () => {
  expect(said(waiting({}))).toBe("");
  expect(someoneMustAct(waiting({}))).toBe(false);
});

test("what waits for a decision is counted, and where it is listed", () => {
  const held = {
    audiences: ["loyal@meta-main.first", "loyal@google-main.first"],
    files: [{ hold: "file-0123456789abcdef", file: "orders/a.csv" }],
  };
  expect(said(waiting({ held }))).toBe(
    'Held  2 audiences and 1 file for somebody\'s decision: "audience holds" lists them\n\n',
  );
  expect(someoneMustAct(waiting({ held }))).toBe(true);
});

test("lost files are named, with what to do; those that could not be seen are counted", () => {
  const lost = { count: 4, files: ["orders/a.csv", "orders/b.csv"] };
  const text = said(waiting({ lost }));
  expect(text).toContain(
    "Lost  4 files could not be taken in: orders/a.csv, orders/b.csv and 2 more",
  );
  expect(text).toContain("audience drop");
  expect(text).toContain("redrive");
  expect(someoneMustAct(waiting({ lost }))).toBe(true);
});

test("files without a receipt are told apart: overlooked, or on their way", () => {
  const text = said(waiting({ overlooked: ["orders/a.csv"], onTheirWay: ["orders/b.csv"] }));
  expect(text).toMatch(/^Overlooked {2}1 file without a receipt: orders\/a\.csv; .*nightly run/m);
  expect(text).toMatch(/^Coming in {3}1 file without a receipt yet: orders\/b\.csv$/m);
  expect(someoneMustAct(waiting({ overlooked: ["orders/a.csv"] }))).toBe(false);
});

test("of many names ten are shown", () => {
  const names = Array.from({ length: 12 }, (_, at) => `orders/${at}.csv`);
  expect(said(waiting({ onTheirWay: names }))).toContain("orders/9.csv and 2 more\n");
});

test("customers whose hashes are of older rules are counted, with what to do", () => {
  const text = said(waiting({ oldHashes: 1204 }));
  expect(text).toContain(
    "1,204 customers carry hashes made by older rules: drop their files again",
  );
  expect(someoneMustAct(waiting({ oldHashes: 1204 }))).toBe(false);
});
