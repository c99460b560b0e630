import * as fc from "fast-check";
import { expect, test } from "vitest";
import { planVerdicts } from "../../../lib/compute/plan-compute.ts";
import { runClock } from "../../../lib/core/run-clock.ts";
import { column } from "../../../lib/sql/expression.ts";
import { select, table } from "../../../lib/sql/relation.ts";
import { oddInAthena } from "../../builders/odd-in-athena.ts";
import { aRandomCompany, moments, zone } from "./oracle/a-random-company.ts";
import { judgedByEngine, readRules } from "./oracle/judged-by-engine.ts";
import { oracles } from "./oracle/oracles.ts";

const everything = select({
  from: table("verdicts"),
  everything: true,
  columns: {},
  orderBy: [{ by: column("memberId") }],
});

/** Three rules of each kind, other ones for each company. */
const rulesOf = (seed: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(oracles).flatMap(([kind, { rule }]) =>
      fc
        .sample(rule, { seed, numRuns: 3 })
        .map((of, at) => [`${kind}-${at}`, { [kind]: of }] as const),
    ),
  );

test.each([0, 1, 2])(
  "each kind of rule in Athena's dialect: it parses, its functions are there, and it finds the same people (company %i)",
  async (at) => {
    const now = moments[at % moments.length] ?? moments[0];
    const [company] = fc.sample(aRandomCompany(now), {
      seed: 500 + at,
      numRuns: 1,
      unbiased: true,
    });
    if (company === undefined) throw new Error("no company was made");
    const rulebook = readRules({
      ...rulesOf(3000 + at),
      "predicted-0": { predicted: { alive: { below: "30%" } } },
      "predicted-1": { predicted: { spend: { top: "10%" }, next: "1 year" } },
    });
    const plan = rulebook.planAt(runClock(now, zone));
    await judgedByEngine(rulebook, { company, now }, async (bench) => {
      for (const name of ["people", "verdicts"]) await bench.engine.run({ is: "drop", name });
      const statements = planVerdicts(plan);
      for (const statement of statements) await bench.engine.run(statement);
      expect(await oddInAthena(bench, statements, everything)).toEqual([]);
    });
  },
  60_000,
);
