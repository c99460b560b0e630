import type * as z from "zod";
import { didYouMean } from "../../core/nearest.ts";
import { all, any, firstOf, not, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { offering, oneOrMore } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import { orOf } from "../language.ts";
import type { Phrase } from "../language.ts";
import { ruleKind } from "../rule-kind.ts";

interface JourneyRule {
  readonly asked: readonly string[];
  /** The first stage that is asked for and all that come after it, in order. */
  readonly needed: readonly string[];
}

const noJourney =
  "the workspace has no journey; write one in workspace.yaml, such as journey: [{ stage: customer, who: { orders: {} } }]";

/** The name of a stage that is there. */
const knownStage = (stages: readonly string[]) =>
  offering(stages).refine((stage) => stages.includes(stage), {
    error: ({ input }) =>
      stages.length === 0
        ? noJourney
        : `the journey has no stage “${String(input)}”.${didYouMean(String(input), stages) || ` Its stages: ${stages.join(", ")}.`}`,
  });

const schema = (stages: readonly string[]): z.ZodType<JourneyRule> =>
  oneOrMore(knownStage(stages)).transform((asked) => ({
    asked,
    needed: stages.slice(stages.findIndex((stage) => asked.includes(stage))),
  }));

/** The furthest stage that holds is the person's: this one does, and none of the later ones. */
function isAt(stage: string, { needed }: JourneyRule, { stage: holds }: Features): Expression {
  const later = needed.slice(needed.indexOf(stage) + 1);
  return all(holds(stage), ...later.map((one) => not(holds(one))));
}

/** The person's stage, where it is none of the earlier ones, which may themselves ask for this clause. */
const stageOf = ({ needed }: JourneyRule, { stage: holds }: Features): Expression =>
  firstOf(
    needed.toReversed().map((stage) => ({ when: holds(stage), gives: value(stage) })),
    value("–"),
  );

const journeyWord: Phrase = {
  en: "stage of the customer journey",
  fi: "asiakaspolun vaihe",
  sv: "steg på kundresan",
};

/** `journey: consideration`: how far the person has come, by the stages of workspace.yaml. */
export const journey = ruleKind<JourneyRule>("journey", {
  schema: ({ stages }) => schema(stages),
  expression: (rule, features) => any(...rule.asked.map((stage) => isAt(stage, rule, features))),
  finds: (rule, features) => [
    {
      what: (language) => journeyWord[language],
      of: stageOf(rule, features),
      as: "text",
      needs: (language) => orOf(rule.asked, language),
    },
  ],
  words: ({ asked }, language) => `${journeyWord[language]}: ${orOf(asked, language)}`,
  stages: ({ needed }) => needed,
});
