import { expect, test } from "vitest";
import { sayReport } from "../../../lib/cli/say-report.ts";
import { terminal } from "../../../lib/cli/terminal.ts";
import { aRunReport } from "../../builders/run-reports.ts";

const said = (predicted: unknown): string => saidOf({ predicted });

function saidOf(differs: Readonly<Record<string, unknown>>): string {
  let text = "";
  const stream = { write: (more: string) => (text += more) };
  sayReport(
    aRunReport(differs),
    terminal({ stdout: stream, stderr: stream }, { json: false, colour: false }),
  );
  return text;
}

const about = { customers: 12_345, repeatBuyers: 6000, days: 700 };
const fitted = { ok: true, logLikelihood: -1, customers: 12_345, rounds: 20 };
const buying = { ...fitted, model: { r: 1, alpha: 1, a: 1, b: 1 } };
const spending = { ...fitted, model: { p: 1, q: 2, gamma: 1 } };

test("a run that predicted says how well the last days would have been foreseen", () => {
  const tail = { length: 140, predicted: 1234.5, actual: 1300 };
  expect(said({ ...about, buying, spending, tail })).toContain(
    "Predictions  of 12,345 customers\n" +
      "  Held against the last 140 days: 1,235 purchases foreseen, 1,300 made\n",
  );
});

test("a run that could not predict says why, once", () => {
  const missing = { ok: false, because: "a prediction needs at least 180 days of orders" };
  const text = said({ ...about, buying: missing, spending: missing, tail: null });
  expect(text).toContain(
    "Nothing could be predicted: a prediction needs at least 180 days of orders.\n" +
      "  Until then every predicted clause is false.\n",
  );
  expect(text.match(/180 days/g)).toHaveLength(1);
});

test("spend that could not be predicted is said by itself", () => {
  const missing = { ok: false, because: "no repeat purchase was worth anything" };
  expect(said({ ...about, buying, spending: missing, tail: null })).toContain(
    "  Spend could not be predicted: no repeat purchase was worth anything.\n",
  );
});

test("where nobody asks nothing is said of predictions", () =>
  expect(said(null)).not.toContain("redict"));

test("customers who are one person are told, and clusters that are too large to be one", () => {
  const merged = { customers: 1204, persons: 601, largest: 48, oversize: 1 };
  expect(saidOf({ merged })).toContain(
    "People  1,204 customer records are 601 people; the largest cluster has 48\n" +
      "  1 cluster of more than 20 not merged: they share an e-mail or phone that is nobody's own\n",
  );
  expect(saidOf({ merged: { customers: 0, persons: 0, largest: 0, oversize: 0 } })).not.toContain(
    "People",
  );
});
