import type { RunClock } from "../core/run-clock.ts";
import { call, column, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Relation } from "../sql/relation.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import { predictedColumn } from "./contract.ts";
import type { Gathering, Layer, PredictedMeasure, RfmPart, RfmScore } from "./contract.ts";

/** Rows with a `memberId`, of which features of people are gathered. */
export interface Rows {
  /** What features of them are called after: `orders`. */
  readonly name: string;
  readonly from: Relation;
  /** Brings a person's rows together first (the lines of one order), to be gathered from there. */
  readonly by?: Readonly<Record<string, Expression>>;
}

/**
 * What rules may ask about a person. Asking registers the feature once, however many clauses need it,
 * and gives the column that will hold it.
 */
export interface Features {
  readonly clock: RunClock;
  readonly settings: WorkspaceSettings;
  /** A column (or attribute) of the person's customers row. */
  readonly customer: (name: string) => Expression;
  /** An aggregate over the person's rows; unknown where there is none. */
  readonly gather: (rows: Rows, name: string, aggregate: Expression) => Expression;
  /** An aggregate over rows that are brought together (`by`), to be used in a `gather` of the same rows. */
  readonly each: (rows: Rows, name: string, aggregate: Expression) => Expression;
  /** Something that is worked out for everybody from other features, such as a rank among all. */
  readonly everybody: (name: string, of: Expression) => Expression;
  /** What is predicted: the chance to be alive; purchases in so many days (both in millionths), or cents. */
  readonly predicted: (measure: PredictedMeasure, days: number) => Expression;
  /** Names a score of the RFM analysis over all time, and its measure, for the run's report. */
  readonly tellRfm: (part: RfmPart, of: RfmScore) => void;
  /** Membership of another segment, never unknown. */
  readonly segment: (id: string) => Expression;
  /** Whether a stage of the journey holds for the person, never unknown. */
  readonly stage: (name: string) => Expression;
}

/** A count or a sum of nothing is 0. */
export const orZero = (of: Expression): Expression => call("coalesce", of, value(0));

/** Features of one kind, by name, each held once. */
class Shelf<T> {
  readonly #names = new Map<string, string>();
  readonly #held = new Map<string, T>();

  /** The name of a feature: that of an equal one, else the wanted one, numbered when it is taken. */
  nameOf(wanted: string, feature: T): string {
    const same = JSON.stringify(feature, bigints);
    const known = this.#names.get(same);
    if (known !== undefined) return known;
    let name = wanted;
    for (let next = 2; this.#held.has(name); next += 1) name = `${wanted} ${next}`;
    this.#names.set(same, name);
    this.#held.set(name, feature);
    return name;
  }

  get(name: string): T | undefined {
    return this.#held.get(name);
  }

  held(): Readonly<Record<string, T>> {
    return Object.fromEntries(this.#held);
  }
}

const bigints = (_: string, of: unknown): unknown => (typeof of === "bigint" ? `${of}n` : of);

/** A gathering that is still growing. */
class Growing {
  readonly each = new Shelf<Expression>();
  readonly features: Record<string, Expression> = {};
  readonly rows: Rows;
  constructor(rows: Rows) {
    this.rows = rows;
  }

  grown(): Gathering {
    const { from, by = {} } = this.rows;
    return { from, by, each: this.each.held(), features: this.features };
  }
}

/** All gatherings, one for each kind of rows. */
class Gatherings {
  readonly #names = new Shelf<readonly unknown[]>();
  readonly #growing = new Map<string, Growing>();

  #of(rows: Rows): Growing {
    const key = JSON.stringify([rows.from, rows.by], bigints);
    const known = this.#growing.get(key) ?? new Growing(rows);
    this.#growing.set(key, known);
    return known;
  }

  gather(rows: Rows, wanted: string, aggregate: Expression): Expression {
    const name = this.#names.nameOf(`${rows.name}.${wanted}`, [rows.from, rows.by, aggregate]);
    this.#of(rows).features[name] = aggregate;
    return column(name);
  }

  each(rows: Rows, wanted: string, aggregate: Expression): Expression {
    return column(this.#of(rows).each.nameOf(wanted, aggregate));
  }

  held(): readonly Gathering[] {
    return [...this.#growing.values()].map((one) => one.grown());
  }
}

/** The features that were asked for. */
export interface CollectedFeatures {
  readonly customerColumns: Readonly<Record<string, string>>;
  readonly gatherings: readonly Gathering[];
  /** Horizons, in days, of what is predicted. */
  readonly predictions: readonly number[];
  readonly rfm: Partial<Readonly<Record<RfmPart, RfmScore>>>;
  /** What is worked out for everybody, by column. */
  readonly everybody: Layer;
}

/** The column of a journey's stage. */
export const stageColumn = (stage: string): string => `journey:${stage}`;

/** An empty collection, to be filled by making the expressions of clauses. */
export function collectFeatures(
  clock: RunClock,
  settings: WorkspaceSettings,
): Features & { readonly collected: () => CollectedFeatures } {
  const customers = new Shelf<string>();
  const everybody = new Shelf<Expression>();
  const gatherings = new Gatherings();
  const horizons = new Set<number>();
  const rfm: Partial<Record<RfmPart, RfmScore>> = {};
  return {
    clock,
    settings,
    gather: (...of) => gatherings.gather(...of),
    each: (...of) => gatherings.each(...of),
    customer: (name) => column(customers.nameOf(`customers.${name}`, name)),
    everybody: (wanted, of) => column(everybody.nameOf(`everybody.${wanted}`, of)),
    predicted: (measure, days) => {
      if (measure !== "alive") horizons.add(days);
      const of = column(predictedColumn(measure, days));
      return gatherings.gather(predictions, predictedColumn(measure, days), call("max", of));
    },
    tellRfm: (part, of) => {
      rfm[part] = of;
    },
    segment: (id) => column(id),
    stage: (name) => column(stageColumn(name)),
    collected: () => ({
      customerColumns: customers.held(),
      gatherings: gatherings.held(),
      predictions: [...horizons].toSorted((a, b) => a - b),
      rfm,
      everybody: everybody.held(),
    }),
  };
}

/** One row for each customer with a sale. */
const predictions: Rows = { name: "predicted", from: { is: "table", name: "predicted" } };
