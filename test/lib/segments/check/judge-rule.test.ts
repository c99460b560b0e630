import * as fc from "fast-check";
import { expect, test } from "vitest";
import { judgeRule } from "../../../../lib/segments/check/judge-rule.ts";
import { aRandomCompany, moments } from "../oracle/a-random-company.ts";
import { judgedByEngine, readRules } from "../oracle/judged-by-engine.ts";
import { oracles } from "../oracle/oracles.ts";

const companies = 4;

/** A clause of any kind, as it is written. */
const clause: fc.Arbitrary<unknown> = fc.oneof(
  ...Object.entries(oracles).map(([kind, { rule }]) => rule.map((of) => ({ [kind]: of }))),
);

/** Rules that may well hold for everybody or nobody, whatever their clauses ask for. */
const suspicious = fc
  .tuple(clause, clause)
  .chain(([a, b]) =>
    fc.constantFrom(
      a,
      { not: a },
      { all: [a, b] },
      { any: [a, b] },
      { any: [a, { not: a }] },
      { all: [a, b, { not: a }] },
      { any: [{ not: { all: [a, b] } }, b] },
      { not: { any: [{ not: a }, { not: b }] } },
      { all: [{ any: [a, b] }, { not: a }, { not: b }] },
    ),
  );

test.each(Array.from({ length: companies }, (_, at) => at))(
  "what is said to hold for everybody, or for nobody, does so in company %i",
  async (at) => {
    const now = moments[at % moments.length] ?? moments[0];
    const [company] = fc.sample(aRandomCompany(now), { seed: 515_000 + at, numRuns: 1 });
    if (company === undefined) throw new Error("no company was made");
    const written = fc.sample(suspicious, { seed: 616_000 + at, numRuns: 40 });
    const rulebook = readRules(Object.fromEntries(written.map((who, n) => [`s${n}`, who])));
    const rules = new Map([...rulebook.rules].map(([id, rule]) => [String(id), rule]));
    const certain = [...rules].flatMap(([id, rule]) => {
      const certainty = judgeRule(rule, { settings: rulebook.workspace.settings, rules });
      return certainty === undefined ? [] : [{ id, certainty }];
    });
    expect(certain.length).toBeGreaterThan(5);
    const judged = await judgedByEngine(rulebook, { company, now });
    expect(judged.size).toBeGreaterThan(0);
    for (const { id, certainty } of certain)
      for (const verdict of judged.values())
        expect({ id, holds: verdict(id) }).toEqual({ id, holds: certainty === "always" });
  },
);
