import type { ScoredMeasure } from "../segments/contract.ts";
import {
  all,
  atLeast,
  below,
  call,
  callWhere,
  column,
  firstOf,
  known,
  minus,
  over,
  plus,
  surely,
  times,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, steps, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";

type Scores = Readonly<Record<string, ScoredMeasure>>;

/** Scores go from 1 to 5: four cuts. */
const cuts = [1, 2, 3, 4] as const;
const parts = 5;

/** Columns of the one row of cut points. */
export const cutColumn = (score: string, cut: number): string => `${score} cut ${cut}`;
export const populationColumn = (score: string): string => `${score} people`;

/** By the measure, ascending; whoever is not scored comes last. */
const rankOf = (score: string): Expression =>
  over(call("row_number"), { orderBy: [{ by: column(score) }] });

const rankColumn = (score: string): string => `${score} rank`;

/** A measure among the people who are scored; null for everybody else. */
const asked = ({ of, among }: ScoredMeasure): Expression =>
  firstOf([{ when: surely(among), gives: of }], value(null));

/** Whether a row stands at rank ⌈k·n/5⌉: rank − 1 < k·n/5 ≤ rank, in whole numbers. */
function standsAtCut(score: string, cut: number): Expression {
  const rank = column(rankColumn(score));
  const share = times(value(cut), column(populationColumn(score)));
  return all(
    known(column(score)),
    atLeast(times(rank, value(parts)), share),
    below(times(minus(rank, value(1)), value(parts)), share),
  );
}

/**
 * One row with the cut points of every score: the values at ranks ⌈k·n/5⌉ of the measure, ascending.
 * Values, not tiles: rows with equal values never get different scores.
 */
export function cutPoints(scores: Scores): Relation {
  const names = Object.keys(scores);
  return steps(
    [
      {
        name: "measures",
        relation: select({
          from: table("people"),
          columns: Object.fromEntries(
            Object.entries(scores).map(([score, measure]) => [score, asked(measure)]),
          ),
        }),
      },
      {
        name: "ranked",
        relation: select({
          from: table("measures"),
          everything: true,
          columns: Object.fromEntries(
            names.flatMap((score) => [
              [rankColumn(score), rankOf(score)],
              [populationColumn(score), over(call("count", column(score)), {})],
            ]),
          ),
        }),
      },
    ],
    select({ from: table("ranked"), columns: Object.fromEntries(names.flatMap(cutsOf)) }),
  );
}

const cutsOf = (score: string): readonly (readonly [string, Expression])[] => [
  [populationColumn(score), call("count", column(score))],
  ...cuts.map(
    (cut) =>
      [cutColumn(score, cut), callWhere("max", standsAtCut(score, cut), column(score))] as const,
  ),
];

/** 1 + the number of cut points strictly below the value. */
function scoreOf(score: string, { of, among }: ScoredMeasure): Expression {
  const passed = (cut: number) =>
    firstOf([{ when: below(column(cutColumn(score, cut)), of), gives: value(1) }], value(0));
  const total = cuts.map(passed).reduce((sum, one) => plus(sum, one), value(1));
  return firstOf([{ when: surely(among), gives: total }], value(null));
}

/** People with their scores. */
export const scoredPeople = (scores: Scores): Relation =>
  Object.keys(scores).length === 0
    ? table("people")
    : select({
        note: "scores by cut points",
        from: table("people"),
        as: "person",
        everything: true,
        joins: [{ kind: "cross", relation: table("cuts"), as: "cut" }],
        columns: Object.fromEntries(
          Object.entries(scores).map(([score, measure]) => [score, scoreOf(score, measure)]),
        ),
      });
