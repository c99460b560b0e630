import type * as z from "zod";
import type { Duration } from "../../core/duration.ts";
import { dayAfter } from "../../core/run-clock.ts";
import type { RunClock } from "../../core/run-clock.ts";
import { all, cast, dividedBy, known, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { calendarDuration, strict } from "../../workspace/yaml-schemas.ts";
import type { PredictedMeasure } from "../contract.ts";
import { spanWords } from "../duration-words.ts";
import type { Features } from "../features.ts";
import { andOf } from "../language.ts";
import type { Language, Phrase } from "../language.ts";
import { isAsWanted, rangeOrRanking, wantedWords } from "../range-or-ranking.ts";
import type { RangeOrRanking } from "../range-or-ranking.ts";
import { inMoney, inNumber, inPercent } from "../range-words.ts";
import { anyNumber, money, percent, wholeShare } from "../ranges.ts";
import type { Numbers } from "../ranges.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Told } from "../rule-kind.ts";

/** In what the table `predicted` counts chances and purchases. */
const millionths = 1_000_000;

interface Measure {
  readonly numbers: Numbers;
  /** A bound as the table has it. */
  readonly scaled: (bound: number) => number;
  readonly as: Told["as"];
  readonly show: (language: Language) => (of: number) => string;
  readonly name: Phrase;
}

const chance: Numbers = {
  ...percent,
  read: (written) => (written <= 100 ? percent.read(written) : undefined),
  advice: "write a percentage up to 100% with at most two decimals, such as 30%",
};
const upFromZero: Numbers = {
  ...anyNumber,
  read: (written) => (written >= 0 ? anyNumber.read(written) : undefined),
  advice: "write a number, 0 or more, with at most six decimals",
};

const measures: Readonly<Record<PredictedMeasure, Measure>> = {
  alive: {
    numbers: chance,
    scaled: (bound) => bound * (millionths / wholeShare),
    as: "share",
    show: inPercent,
    name: {
      en: "chance to still be a customer",
      fi: "todennäköisyys olla yhä asiakas",
      sv: "sannolikhet att ännu vara kund",
    },
  },
  purchases: {
    numbers: upFromZero,
    scaled: (bound) => Math.round(bound * millionths),
    as: "number",
    show: inNumber,
    name: { en: "purchases to expect", fi: "odotettavat ostokset", sv: "väntade köp" },
  },
  spend: {
    numbers: money,
    scaled: (bound) => bound,
    as: "money",
    show: inMoney,
    name: { en: "spend to expect", fi: "odotettava ostosumma", sv: "väntat köpbelopp" },
  },
};

interface PredictedRule {
  readonly asked: readonly (readonly [PredictedMeasure, RangeOrRanking])[];
  /** Undefined where nothing but the chance to be alive is asked. */
  readonly next: Duration | undefined;
}

const wanted = (measure: PredictedMeasure) => rangeOrRanking(measures[measure].numbers).optional();

const schema: z.ZodType<PredictedRule> = strict({
  alive: wanted("alive"),
  purchases: wanted("purchases"),
  spend: wanted("spend"),
  next: calendarDuration.optional(),
}).transform(({ alive, purchases, spend, next }, context): PredictedRule => {
  const refuse = (message: string) => context.addIssue({ code: "custom", message });
  const given = { alive, purchases, spend };
  const asked = (["alive", "purchases", "spend"] as const).flatMap((measure) => {
    const of = given[measure];
    return of === undefined ? [] : [[measure, of] as const];
  });
  const ahead = purchases !== undefined || spend !== undefined;
  if (asked.length === 0) refuse("write alive, purchases or spend, such as alive: { below: 30% }");
  else if (ahead && next === undefined) refuse("write for how long, such as next: 90 days");
  else if (!ahead && next !== undefined) refuse("next goes with purchases and spend; leave it out");
  return { asked, next };
});

/** Months and years are counted by the calendar from D. */
export const daysIn = (length: Duration, { day }: RunClock): number =>
  (Date.parse(dayAfter(day, length)) - Date.parse(day)) / 86_400_000;

const measured = (measure: PredictedMeasure, { next }: PredictedRule, features: Features) =>
  features.predicted(measure, next === undefined ? 0 : daysIn(next, features.clock));

const expression = (rule: PredictedRule, features: Features): Expression =>
  all(
    ...rule.asked.map(([measure, of]) => {
      const predicted = measured(measure, rule, features);
      return isAsWanted(
        of,
        { name: measure, among: known(predicted), of: predicted, scaled: measures[measure].scaled },
        features,
      );
    }),
  );

/** As it is told: a share of the whole, a number of purchases, cents. */
const told = (measure: PredictedMeasure, of: Expression): Expression =>
  measure === "spend" ? of : dividedBy(cast(of, "DOUBLE"), cast(value(millionths), "DOUBLE"));

/** Of the chance to be alive there is no time to say. */
const nameOf = (measure: PredictedMeasure, { next }: PredictedRule, language: Language): string =>
  measure === "alive" || next === undefined
    ? measures[measure].name[language]
    : `${measures[measure].name[language]} ${spanWords(next, "next", language)}`;

/** `predicted: { alive: { below: 30% } }`, `{ spend: { top: 10% }, next: 1 year }`: by the models fitted in the run. */
export const predicted = ruleKind<PredictedRule>("predicted", {
  schema: () => schema,
  expression,
  finds: (rule, features) =>
    rule.asked.map(([measure, of]) => ({
      what: (language) => nameOf(measure, rule, language),
      of: told(measure, measured(measure, rule, features)),
      as: measures[measure].as,
      needs: (language) => wantedWords(of, language, measures[measure].show(language)),
    })),
  words: (rule, language) =>
    andOf(
      rule.asked.map(
        ([measure, of]) =>
          `${nameOf(measure, rule, language)}: ${wantedWords(of, language, measures[measure].show(language))}`,
      ),
      language,
    ),
});
