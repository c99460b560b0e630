import { onlyColumn, valueColumn } from "../segments/contract.ts";
import type { Layer, RfmPart, SegmentPlan } from "../segments/contract.ts";
import { looksAround } from "../sql/columns-in.ts";
import { column, equal } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { create, select, steps, table } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";

export const rfmParts = ["recency", "frequency", "monetary"] as const;

/** Columns of the table `verdicts` with a part of the RFM analysis. */
export const rfmColumns = (part: RfmPart) => ({ score: `rfm:${part} score`, of: `rfm:${part}` });

const rfmOf = ({ rfm }: SegmentPlan): Layer =>
  Object.fromEntries(
    rfmParts.flatMap((part) => {
      const found = rfm[part];
      const { score, of } = rfmColumns(part);
      return found === undefined
        ? []
        : [
            [score, found.score],
            [of, found.of],
          ];
    }),
  );

type Columns = readonly (readonly [name: string, of: Expression])[];

/**
 * Columns of a layer that look at everybody, such as ranks, are made in tables of their own: to sort people
 * takes all their columns along, so these have a number of the person and no more than a few results.
 */
interface Standings {
  readonly name: string;
  readonly layer: number;
  readonly columns: Columns;
}

const atOnce = 6;

const inGroups = (of: Columns): readonly Columns[] =>
  Array.from({ length: Math.ceil(of.length / atOnce) }, (_, at) =>
    of.slice(at * atOnce, (at + 1) * atOnce),
  );

const standingsOf = ({ layers }: SegmentPlan): readonly Standings[] =>
  layers.flatMap((columns, layer) =>
    inGroups(Object.entries(columns).filter(([, of]) => looksAround(of))).map((some, at) => ({
      name: `standings ${layer + 1}.${at + 1}`,
      layer,
      columns: some,
    })),
  );

const besidePerson = (name: string): Join => ({
  kind: "left",
  relation: table(name),
  as: name,
  on: equal(column("number", name), column("number", "person")),
});

const layerName = (nth: number): string => (nth === 0 ? "people" : `layer ${nth}`);

/** Everybody with the columns of one more layer: those of standings are there, the others are made. */
function oneMore(plan: SegmentPlan, layer: number): Relation {
  const standings = standingsOf(plan).filter((one) => one.layer === layer);
  const own = Object.entries(plan.layers[layer] ?? {}).filter(([, of]) => !looksAround(of));
  const made = standings.flatMap(({ name: from, columns }) =>
    columns.map(([name]) => [name, column(name, from)] as const),
  );
  return select({
    from: table(layerName(layer)),
    as: "person",
    everything: true,
    joins: standings.map(({ name }) => besidePerson(name)),
    columns: Object.fromEntries([...own, ...made]),
  });
}

/** Columns over everybody, made of those of the first layers, so many. */
function after(plan: SegmentPlan, layers: number, columns: Layer): Relation {
  const before = plan.layers
    .slice(0, layers)
    .map((_, at) => ({ name: layerName(at + 1), relation: oneMore(plan, at) }));
  const last = select({ from: table(layerName(layers)), columns });
  return before.length === 0 ? last : steps(before, last);
}

/** One column per clause, then one per segment, over everybody; what is worked out on the way stays behind. */
function verdicts(plan: SegmentPlan): Relation {
  const kept = [
    ...plan.clauses,
    ...plan.segments,
    ...plan.only.map(onlyColumn),
    ...plan.values.map(valueColumn),
    ...Object.values(plan.found).flatMap((found) => found.map((one) => one.column)),
  ];
  return after(plan, plan.layers.length, {
    memberId: column("memberId"),
    birth_date: column("birth_date"),
    ...Object.fromEntries(kept.map((name) => [name, column(name)])),
    ...rfmOf(plan),
  });
}

/** Table `verdicts`: who each clause and each segment holds for, of the table `people`; and the tables that it takes. */
export const planJudgement = (plan: SegmentPlan): readonly Statement[] => [
  ...standingsOf(plan).map(({ name, layer, columns }) =>
    create(
      name,
      after(plan, layer, { number: column("number"), ...Object.fromEntries(columns) }),
      "ranks, and counts of everybody",
    ),
  ),
  create("verdicts", verdicts(plan), "who each clause and each segment holds for"),
];
