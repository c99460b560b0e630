import {
  Choice,
  Condition,
  JsonPath,
  Map as MapState,
  Pass,
  ProcessorMode,
  Wait,
  WaitTime,
} from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { pushFunctions } from "../../lib/app/names.ts";
import { FunctionTask } from "./function-task.ts";
import type { PipelineFunctions } from "./pipeline-function.ts";

/** Audiences pushed at the same time; the platforms' limits are per account, so more gains little. */
const AT_ONCE = 4;

export interface PushAudiencesProps {
  readonly functions: PipelineFunctions;
  /** `removals`: only who must leave, before anything is computed. `all`: the whole difference. */
  readonly lane: "removals" | "all";
}

/**
 * Every audience of the run goes to its platform's push function, again and again until that says
 * it is done; in between, for as long as the platform wants to be left alone. An audience that
 * fails never stops another: its failure ends its own iteration only.
 */
export class PushAudiences extends MapState {
  constructor(scope: Construct, id: string, props: PushAudiencesProps) {
    super(scope, id, {
      itemsPath: "$.run.audiences",
      itemSelector: {
        run: JsonPath.stringAt("$.run.run"),
        now: JsonPath.stringAt("$.run.now"),
        audience: JsonPath.stringAt("$$.Map.Item.Value.audience"),
        platform: JsonPath.stringAt("$$.Map.Item.Value.platform"),
        lane: props.lane,
      },
      maxConcurrency: AT_ONCE,
      resultPath: JsonPath.DISCARD,
    });
    this.itemProcessor(iteration(new Construct(scope, `${id}Audience`), id, props.functions), {
      mode: ProcessorMode.INLINE,
    });
  }
}

function iteration(scope: Construct, id: string, functions: PipelineFunctions) {
  const outcome = (name: string, value: string) =>
    new Pass(scope, `${id}${name}`, {
      parameters: { audience: JsonPath.stringAt("$.audience"), outcome: value },
    });
  const gaveUp = outcome("GaveUp", "failed");
  const settled = outcome("Settled", "done");
  const byPlatform = new Choice(scope, `${id}ByPlatform`);
  const patience = new Wait(scope, `${id}Patience`, { time: WaitTime.secondsPath("$.push.wait") });
  const isDone = new Choice(scope, `${id}IsDone`)
    .when(Condition.booleanEquals("$.push.done", true), settled)
    .otherwise(patience);
  patience.next(byPlatform);
  for (const [platform, fn] of Object.entries(pushFunctions)) {
    const push = new FunctionTask(scope, `${id}-${platform}`, {
      fn: functions[fn],
      payload: Object.fromEntries(
        ["run", "now", "audience", "platform", "lane"].map((k) => [k, JsonPath.stringAt(`$.${k}`)]),
      ),
      resultPath: "$.push",
    });
    push.addCatch(gaveUp, { resultPath: "$.error" });
    byPlatform.when(Condition.stringEquals("$.platform", platform), push.next(isDone));
  }
  return byPlatform.otherwise(gaveUp);
}
