import type { RunClock } from "../core/run-clock.ts";
import { dayBefore } from "../core/run-clock.ts";
import { onlyColumn } from "../segments/contract.ts";
import type { SegmentPlan } from "../segments/contract.ts";
import { above, call, column, date, equal, unknown, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { create, createEmpty, select, steps, table, union } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";
import { currentCustomers, currentProducts } from "./plan-current-rows.ts";
import type { ComputedDataset, DatasetFiles } from "./plan-current-rows.ts";
import { currentOrders } from "./plan-order-lines.ts";
import type { Found } from "./plan-order-lines.ts";
import { cutPoints, scoredPeople } from "./plan-scores.ts";

/** What one computation works on. */
export interface ComputeInputs {
  readonly plan: SegmentPlan;
  readonly clock: RunClock;
  readonly datasets: Readonly<Record<ComputedDataset, DatasetFiles>>;
  readonly found: Found;
}

const names = (of: Readonly<Record<string, unknown>>, from: string): Record<string, Expression> =>
  Object.fromEntries(Object.keys(of).map((name) => [name, column(name, from)]));

/** Everybody with an order line, with what their lines come to. */
const orderFeatures = ({ plan, datasets, clock, found }: ComputeInputs): Relation =>
  select({
    note: "what each person's orders come to",
    from: currentOrders(datasets.orders, clock.now, found),
    columns: { memberId: column("memberId"), ...plan.orders },
    groupBy: [column("memberId")],
  });

/** Measures of which a person's greatest order counts: first over each order, then over the orders. */
function largestOrders({ plan, datasets, clock, found }: ComputeInputs): Relation {
  const perOrder = select({
    from: currentOrders(datasets.orders, clock.now, found),
    columns: { memberId: column("memberId"), ...plan.largestOrders },
    groupBy: [column("memberId"), column("order_id")],
  });
  const greatest = Object.keys(plan.largestOrders).map(
    (name) => [name, call("max", column(name))] as const,
  );
  return select({
    note: "each person's greatest order",
    from: perOrder,
    columns: { memberId: column("memberId"), ...Object.fromEntries(greatest) },
    groupBy: [column("memberId")],
  });
}

const isPlanned = (of: Readonly<Record<string, unknown>>): boolean => Object.keys(of).length > 0;

/** The universe: everyone with a row in customers or orders, with all features side by side. */
function people({ plan }: ComputeInputs): Relation {
  const largest: readonly Join[] = isPlanned(plan.largestOrders)
    ? [
        {
          kind: "left",
          relation: table("largest_orders"),
          as: "largest",
          on: equal(column("memberId", "bought"), column("memberId", "largest")),
        },
      ]
    : [];
  return select({
    note: "everyone with a row in customers or orders",
    from: table("customers_now"),
    as: "customer",
    joins: [
      {
        kind: "full",
        relation: table("order_features"),
        as: "bought",
        on: equal(column("memberId", "customer"), column("memberId", "bought")),
      },
      ...largest,
    ],
    columns: {
      memberId: call("coalesce", column("memberId", "customer"), column("memberId", "bought")),
      birth_date: column("birth_date", "customer"),
      ...names(plan.customerColumns, "customer"),
      ...names(plan.orders, "bought"),
      ...names(plan.largestOrders, "largest"),
    },
  });
}

/** One column per clause, then one per segment, over everybody. */
function verdicts({ plan }: ComputeInputs): Relation {
  const [clauses = {}, ...later] = plan.layers;
  const first = select({
    from: scoredPeople(plan.scores),
    columns: { memberId: column("memberId"), birth_date: column("birth_date"), ...clauses },
  });
  const layers = [
    first,
    ...later.map((columns, at) =>
      select({ from: table(`layer ${at}`), everything: true, columns }),
    ),
  ];
  const before = layers.slice(0, -1).map((relation, at) => ({ name: `layer ${at}`, relation }));
  return before.length === 0 ? first : steps(before, layers.at(-1) ?? first);
}

/**
 * Statements that make the tables `people`, `cuts` (where scores are asked for) and `verdicts`. Need the
 * shapes of the datasets, `aliases` and `gone`.
 */
export function planVerdicts(inputs: ComputeInputs): readonly Statement[] {
  const { plan, datasets, found } = inputs;
  return [
    create(
      "customers_now",
      currentCustomers(datasets.customers, plan.customerColumns, found.aliases),
      "customers as they are",
    ),
    ...(found.products
      ? [create("products_now", currentProducts(datasets.products), "products as they are")]
      : []),
    create("order_features", orderFeatures(inputs), "one pass over the order lines"),
    ...(isPlanned(plan.largestOrders)
      ? [create("largest_orders", largestOrders(inputs), "greatest orders")]
      : []),
    create("people", people(inputs), "features of everybody"),
    ...(isPlanned(plan.scores)
      ? [create("cuts", cutPoints(plan.scores), "cut points of the scores")]
      : []),
    create("verdicts", verdicts(inputs), "who each clause and each segment holds for"),
  ];
}

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
