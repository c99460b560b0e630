import type { RunClock } from "../core/run-clock.ts";
import {
  above,
  all,
  any,
  atLeast,
  atMost,
  call,
  column,
  date,
  firstOf,
  over,
  plus,
  surely,
  timestamp,
  value,
} from "../sql/expression.ts";
import type { Expression, Frame } from "../sql/expression.ts";
import { select, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Rows } from "./features.ts";
import { occurredAt } from "./event-rows.ts";
import { orderedAt } from "./order-lines.ts";
import { events, orderLines } from "./rows.ts";
import { isStep } from "./sequence-steps.ts";
import type { Lack, Step, Steps } from "./sequence-steps.ts";
import { inWindow } from "./windows.ts";
import type { Moment, Window } from "./windows.ts";

/** A sequence and when it must have begun. */
export interface Sequence extends Steps {
  /** Microseconds from the first step in which all happens. */
  readonly span: number;
  readonly window: Window | undefined;
}

const stepColumn = (nth: number): string => `step ${nth}`;
const lackColumn = (nth: number): string => `lack ${nth}`;
const doneColumn = (nth: number): string => `done ${nth}`;
const fromColumn = (nth: number): string => `from ${nth}`;
const boundColumn = (nth: number): string => `bound ${nth}`;

/** Later than any moment, in microseconds. */
const never = value(9_000_000_000_000_000_000n);
const at = column("at");

/** The rows of a dataset, as steps. */
interface Source {
  readonly is: Step["is"];
  readonly rows: Rows;
  readonly moment: Moment;
}

const sources: readonly Source[] = [
  { is: "event", rows: events, moment: occurredAt },
  { is: "order", rows: orderLines, moment: orderedAt },
];

/** What was before the window belongs to nothing that began in it. */
function sinceBeginning(window: Window | undefined, moment: Moment, clock: RunClock): Expression {
  if (window?.is === "within") return inWindow(window, moment, clock);
  if (window?.is === "between")
    return inWindow({ is: "within", length: window.from }, moment, clock);
  return window?.is === "days" ? atLeast(moment.day, date(window.first)) : all();
}

/** Rows of one dataset that are some step: when they were, which steps they are, whether they may be the first. */
function rowsOf({ is, rows, moment }: Source, sequence: Sequence, clock: RunClock): Relation {
  const { taken, lacking, window } = sequence;
  const isOne = (step: Step): Expression =>
    step.is === is ? surely(isStep(step, clock)) : value(false);
  const flags = Object.fromEntries([
    ...taken.map((step, nth) => [stepColumn(nth), isOne(step)] as const),
    ...lacking.map(({ step }, nth) => [lackColumn(nth), isOne(step)] as const),
  ]);
  return select({
    from: rows.from,
    columns: {
      memberId: column("memberId"),
      at: call("epoch_us", moment.time ?? moment.day),
      on: moment.day,
      begins: window === undefined ? value(true) : inWindow(window, moment, clock),
      ...flags,
    },
    where: all(sinceBeginning(window, moment, clock), any(...Object.values(flags))),
  });
}

type Ends = Pick<Frame, "from" | "to">;
const later: Ends = { from: { following: 1 }, to: "unbounded" };
const fromHere: Ends = { from: "current", to: "unbounded" };

/** The least or greatest of something, over those of a person's rows around this one that are marked. */
const around = (
  pick: "min" | "max",
  { marked, of }: { readonly marked: string; readonly of: Expression },
  ends: Ends,
): Expression =>
  over(call(pick, firstOf([{ when: column(marked), gives: of }], value(null))), {
    partitionBy: [column("memberId")],
    orderBy: [{ by: at }],
    frame: { unit: "range", ...ends },
  });

/** Adds `done j` for every step, and `from n` for what is not to happen after steps but the first. */
function withDone({ taken, lacking }: Sequence, rows: Relation): Relation {
  let relation = rows;
  for (let nth = taken.length - 1; nth > 0; nth -= 1) {
    const isLast = nth === taken.length - 1;
    const done = { marked: stepColumn(nth), of: isLast ? at : column(doneColumn(nth)) };
    const from = lacking.flatMap(({ after }, lack) =>
      after === nth ? [[fromColumn(lack), around("min", done, fromHere)] as const] : [],
    );
    relation = select({
      note: `when the steps after step ${nth} can be done`,
      from: relation,
      everything: true,
      columns: { [doneColumn(nth - 1)]: around("min", done, later), ...Object.fromEntries(from) },
    });
  }
  return relation;
}

/** What decides of something that is not to happen: when it happens next, or the earliest end that it allows. */
function boundOf({ after }: Lack, nth: number, span: number): Expression {
  const marked = lackColumn(nth);
  if (after === 0) return around("min", { marked, of: at }, later);
  const of = call("coalesce", column(fromColumn(nth)), never);
  return around("max", { marked, of }, { from: "unbounded", to: { following: span } });
}

/**
 * The rows (memberId, and on which day they were) that begin a whole sequence. Every row knows, by window
 * functions alone, the earliest moment at which what comes after it can be done:
 *
 * - `done j` of a row taken as step j is the least `done j+1` of the rows after it that are step j+1; the last
 *   step is done at its own moment. The later a step is taken, the later the rest is done, so the least is that
 *   of the next such row.
 * - What is not to happen after step j, until the first step's span has passed, happened last before the span's
 *   end: step j must not be earlier than that. Of each such row `from n` is the earliest moment at which the
 *   rest can be done when step j is taken at that row's moment or later, and the greatest of those within the
 *   span is that of the last.
 *
 * A row begins a whole sequence when none of these moments is after its span. No row is compared with another,
 * so that the work grows with the rows alone.
 */
export function planSequence(sequence: Sequence, clock: RunClock): Relation {
  const { taken, lacking, span } = sequence;
  const steps = [...taken, ...lacking.map(({ step }) => step)];
  const rows = sources
    .filter(({ is }) => steps.some((step) => step.is === is))
    .map((source) => rowsOf(source, sequence, clock));
  const bounds = lacking.map((lack, nth) => [boundColumn(nth), boundOf(lack, nth, span)] as const);
  const end = plus(at, value(span));
  const hasNot = ({ after }: Lack, nth: number): Expression =>
    after === 0
      ? above(call("coalesce", column(boundColumn(nth)), never), end)
      : atMost(call("coalesce", column(boundColumn(nth)), at), end);
  return select({
    note: "where a whole sequence begins",
    from: select({
      from: withDone(sequence, union(...rows)),
      everything: true,
      columns: Object.fromEntries(bounds),
    }),
    columns: { memberId: column("memberId"), on: column("on") },
    where: all(
      column(stepColumn(0)),
      column("begins"),
      ...(taken.length === 1 ? [] : [atMost(column(doneColumn(0)), end)]),
      ...lacking.map(hasNot),
      ...(lacking.length === 0 ? [] : [atMost(end, call("epoch_us", timestamp(clock.now)))]),
    ),
  });
}
