import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  JsonPath,
  LogLevel,
  StateMachine,
  Succeed,
  Wait,
  WaitTime,
} from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { acknowledge } from "./constructs/acknowledge.ts";
import { PushAudiences } from "./constructs/push-audiences.ts";
import { FunctionTask, retryWhileBusy } from "./constructs/function-task.ts";
import type { PipelineFunctions } from "./constructs/pipeline-function.ts";

/** A night that takes longer is broken; the lease runs out by itself and the next night starts. */
const LONGEST_RUN = Duration.hours(20);

/**
 * The refresh, nightly and after uploads alike. Input: `{ now, trigger: "nightly" | "upload" |
 * "asked", startAt? }`. A night begins by telling ingest of files whose event was lost: they are
 * taken in meanwhile, for the next run. Who must leave an audience leaves before anything is computed.
 */
export class RefreshMachine extends StateMachine {
  constructor(scope: Construct, id: string, functions: PipelineFunctions) {
    super(scope, id, {
      definitionBody: DefinitionBody.fromChainable(definition(scope, functions)),
      timeout: LONGEST_RUN,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(scope, `${id}Logs`, {
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    for (const fn of Object.values(functions))
      acknowledge(this.role, {
        [`AwsSolutions::AwsSolutions-IAM5[Resource::<${fn.logicalId}.Arn>:*]`]:
          "The wildcard stands for the versions of this one function.",
      });
    acknowledge(this.role, {
      "AwsSolutions::AwsSolutions-IAM5[Resource::*]":
        "X-Ray and the delivery of logs (logs:CreateLogDelivery …) know no resource to name.",
    });
  }
}

/** The steps, before they are joined. Results stay in the lake; only the run's id travels. */
function steps(scope: Construct, functions: PipelineFunctions) {
  const run = { run: JsonPath.stringAt("$.run.run") };
  const step = (id: string, fn: keyof PipelineFunctions, payload: Record<string, unknown> = run) =>
    new FunctionTask(scope, id, { fn: functions[fn], payload });
  const collect = step("CollectFiles", "collect-files", {});
  const beginRun = new FunctionTask(scope, "BeginRun", {
    fn: functions["begin-run"],
    payload: { now: JsonPath.stringAt("$.now"), trigger: JsonPath.stringAt("$.trigger") },
    resultPath: "$.run",
  });
  retryWhileBusy(beginRun);
  return {
    collect,
    beginRun,
    removeFirst: new PushAudiences(scope, "RemoveFirst", { functions, lane: "removals" }),
    compute: step("Compute", "compute-generation"),
    publish: step("Publish", "publish-generation"),
    push: new PushAudiences(scope, "Push", { functions, lane: "all" }),
    drift: step("Drift", "check-drift"),
    endRun: step("EndRun", "end-run", { ...run, outcome: "finished" }),
    endRunFailed: step("EndRunFailed", "end-run", {
      ...run,
      outcome: "failed",
      error: JsonPath.objectAt("$.error"),
    }),
    failed: new Fail(scope, "RefreshFailed", {
      errorPath: JsonPath.stringAt("$.error.Error"),
      causePath: JsonPath.stringAt("$.error.Cause"),
    }),
  };
}

function definition(scope: Construct, functions: PipelineFunctions) {
  const { collect, beginRun, removeFirst, compute, publish, push, drift, endRun, ...ends } = steps(
    scope,
    functions,
  );
  const { endRunFailed, failed } = ends;
  for (const step of [beginRun, endRun]) step.addCatch(failed, { resultPath: "$.error" });
  for (const step of [removeFirst, compute, publish, push, drift])
    step.addCatch(endRunFailed, { resultPath: "$.error" });
  // The night's own error is the one that is told, also when closing the run fails too.
  endRunFailed.addCatch(failed, { resultPath: JsonPath.DISCARD });
  endRunFailed.next(failed);

  const gathered = new Wait(scope, "GatherUploads", { time: WaitTime.timestampPath("$.startAt") });
  gathered.next(beginRun).next(removeFirst).next(compute).next(publish);
  publish.next(push).next(drift).next(endRun).next(new Succeed(scope, "Refreshed"));
  // Not after each upload: a file that cannot be read is told of again once a night, not all day.
  // And no file is worth a night: that nobody went looking, the function's own alarm tells.
  collect.addCatch(beginRun, { resultPath: JsonPath.DISCARD });
  collect.next(beginRun);
  return new Choice(scope, "AfterUpload")
    .when(Condition.stringEquals("$.trigger", "upload"), gathered)
    .otherwise(collect);
}
