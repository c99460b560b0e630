import * as z from "zod";
import { durationText } from "../../core/duration.ts";
import { among, atLeast, equal, firstOf, value, column } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { oneOrMore } from "../../workspace/yaml-schemas.ts";
import type { WorkspaceSettings } from "../../workspace/workspace.ts";
import type { Features } from "../features.ts";
import { saleAt, saleOrders } from "../order-measures.ts";
import { ruleKind } from "../rule-kind.ts";
import { inWindow } from "../windows.ts";

const stage = z.enum(["potential", "former", "loyal", "occasional"]);

interface LifecycleRule {
  readonly stages: readonly z.infer<typeof stage>[];
  readonly settings: WorkspaceSettings["lifecycle"];
}

/** Exactly one for everybody, in this order. */
function stageOf({ settings }: LifecycleRule, features: Features): Expression {
  const { clock } = features;
  const former = { is: "before", length: settings.former.after } as const;
  const recent = inWindow(
    { is: "within", length: settings.loyal.within },
    { day: column("ordered_on"), time: column("ordered_at") },
    clock,
  );
  return firstOf(
    [
      { when: equal(saleOrders(features), value(0)), gives: value("potential") },
      {
        when: inWindow(former, { day: saleAt(features, "last").day }, clock),
        gives: value("former"),
      },
      {
        when: atLeast(saleOrders(features, recent), value(settings.loyal.orders)),
        gives: value("loyal"),
      },
    ],
    value("occasional"),
  );
}

const meanings = {
  potential: () => "potential customer (has not bought)",
  former: ({ former }: WorkspaceSettings["lifecycle"]) =>
    `former customer (last bought at least ${durationText(former.after)} ago)`,
  loyal: ({ loyal }: WorkspaceSettings["lifecycle"]) =>
    `loyal customer (at least ${loyal.orders} orders in the last ${durationText(loyal.within)})`,
  occasional: () => "occasional customer",
};

/** `lifecycle: [loyal, occasional]`: where the person stands, by the workspace's own measure. */
export const lifecycle = ruleKind<LifecycleRule>("lifecycle", {
  schema: ({ workspace }) =>
    oneOrMore(stage).transform((stages) => ({ stages, settings: workspace.settings.lifecycle })),
  expression: (rule, features) => among(stageOf(rule, features), rule.stages.map(value)),
  words: ({ stages, settings }) => stages.map((one) => meanings[one](settings)).join(" or "),
});
