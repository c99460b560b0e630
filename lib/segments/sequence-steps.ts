import * as z from "zod";
import type { RunClock } from "../core/run-clock.ts";
import { all, column, equal, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { strict } from "../workspace/yaml-schemas.ts";
import { eventAsks, eventWhere, eventWords, isEvent } from "./event-rows.ts";
import type { SomeEvents } from "./event-rows.ts";
import type { Language, Phrase } from "./language.ts";
import { lineFilter, whereAsks, whereSchema, whereWords } from "./order-lines.ts";
import type { Where } from "./order-lines.ts";
import type { Asked, RuleContext } from "./rule-kind.ts";
import { textSchema } from "./texts.ts";

/** Something that happens: an event, or a sale. */
export type Step =
  | { readonly is: "event"; readonly events: SomeEvents }
  | { readonly is: "order"; readonly where: Where };

/** Something that has not happened once the span has passed, counted from one of the steps. */
export interface Lack {
  readonly step: Step;
  /** Which of the steps it comes after, from 0. */
  readonly after: number;
}

/** Steps in their order, and what is not done after them. */
export interface Steps {
  readonly taken: readonly Step[];
  readonly lacking: readonly Lack[];
}

/** A step as it is written. */
type Written = { readonly not: Step } | Step;

const advice = "write a step as order, { event: … } or { not: … }";

const plainOrder = z
  .literal("order", { error: advice })
  .transform((): Step => ({ is: "order", where: {} }));

const stepShape = (context: RuleContext) => ({
  event: textSchema.optional(),
  where: eventWhere(context).optional(),
  order: strict({ where: whereSchema(context).default({}) }).optional(),
});
type StepMap = z.infer<z.ZodObject<ReturnType<typeof stepShape>>>;

/** The one step that a map's keys make. */
function stepOf({ event, where, order }: StepMap): Step | undefined {
  if (event !== undefined && order === undefined)
    return { is: "event", events: { event, where: where ?? {} } };
  return order === undefined || event !== undefined || where !== undefined
    ? undefined
    : { is: "order", where: order.where };
}

function refuse(context: z.core.$RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}

const takenStep = (context: RuleContext): z.ZodType<Step> =>
  z.union([
    plainOrder,
    strict(stepShape(context)).transform((of, issues) => stepOf(of) ?? refuse(issues, advice)),
  ]);

const anyStep = (context: RuleContext): z.ZodType<Written> =>
  z.union([
    plainOrder,
    strict({ ...stepShape(context), not: takenStep(context).optional() }).transform(
      ({ not, ...of }, issues): Written => {
        const step = stepOf(of);
        const isAlone = Object.values(of).every((one) => one === undefined);
        if (not !== undefined) return isAlone ? { not } : refuse(issues, advice);
        return step ?? refuse(issues, advice);
      },
    ),
  ]);

function arranged(written: readonly Written[]): Steps {
  const taken: Step[] = [];
  const lacking: Lack[] = [];
  for (const one of written) {
    if ("not" in one) lacking.push({ step: one.not, after: taken.length - 1 });
    else taken.push(one);
  }
  return { taken, lacking };
}

/** Whether a later step is the very thing that is not to happen. */
const contradicts = ({ step, after }: Lack, taken: readonly Step[]): boolean =>
  taken.slice(after + 1).some((later) => stepWords(later, "en") === stepWords(step, "en"));

/** Steps as a list: `[{ event: cart }, { not: order }]`. */
export const stepsSchema = (context: RuleContext): z.ZodType<Steps> =>
  z
    .array(anyStep(context))
    .min(2, { error: "write at least two steps" })
    .transform((written, issues): Steps => {
      const steps = arranged(written);
      if (steps.lacking.some(({ after }) => after < 0))
        return refuse(issues, "begin with something that happened; write not after it");
      if (steps.lacking.some((lack) => contradicts(lack, steps.taken)))
        return refuse(issues, "nothing can meet this: what is not to happen is a later step");
      return steps;
    });

/** The condition that a row of the step's dataset is that step. */
export const isStep = (step: Step, clock: RunClock): Expression =>
  step.is === "event"
    ? isEvent(step.events, clock)
    : all(
        equal(column("kind"), value("sale")),
        lineFilter({ where: step.where }, { clock }) ?? all(),
      );

const orderWord: Phrase = { en: "order", fi: "tilaus", sv: "beställning" };

/** `cart (campaign spring)`, `order (channel online)`. */
export function stepWords(step: Step, language: Language): string {
  if (step.is === "event") return eventWords(step.events, language);
  return [orderWord[language], whereWords(step.where, language)]
    .filter((one) => one !== "")
    .join(" ");
}

/** What a step asks about. */
export const stepAsks = (step: Step): readonly Asked[] =>
  step.is === "event" ? eventAsks(step.events) : whereAsks(step.where);
