import { Temporal } from "temporal-polyfill";
import { dayOf } from "./company.ts";
import type { Look, OrderLine } from "./company.ts";
import type { Ratio } from "./ranges.ts";
import { inWindow } from "./windows.ts";
import type { Window } from "./windows.ts";

/** Everyone with a row in customers or orders; rows dated after the run's clock do not count. */
export const universeOf = ({ company, now }: Look): readonly string[] => [
  ...new Set([
    ...company.customers.map(({ memberId }) => memberId),
    ...company.orders.filter((line) => line.ordered_at <= now).map(({ memberId }) => memberId),
  ]),
];

/** A person's order lines, of those for which `counts` holds. */
export const linesOf = (
  memberId: string,
  { company, now }: Look,
  counts: (line: OrderLine) => boolean = () => true,
): readonly OrderLine[] =>
  company.orders.filter(
    (line) => line.memberId === memberId && line.ordered_at <= now && counts(line),
  );

/** Whether a line was bought or returned in the window; all were where there is none. */
export const lineIn =
  (window: Window | undefined, look: Look) =>
  (line: OrderLine): boolean =>
    window === undefined ||
    inWindow(window, { day: dayOf(line.ordered_at, look), time: line.ordered_at }, look);

export const salesOf = (lines: readonly OrderLine[]): readonly OrderLine[] =>
  lines.filter(({ kind }) => kind === "sale");

const distinct = (of: readonly (string | null)[]): number =>
  new Set(of.filter((one) => one !== null)).size;

export const countOrders = (lines: readonly OrderLine[]): number =>
  distinct(lines.map(({ order_id }) => order_id));

export const countProducts = (lines: readonly OrderLine[]): number =>
  distinct(lines.map(({ product_id }) => product_id));

export const countDays = (lines: readonly OrderLine[], look: Look): number =>
  distinct(lines.map(({ ordered_at }) => dayOf(ordered_at, look)));

/** Sales less returns, in cents. */
export const spendOf = (lines: readonly OrderLine[]): number =>
  lines.reduce(
    (sum, { kind, amount_cents }) => sum + (kind === "sale" ? amount_cents : -amount_cents),
    0,
  );

/** Each order with a sale, its sales less its returns. */
export const orderTotals = (lines: readonly OrderLine[]): readonly number[] =>
  [...new Set(salesOf(lines).map(({ order_id }) => order_id))].map((id) =>
    spendOf(lines.filter(({ order_id }) => order_id === id)),
  );

export const lastDay = (lines: readonly OrderLine[], look: Look): string =>
  lines
    .map(({ ordered_at }) => dayOf(ordered_at, look))
    .toSorted()
    .at(-1) ?? "";

export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days;

/** Whether one ratio is less than another. */
export const isLess = (one: Ratio, other: Ratio): boolean =>
  one.part * other.of < other.part * one.of;
