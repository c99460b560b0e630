import type * as z from "zod";
import type { Duration } from "../../core/duration.ts";
import { above, call, column, value } from "../../sql/expression.ts";
import { duration, strict } from "../../workspace/yaml-schemas.ts";
import { withinWords } from "../duration-words.ts";
import { orZero } from "../features.ts";
import type { Features, Rows } from "../features.ts";
import type { Language, Phrase } from "../language.ts";
import { whereWords } from "../order-lines.ts";
import { planSequence } from "../plan-sequence.ts";
import { ruleKind } from "../rule-kind.ts";
import type { RuleContext } from "../rule-kind.ts";
import { stepAsks, stepWords, stepsSchema } from "../sequence-steps.ts";
import type { Step, Steps } from "../sequence-steps.ts";
import { windowWords } from "../window-words.ts";
import { oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";

interface SequenceRule {
  readonly steps: Steps;
  readonly span: Duration;
  readonly window: Window | undefined;
}

/** Elapsed time: a day is 24 hours, whatever clocks do that night. */
const hoursIn: Partial<Readonly<Record<Duration["unit"], number>>> = {
  hours: 1,
  days: 24,
  weeks: 168,
};

const span = duration.refine(({ unit }) => hoursIn[unit] !== undefined, {
  error: "months and years have no fixed length; write hours, days or weeks, such as 3 days",
});

const microseconds = ({ amount, unit }: Duration): number =>
  amount * (hoursIn[unit] ?? 0) * 3_600_000_000;

const schema = (context: RuleContext): z.ZodType<SequenceRule> =>
  strict({ steps: stepsSchema(context), span, ...pastShape(true) }).transform((of, issues) => ({
    steps: of.steps,
    span: of.span,
    window: oneWindow([of.within, of.before, of.between, of.season], issues),
  }));

const beginnings = (rule: SequenceRule, { clock }: Features): Rows => ({
  name: "sequence",
  from: planSequence({ ...rule.steps, span: microseconds(rule.span), window: rule.window }, clock),
});

const then: Phrase = { en: "then", fi: "sitten", sv: "sedan" };
const noOrder: Phrase = { en: "no order", fi: "ei tilausta", sv: "ingen beställning" };
const no: Phrase = { en: "no", fi: "ei:", sv: "inte" };

/** `no order (channel online)`, `no cart`. */
function lackWords(step: Step, language: Language): string {
  if (step.is === "event") return `${no[language]} ${stepWords(step, language)}`;
  return [noOrder[language], whereWords(step.where, language)]
    .filter((one) => one !== "")
    .join(" ");
}

/** `cart, then no order`. */
function stepsWords({ taken, lacking }: Steps, language: Language): string {
  const said = taken.flatMap((step, at) => [
    stepWords(step, language),
    ...lacking.filter(({ after }) => after === at).map((lack) => lackWords(lack.step, language)),
  ]);
  return said.join(`, ${then[language]} `);
}

function allWithin(length: Duration, language: Language): string {
  const within = withinWords(length, language);
  return {
    en: `all ${within} of the first`,
    fi: `kaikki ${within} ensimmäisestä`,
    sv: `allt ${within} från det första`,
  }[language];
}

const begun = (window: string, language: Language): string =>
  ({ en: `begun ${window}`, fi: `alkanut ${window}`, sv: `påbörjat ${window}` })[language];

const lastBegun: Phrase = { en: "last begun", fi: "viimeksi alkanut", sv: "senast påbörjat" };

const ruleWords = ({ steps, span: length, window }: SequenceRule, language: Language): string =>
  [
    stepsWords(steps, language),
    allWithin(length, language),
    ...(window === undefined ? [] : [begun(windowWords(window, language), language)]),
  ].join(", ");

/**
 * `sequence: { steps: [{ event: cart }, { not: order }], span: 3 days, within: 30 days }`: steps in order, each
 * strictly later than the one before it, all within the span of the first (3 days are 72 hours), the first within
 * the window. What is not to happen has not, from the step before it until the span has passed; before that it is
 * not decided, and the sequence is not there yet. `order` is a sale.
 */
export const sequence = ruleKind<SequenceRule>("sequence", {
  schema,
  expression: (rule, features) =>
    above(orZero(features.gather(beginnings(rule, features), "count", call("count"))), value(0)),
  finds: (rule, features) => [
    {
      what: (language) => `${stepsWords(rule.steps, language)}: ${lastBegun[language]}`,
      of: features.gather(beginnings(rule, features), "last", call("max", column("on"))),
      as: "day",
      needs: (language) =>
        [
          allWithin(rule.span, language),
          ...(rule.window === undefined ? [] : [windowWords(rule.window, language)]),
        ].join(", "),
    },
  ],
  words: ruleWords,
  asks: ({ steps: { taken, lacking } }) =>
    [...taken, ...lacking.map(({ step }) => step)].flatMap(stepAsks),
});
