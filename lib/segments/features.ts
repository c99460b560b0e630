import type { RunClock } from "../core/run-clock.ts";
import { call, column, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { ScoredMeasure } from "./contract.ts";

/**
 * What rules may ask about a person. Asking registers the feature once, however many clauses need it,
 * and gives the column that will hold it.
 */
export interface Features {
  readonly clock: RunClock;
  readonly settings: WorkspaceSettings;
  /** A column (or attribute) of the person's customers row. */
  readonly customer: (name: string) => Expression;
  /** An aggregate over the person's order lines. */
  readonly orders: (name: string, aggregate: Expression) => Expression;
  /** The greatest, over the person's orders, of an aggregate over the lines of one order. */
  readonly largestOrder: (name: string, aggregate: Expression) => Expression;
  /** 1–5 by the cut points of a measure among the people for whom it is asked; unknown for others. */
  readonly score: (name: string, measure: ScoredMeasure) => Expression;
  /** Membership of another segment, never unknown. */
  readonly segment: (id: string) => Expression;
}

/** A count or a sum of nothing is 0. */
export const orZero = (of: Expression): Expression => call("coalesce", of, value(0));

/** Features of one kind, by name, each held once. */
class Shelf<T> {
  readonly #prefix: string;
  readonly #names = new Map<string, string>();
  readonly #held = new Map<string, T>();
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The name of a feature: that of an equal one, else the wanted one, numbered when it is taken. */
  nameOf(wanted: string, feature: T): string {
    const same = JSON.stringify(feature);
    const known = this.#names.get(same);
    if (known !== undefined) return known;
    let name = `${this.#prefix}${wanted}`;
    for (let next = 2; this.#held.has(name); next += 1) name = `${this.#prefix}${wanted} ${next}`;
    this.#names.set(same, name);
    this.#held.set(name, feature);
    return name;
  }

  held(): Readonly<Record<string, T>> {
    return Object.fromEntries(this.#held);
  }
}

/** The features that were asked for, by the column that holds each. */
export interface CollectedFeatures {
  readonly customerColumns: Readonly<Record<string, string>>;
  readonly orders: Readonly<Record<string, Expression>>;
  readonly largestOrders: Readonly<Record<string, Expression>>;
  readonly scores: Readonly<Record<string, ScoredMeasure>>;
}

/** An empty collection, to be filled by making the expressions of clauses. */
export function collectFeatures(
  clock: RunClock,
  settings: WorkspaceSettings,
): Features & { readonly collected: () => CollectedFeatures } {
  const customers = new Shelf<string>("customers.");
  const orders = new Shelf<Expression>("orders.");
  const largestOrders = new Shelf<Expression>("largest order.");
  const scores = new Shelf<ScoredMeasure>("score.");
  return {
    clock,
    settings,
    customer: (name) => column(customers.nameOf(name, name)),
    orders: (name, aggregate) => column(orders.nameOf(name, aggregate)),
    largestOrder: (name, aggregate) => column(largestOrders.nameOf(name, aggregate)),
    score: (name, measure) => column(scores.nameOf(name, measure)),
    segment: (id) => column(id),
    collected: () => ({
      customerColumns: customers.held(),
      orders: orders.held(),
      largestOrders: largestOrders.held(),
      scores: scores.held(),
    }),
  };
}
