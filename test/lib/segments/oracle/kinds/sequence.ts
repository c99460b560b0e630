import * as fc from "fast-check";
import { eventNames } from "../a-random-company.ts";
import { dayOf } from "../company.ts";
import type { HappenedEvent, Look, OrderLine } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import { perhaps } from "../perhaps.ts";
import { aWindow, inWindow } from "../windows.ts";
import type { Window } from "../windows.ts";
import { anEventWhere, hasAttributes, isCalled } from "./events.ts";
import type { EventWhere } from "./events.ts";
import { linesOf } from "../purchases.ts";
import { aWhere, meets } from "./order-lines.ts";
import type { Where } from "./order-lines.ts";

interface EventStep {
  readonly event: string | readonly string[];
  readonly where?: EventWhere;
}
type Step = "order" | { readonly order: { readonly where: Where } } | EventStep;
type Written = Step | { readonly not: Step };

type SequenceRule = {
  readonly steps: readonly Written[];
  readonly span: string;
} & (Window | object);

/** What a person did at a moment (milliseconds). */
type Done = { readonly at: number } & (
  | { readonly event: HappenedEvent }
  | { readonly line: OrderLine }
);

const everythingDone = (memberId: string, look: Look): readonly Done[] => [
  ...look.company.events
    .filter((event) => event.memberId === memberId && event.occurred_at <= look.now)
    .map((event) => ({ at: Date.parse(event.occurred_at), event })),
  ...linesOf(memberId, look).map((line) => ({ at: Date.parse(line.ordered_at), line })),
];

function isStep(step: Step, done: Done, look: Look): boolean {
  if ("line" in done) {
    if (typeof step === "object" && "event" in step) return false;
    const where = typeof step === "object" ? step.order.where : {};
    return done.line.kind === "sale" && meets(where, done.line, look);
  }
  return (
    typeof step === "object" &&
    "event" in step &&
    isCalled(step.event, done.event) &&
    hasAttributes(step.where ?? {}, done.event)
  );
}

const hour = 3_600_000;
const hoursIn: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 168 };

function lengthOf(span: string): number {
  const [amount, unit = ""] = span.split(" ");
  return Number(amount) * (hoursIn[unit.replace(/s$/, "")] ?? 0) * hour;
}

/** One attempt: everything that was done, when it must have ended, and when now is. */
interface Attempt {
  readonly all: readonly Done[];
  readonly end: number;
  readonly look: Look;
}

/** Tries every way of taking the steps that are left, the one before them having been taken at `at`. */
function canGoOn(left: readonly Written[], at: number, attempt: Attempt): boolean {
  const [next, ...rest] = left;
  if (next === undefined) return true;
  const { all, end, look } = attempt;
  const inTime = all.filter((done) => done.at > at && done.at <= end);
  if (typeof next === "object" && "not" in next) {
    const happened = inTime.some((done) => isStep(next.not, done, look));
    return end <= Date.parse(look.now) && !happened && canGoOn(rest, at, attempt);
  }
  return inTime.some((done) => isStep(next, done, look) && canGoOn(rest, done.at, attempt));
}

const windowOf = (rule: SequenceRule): Window | undefined =>
  "within" in rule || "before" in rule || "between" in rule ? rule : undefined;

const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc
      .tuple(
        fc.oneof(
          fc.constantFrom(...eventNames),
          fc.uniqueArray(fc.constantFrom(...eventNames), { minLength: 1 }),
        ),
        perhaps(anEventWhere.map((where) => ({ where }))),
      )
      .map(([event, where]) => ({ event, ...where })),
    weight: 3,
  },
  { arbitrary: fc.constant("order" as const), weight: 2 },
  { arbitrary: aWhere.map((where) => ({ order: { where } })), weight: 1 },
);

const same = (a: Step, b: Step): boolean => {
  const told = (step: Step) =>
    JSON.stringify(
      typeof step === "object" && "event" in step
        ? [[step.event].flat(), step.where ?? {}]
        : [typeof step === "object" ? step.order.where : {}],
    );
  return told(a) === told(b);
};

/** What nothing can meet is refused: a step that is not to happen, and does. */
const isPossible = (steps: readonly Written[]): boolean =>
  steps.every(
    (one, at) =>
      typeof one === "string" ||
      !("not" in one) ||
      steps
        .slice(at + 1)
        .every((later) => (typeof later === "object" && "not" in later) || !same(one.not, later)),
  );

/** Sequences of such steps; some are not to happen. */
export const stepsOf = (step: fc.Arbitrary<Step>): fc.Arbitrary<readonly Written[]> =>
  fc
    .tuple(
      step,
      fc.array(
        fc.oneof(
          { arbitrary: step, weight: 3 },
          { arbitrary: step.map((not): Written => ({ not })), weight: 2 },
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([first, others]): readonly Written[] => [first, ...others])
    .filter(isPossible);

/** Whether a person did it, by trying everything. */
export function didSequence(rule: SequenceRule, memberId: string, look: Look): boolean {
  const all = everythingDone(memberId, look);
  const [first, ...rest] = rule.steps;
  const window = windowOf(rule);
  return all.some((done) => {
    if (first === undefined || (typeof first === "object" && "not" in first)) return false;
    const time = new Date(done.at).toISOString();
    const begins = window === undefined || inWindow(window, { day: dayOf(time, look), time }, look);
    const attempt = { all, end: done.at + lengthOf(rule.span), look };
    return begins && isStep(first, done, look) && canGoOn(rest, done.at, attempt);
  });
}

export const sequenceOracle = oracle<SequenceRule>({
  rule: fc
    .tuple(
      fc.record({
        steps: stepsOf(aStep),
        span: fc.constantFrom("1 hour", "24 hours", "3 days", "30 days", "26 weeks", "500 days"),
      }),
      perhaps(aWindow),
    )
    .map(([rule, window]) => ({ ...rule, ...window })),
  holds: didSequence,
});
