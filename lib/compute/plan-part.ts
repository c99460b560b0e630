import type { DestinationId, SegmentId } from "../core/ids.ts";
import { onlyColumn } from "../segments/contract.ts";
import type { Gathering, Layer, SegmentPlan } from "../segments/contract.ts";
import { columnsIn } from "../sql/columns-in.ts";
import type { Expression } from "../sql/expression.ts";
import { tablesIn } from "../sql/tables-in.ts";
import { currentTable } from "./plan-current-rows.ts";

/** What somebody wants to know of a plan for all segments. */
export interface PartWish {
  readonly segments: readonly SegmentId[];
  /** Segments whose clauses are wanted, too, and what was found for them. */
  readonly told: readonly SegmentId[];
  readonly only: readonly DestinationId[];
}

const only = <T>(of: Readonly<Record<string, T>>, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(of).filter(([name]) => names.has(name)));

const readBy = (of: Readonly<Record<string, Expression>>): readonly string[] =>
  Object.values(of).flatMap(columnsIn);

/** The layers less what nobody needs, and everything that they and the wish name. */
function neededLayers(layers: readonly Layer[], wanted: readonly string[]) {
  const needed = new Set(wanted);
  const kept: Layer[] = [];
  for (const layer of layers.toReversed()) {
    const part = only(layer, needed);
    for (const name of readBy(part)) needed.add(name);
    kept.unshift(part);
  }
  return { layers: kept.filter((layer) => Object.keys(layer).length > 0), needed };
}

function neededGathering(of: Gathering, needed: ReadonlySet<string>): readonly Gathering[] {
  const features = only(of.features, needed);
  if (Object.keys(features).length === 0) return [];
  const inside = new Set(readBy(features));
  return [{ ...of, features, each: only(of.each, inside) }];
}

/** Rows may be brought together with customers, by columns that are nobody's feature. */
const readsCustomers = ({ from }: Gathering): boolean =>
  tablesIn(from).includes(currentTable("customers"));

/**
 * The part of a plan that some segments need, with all that they refer to: it says of them what the whole plan
 * says. What the run's report and values of members need besides is left out.
 */
export function partOfPlan(plan: SegmentPlan, wish: PartWish): SegmentPlan {
  const isTold = (clause: string): boolean => wish.told.some((id) => clause.startsWith(`${id}/`));
  const clauses = plan.clauses.filter(isTold);
  const found = Object.fromEntries(Object.entries(plan.found).filter(([clause]) => isTold(clause)));
  const { layers, needed } = neededLayers(plan.layers, [
    ...wish.segments,
    ...wish.only.map(onlyColumn),
    ...clauses,
    ...Object.values(found).flatMap((of) => of.map(({ column }) => column)),
  ]);
  const gatherings = plan.gatherings.flatMap((one) => neededGathering(one, needed));
  return {
    ...plan,
    customerColumns: gatherings.some(readsCustomers)
      ? plan.customerColumns
      : only(plan.customerColumns, needed),
    gatherings,
    layers,
    clauses,
    segments: plan.segments.filter((id) => wish.segments.includes(id)),
    only: plan.only.filter((id) => wish.only.includes(id)),
    values: [],
    rfm: {},
    found,
  };
}
