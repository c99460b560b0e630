import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clausesOf } from "../../../lib/segments/rule.ts";
import { aRandomCompany, moments, zone } from "./oracle/a-random-company.ts";
import type { Company, Look } from "./oracle/company.ts";
import { dayOf } from "./oracle/company.ts";
import { judgedByEngine, readRules } from "./oracle/judged-by-engine.ts";
import type { Judged } from "./oracle/judged-by-engine.ts";
import { oracles } from "./oracle/oracles.ts";
import type { Verdict } from "./oracle/oracle-kind.ts";

/** So many companies are made of each seed, each judged by so many rules. */
const companies = 24;
const rulesEach = 3;

/** A rule as written, and what the oracle says of it. */
interface Written {
  readonly who: unknown;
  readonly judge: (memberId: string, look: Look) => Verdict;
}

const clause = fc.oneof(
  ...Object.entries(oracles).map(([kind, { rule, judge }]) =>
    rule.map((of): Written => ({ who: { [kind]: of }, judge: judge(of) })),
  ),
);

const surely = (verdict: Verdict): boolean => verdict ?? false;

/** Trees of clauses: a clause over something unknown is false, `not` is plain negation of that. */
const { tree: anyTree } = fc.letrec<{ tree: Written }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2, depthIdentifier: "tree" },
    clause,
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((of): Written => ({
      who: { all: of.map(({ who }) => who) },
      judge: (member, look) => of.every(({ judge }) => surely(judge(member, look))),
    })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((of): Written => ({
      who: { any: of.map(({ who }) => who) },
      judge: (member, look) => of.some(({ judge }) => surely(judge(member, look))),
    })),
    tie("tree").map((of): Written => ({
      who: { not: of.who },
      judge: (member, look) => !surely(of.judge(member, look)),
    })),
  ),
}));

/** A segment has nobody of whom it is not known. */
const tree = anyTree.map(({ who, judge }): Written => ({
  who,
  judge: (member, look) => surely(judge(member, look)),
}));

/** Unbiased: the first values of a sample are small ones otherwise, companies of two orders. */
const seeded = <T>(of: fc.Arbitrary<T>, seed: number, many: number): readonly T[] =>
  fc.sample(of, { seed, numRuns: many, unbiased: true });

const universeOf = (company: Company, now: string): readonly string[] =>
  [
    ...new Set([
      ...company.customers.map(({ memberId }) => memberId),
      ...company.orders.flatMap((line) => (line.ordered_at <= now ? [line.memberId] : [])),
    ]),
  ].toSorted();

/** Where engine and oracle differ, with all that is needed to see why. */
function differences(
  written: Readonly<Record<string, Written>>,
  judged: Judged,
  { look, columnOf }: { readonly look: Look; readonly columnOf: (id: string) => string },
): readonly string[] {
  return Object.entries(written).flatMap(([id, { who, judge }]) =>
    [...judged].flatMap(([member, found]) => {
      const [engine, oracle] = [found(columnOf(id)), judge(member, look)];
      return engine === oracle
        ? []
        : [
            `${JSON.stringify(who)} of ${member} at ${look.now}: ${engine}, by the oracle ${oracle}`,
          ];
    }),
  );
}

const numbered = <T>(of: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(of.map((one, at) => [`s${at}`, one]));

const lookAt = (company: Company, at: number): Look => {
  const now = moments[at % moments.length] ?? moments[0];
  return { company, now, day: dayOf(now, { zone }), zone };
};

const companyAt = (seed: number, at: number): Look => {
  const { now } = lookAt(emptyCompany, at);
  const [company = emptyCompany] = seeded(aRandomCompany(now), seed + at, 1);
  return lookAt(company, at);
};
const emptyCompany: Company = {
  customers: [],
  orders: [],
  events: [],
  feedback: [],
  referrals: [],
  consents: [],
  places: [],
};

describe("random companies are judged as the slow, obvious evaluator judges them", () => {
  test.each(Array.from({ length: companies }, (_, at) => at))(
    "each kind of rule, company %i",
    async (at) => {
      const look = companyAt(20_261_122, at);
      const rules = Object.entries(oracles).flatMap(([kind, { rule, judge }]) =>
        seeded(rule, 7_000 + at, rulesEach).map((of): Written => ({
          who: { [kind]: of },
          judge: judge(of),
        })),
      );
      const written = numbered(rules);
      const rulebook = readRules(whosOf(written));
      const judged = await judgedByEngine(rulebook, look);
      expect([...judged.keys()]).toEqual(universeOf(look.company, look.now));
      const paths = new Map(
        [...rulebook.rules].map(([id, rule]) => [String(id), clausesOf(rule)[0]?.path ?? ""]),
      );
      expect(
        differences(written, judged, { look, columnOf: (id) => `${id}/${paths.get(id)}` }),
      ).toEqual([]);
    },
  );

  test.each(Array.from({ length: companies }, (_, at) => at))(
    "trees of rules, company %i, whatever the threads and the order of rows",
    async (at) => {
      const look = companyAt(40_000, at);
      const written = numbered(seeded(tree, 9_000 + at, 20));
      const rulebook = readRules(whosOf(written));
      const judged = await judgedByEngine(rulebook, look);
      expect(differences(written, judged, { look, columnOf: (id) => id })).toEqual([]);
      const again = await judgedByEngine(rulebook, { ...look, threads: 1, shuffled: true });
      expect(differences(written, again, { look, columnOf: (id) => id })).toEqual([]);
    },
  );
});

const whosOf = (written: Readonly<Record<string, Written>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(written).map(([id, { who }]) => [id, who]));
