import type { RunClock } from "../core/run-clock.ts";
import { dayBefore } from "../core/run-clock.ts";
import { onlyColumn, valueColumn } from "../segments/contract.ts";
import type { RfmPart, SegmentPlan, Segment } from "../segments/contract.ts";
import { above, call, cast, column, date, equal, unknown, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { create, createEmpty, select, steps, table, union, view } from "../sql/relation.ts";
import type { Relation, Statement } from "../sql/relation.ts";
import { tablesIn } from "../sql/tables-in.ts";
import { currentConsents } from "./plan-current-consents.ts";
import {
  askedFor,
  currentCustomers,
  currentPlaces,
  currentProducts,
  currentTable,
} from "./plan-current-rows.ts";
import type { AskedDataset, ComputedDataset, DatasetFiles } from "./plan-current-rows.ts";
import { currentKeyed, currentReferrals } from "./plan-keyed-rows.ts";
import { currentOrders } from "./plan-order-lines.ts";
import type { Found } from "./plan-order-lines.ts";
import { planPeople } from "./plan-people.ts";

/** What one computation works on. */
export interface ComputeInputs {
  readonly plan: SegmentPlan;
  readonly clock: RunClock;
  readonly datasets: Readonly<Record<ComputedDataset, DatasetFiles>>;
  readonly found: Found;
}

export const rfmParts = ["recency", "frequency", "monetary"] as const;

/** Columns of the table `verdicts` with a part of the RFM analysis. */
export const rfmColumns = (part: RfmPart) => ({ score: `rfm:${part} score`, of: `rfm:${part}` });

const rfmOf = ({ rfm }: SegmentPlan): Readonly<Record<string, Expression>> =>
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

/** One column per clause, then one per segment, over everybody; what is worked out on the way stays behind. */
function verdicts(plan: SegmentPlan): Relation {
  const layers = plan.layers.map((columns, at) => ({
    name: `layer ${at + 1}`,
    relation: select({
      from: table(at === 0 ? "people" : `layer ${at}`),
      everything: true,
      columns,
    }),
  }));
  const kept = [
    ...plan.clauses,
    ...plan.segments,
    ...plan.only.map(onlyColumn),
    ...plan.values.map(valueColumn),
    ...Object.values(plan.found).flatMap((found) => found.map((one) => one.column)),
  ];
  const last = select({
    from: table(layers.at(-1)?.name ?? "people"),
    columns: {
      memberId: column("memberId"),
      birth_date: column("birth_date"),
      ...Object.fromEntries(kept.map((name) => [name, column(name)])),
      ...rfmOf(plan),
    },
  });
  return layers.length === 0 ? last : steps(layers, last);
}

const currentName: Readonly<Record<string, AskedDataset>> = Object.fromEntries(
  askedFor.map((dataset) => [currentTable(dataset), dataset]),
);

/** Datasets that the rules of a plan ask for, beside those that every plan needs. */
export const askedBy = ({ gatherings }: SegmentPlan): ReadonlySet<AskedDataset> =>
  new Set(
    gatherings.flatMap(({ from }) => tablesIn(from)).flatMap((name) => currentName[name] ?? []),
  );

/** How the rows of a dataset that some rule asks for count now. */
function currentRows(dataset: AskedDataset, of: ComputeInputs): Statement {
  const { datasets, clock, found } = of;
  const files = datasets[dataset];
  const as = currentTable(dataset);
  const note = `${dataset} that count`;
  switch (dataset) {
    case "events":
    case "feedback":
      return view(as, currentKeyed({ ...files, dataset }, clock.now, found), note);
    case "referrals":
      return view(as, currentReferrals({ ...files, dataset }, clock.now, found), note);
    case "consents":
      return view(as, currentConsents(files, clock.now), note);
    case "places":
      return create(as, currentPlaces(files), note);
  }
}

/**
 * Tables `customers_now` and `products_now`, and views (of places a table) of the other datasets' rows as they
 * count now; of those that only some rules ask for where one does. Need the shapes of the datasets, `aliases`
 * and `gone`.
 */
export function planCurrent(of: ComputeInputs): readonly Statement[] {
  const { plan, datasets, clock, found } = of;
  return [
    create(
      "customers_now",
      currentCustomers(datasets.customers, Object.values(plan.customerColumns), found.aliases),
      "customers as they are",
    ),
    ...(found.products
      ? [create("products_now", currentProducts(datasets.products), "products as they are")]
      : []),
    view("orders_now", currentOrders(datasets.orders, clock.now, found), "order lines that count"),
    ...[...askedBy(plan)].map((dataset) => currentRows(dataset, of)),
  ];
}

/**
 * Statements that make the tables `people` and `verdicts` of those that `planCurrent` makes (and of
 * `predicted`, where the plan wants it).
 */
export const planVerdicts = (plan: SegmentPlan): readonly Statement[] => [
  ...planPeople(plan),
  create("verdicts", verdicts(plan), "who each clause and each segment holds for"),
];

/** Table `memberships`: who is in which segment, since when. Needs `verdicts` and `previous`. */
export function planMemberships({ plan, clock }: ComputeInputs): Statement {
  if (plan.segments.length === 0) return createEmpty("memberships", membershipColumns);
  const now = plan.segments.map((segment) =>
    select({
      from: table("verdicts"),
      columns: { segment: value(segment), memberId: column("memberId") },
      where: column(segment),
    }),
  );
  return create(
    "memberships",
    select({
      note: "members stay since they came; the others come today",
      from: union(...now),
      as: "now",
      joins: [
        {
          kind: "left",
          relation: table("previous"),
          as: "before",
          on: sameMembership("now", "before"),
        },
      ],
      columns: {
        segment: column("segment", "now"),
        memberId: column("memberId", "now"),
        since: call("coalesce", column("since", "before"), date(clock.day)),
      },
    }),
    "memberships",
  );
}

export const membershipColumns = {
  segment: "VARCHAR",
  memberId: "VARCHAR",
  since: "DATE",
} as const;

/** The same member of the same segment. */
export const sameMembership = (a: string, b: string): Expression => ({
  is: "all",
  of: [
    equal(column("segment", a), column("segment", b)),
    equal(column("memberId", a), column("memberId", b)),
  ],
});

const mark = (name: string, where: Expression): Relation =>
  select({
    from: table("verdicts"),
    columns: { mark: value(name), memberId: column("memberId") },
    where,
  });

/** Marks that eligibility is decided by: too young, age unknown, taken by a destination. */
export const marks = ({ plan, clock }: ComputeInputs, minimumAge: number): Relation => {
  const birth = column("birth_date");
  const youngest = dayBefore(clock.day, { amount: minimumAge, unit: "years" });
  return union(
    mark("minor", above(birth, date(youngest))),
    mark("age-unknown", unknown(birth)),
    ...plan.only.map((destination) =>
      mark(onlyColumn(destination), column(onlyColumn(destination))),
    ),
  );
};

const noValues = select({
  from: table("verdicts"),
  columns: { segment: value(""), memberId: column("memberId"), value: cast(value(0), "BIGINT") },
  where: value(false),
});

/** What members of each segment are worth, where the segment asks for it. */
export const valuesOf = (segments: readonly Segment[]): Relation =>
  union(
    noValues,
    ...segments.flatMap(({ id, value: of }) =>
      of === undefined
        ? []
        : [
            select({
              from: table("verdicts"),
              columns: {
                segment: value(String(id)),
                memberId: column("memberId"),
                value: cast(column(valueColumn(of)), "BIGINT"),
              },
              where: column(id),
            }),
          ],
    ),
  );
