import * as z from "zod";
import { among, atLeast, equal, firstOf, value, column } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { oneOrMore } from "../../workspace/yaml-schemas.ts";
import type { WorkspaceSettings } from "../../workspace/workspace.ts";
import { durationWords, spanWords } from "../duration-words.ts";
import type { Features } from "../features.ts";
import { orOf } from "../language.ts";
import type { Language, Phrase } from "../language.ts";
import { saleAt, saleOrders } from "../order-measures.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding } from "../rule-kind.ts";
import { inWindow } from "../windows.ts";

const stage = z.enum(["potential", "former", "loyal", "occasional"]);

interface LifecycleRule {
  readonly stages: readonly z.infer<typeof stage>[];
  readonly settings: WorkspaceSettings["lifecycle"];
}

/** What the stage is decided by. */
function measured({ settings }: LifecycleRule, features: Features) {
  const recent = inWindow(
    { is: "within", length: settings.loyal.within },
    { day: column("ordered_on"), time: column("ordered_at") },
    features.clock,
  );
  return {
    orders: saleOrders(features),
    recentOrders: saleOrders(features, recent),
    last: saleAt(features, "last").day,
  };
}

/** Exactly one for everybody, in this order. */
function stageOf(rule: LifecycleRule, features: Features): Expression {
  const { loyal, former } = rule.settings;
  const { orders, recentOrders, last } = measured(rule, features);
  const longAgo = inWindow({ is: "before", length: former.after }, { day: last }, features.clock);
  return firstOf(
    [
      { when: equal(orders, value(0)), gives: value("potential") },
      { when: longAgo, gives: value("former") },
      { when: atLeast(recentOrders, value(loyal.orders)), gives: value("loyal") },
    ],
    value("occasional"),
  );
}

type Meaning = (settings: WorkspaceSettings["lifecycle"], language: Language) => string;

const meanings: Readonly<Record<z.infer<typeof stage>, Meaning>> = {
  potential: (_, language) =>
    ({
      en: "potential customer (has not bought)",
      fi: "mahdollinen asiakas (ei ole ostanut)",
      sv: "möjlig kund (har inte köpt)",
    })[language],
  former: ({ former }, language) => {
    const ago = durationWords(former.after, language);
    return {
      en: `former customer (last bought at least ${ago} ago)`,
      fi: `entinen asiakas (viimeisestä ostosta vähintään ${ago})`,
      sv: `tidigare kund (köpte senast för minst ${ago} sedan)`,
    }[language];
  },
  loyal: ({ loyal }, language) => {
    const span = spanWords(loyal.within, "last", language);
    return {
      en: `loyal customer (at least ${loyal.orders} orders ${span})`,
      fi: `kanta-asiakas (vähintään ${loyal.orders} tilausta ${span})`,
      sv: `stamkund (minst ${loyal.orders} beställningar ${span})`,
    }[language];
  },
  occasional: (_, language) =>
    ({ en: "occasional customer", fi: "satunnainen asiakas", sv: "tillfällig kund" })[language],
};
const stageWord: Phrase = { en: "lifecycle", fi: "elinkaaren vaihe", sv: "livscykel" };
const lastWord: Phrase = { en: "last bought", fi: "viimeisin osto", sv: "senaste köp" };
const ordersWord: Phrase = { en: "orders", fi: "tilauksia", sv: "beställningar" };

function finds(rule: LifecycleRule, features: Features): readonly Finding[] {
  const { recentOrders, last } = measured(rule, features);
  const { within } = rule.settings.loyal;
  return [
    {
      what: (language) => stageWord[language],
      of: stageOf(rule, features),
      as: "text",
      needs: (language) => orOf(rule.stages, language),
    },
    { what: (language) => lastWord[language], of: last, as: "day", needs: () => "" },
    {
      what: (language) => `${ordersWord[language]} ${spanWords(within, "last", language)}`,
      of: recentOrders,
      as: "number",
      needs: () => "",
    },
  ];
}

/** `lifecycle: [loyal, occasional]`: where the person stands, by the workspace's own measure. */
export const lifecycle = ruleKind<LifecycleRule>("lifecycle", {
  schema: ({ workspace }) =>
    oneOrMore(stage).transform((stages) => ({ stages, settings: workspace.settings.lifecycle })),
  expression: (rule, features) => among(stageOf(rule, features), rule.stages.map(value)),
  finds,
  words: ({ stages, settings }, language) =>
    orOf(
      stages.map((one) => meanings[one](settings, language)),
      language,
    ),
});
