import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { type FunctionName, alarms, functionNames, outputs } from "../lib/app/names.ts";
import { FailureAlarm, SilenceAlarm } from "./constructs/failure-alarm.ts";
import type { PipelineStack } from "./pipeline-stack.ts";

const EVERY_5_MINUTES = { period: Duration.minutes(5), statistic: "Sum" };
const WITHOUT_SUCCESS_HOURS = 26;

/** What it means when a function fails, for people who do not know the function. */
const impacts: Record<FunctionName, string> = {
  "ingest-file":
    "a file is not taken in yet. It is tried again up to five times, then it waits in LostFiles; the inbox keeps it for 7 days only.",
  "request-refresh":
    "files uploaded during the day do not start a refresh. The nightly refresh takes them in.",
  "collect-files":
    "a file whose event was lost is not found tonight. The refresh went on without it; the next one looks again, and the inbox keeps a file for 7 days only.",
  "begin-run":
    "this refresh does not start. Audiences stay as they are, also those whose members withdrew consent.",
  "compute-generation":
    "segments are as old as the last good night. Withdrawn consents were still removed from the audiences first.",
  "publish-generation":
    "lookups of a customer's segments are as old as the last good night; nothing new is pushed.",
  "push-to-meta":
    "an audience at Meta may be behind its segment, also for people who withdrew consent. The next refresh tries again.",
  "push-to-data-manager":
    "an audience at Google may be behind its segment, also for people who withdrew consent. The next refresh tries again.",
  "push-to-google-ads":
    "an audience at Google Ads may be behind its segment, also for people who withdrew consent. The next refresh tries again.",
  "check-drift":
    "nobody knows whether audiences, table and ledger agree tonight. Nothing is wrong by that alone.",
  "end-run":
    "the run has no report and keeps its lease until that runs out; the next refresh may start late.",
};

/** Alarms, each with what it means, and one topic that they all ring. */
export class WatchStack extends Stack {
  readonly #pipeline: PipelineStack;
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: StackProps & { pipeline: PipelineStack }) {
    super(scope, id, props);
    this.#pipeline = props.pipeline;
    const topic = this.#topic();
    this.#action = new SnsAction(topic);
    this.#watchFunctions();
    this.#watchQueues();
    this.#watchWithdrawals();
    this.#watchRefresh();
    new CfnOutput(this, "AlarmTopicOutput", { key: outputs.alarmTopic, value: topic.topicArn });
  }

  /** Encrypted with a key that CloudWatch may use; the account's own alarms only. */
  #topic(): Topic {
    const cloudwatch = new ServicePrincipal("cloudwatch.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": this.account } },
    });
    const key = new Key(this, "AlarmKey", {
      description: "Audience Sync: what alarms say on their way",
      enableKeyRotation: true,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudwatch],
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"], // in a key's own policy: this key
      }),
    );
    const topic = new Topic(this, "Alarms", { masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudwatch],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
      }),
    );
    return topic;
  }

  #watchFunctions(): void {
    for (const name of functionNames)
      new FailureAlarm(this, `${name}-fails`, {
        metric: this.#pipeline.functions[name].metricErrors(EVERY_5_MINUTES),
        what: `The function ${name} failed.`,
        impact: impacts[name],
        action: this.#action,
      });
  }

  #watchQueues(): void {
    const { ingestQueue, lostFiles, missedRefreshes } = this.#pipeline;
    const waiting = { period: Duration.minutes(5), statistic: "Maximum" };
    new FailureAlarm(this, "files-lost", {
      metric: lostFiles.metricApproximateNumberOfMessagesVisible(waiting),
      what: "A file could not be taken in after five attempts and waits in LostFiles.",
      impact:
        "its rows are in no segment, and a consent withdrawn in it is not known. To do: audience status names it, the log of ingest-file says why; mend the cause, then redrive the queue (RUNBOOK.md) or drop the file again with audience drop. The inbox keeps it for 7 days from its upload.",
      action: this.#action,
    });
    new FailureAlarm(this, "refreshes-missed", {
      metric: missedRefreshes.metricApproximateNumberOfMessagesVisible(waiting),
      what: "A refresh was asked for, by the schedule or by an upload, and could not be started.",
      impact:
        "audiences stay as they are until the next refresh, also those whose members withdrew consent.",
      action: this.#action,
    });
    new FailureAlarm(this, "files-wait", {
      metric: ingestQueue.metricApproximateAgeOfOldestMessage(waiting),
      threshold: Duration.hours(2).toSeconds(),
      what: "A file has been waiting to be read for two hours.",
      impact:
        "its rows, and consents withdrawn in it, are not known to the refreshes that run meanwhile.",
      action: this.#action,
    });
  }

  /** What withdraws acts at once; a file in which very many do is told of by the log of ingest-file. */
  #watchWithdrawals(): void {
    const metric = new MetricFilter(this, "MassWithdrawals", {
      logGroup: this.#pipeline.functions["ingest-file"].logGroup,
      filterPattern: FilterPattern.stringValue("$.alarm", "=", alarms.massWithdrawal),
      metricNamespace: this.#pipeline.stackName,
      metricName: alarms.massWithdrawal,
      metricValue: "1",
    });
    new FailureAlarm(this, "mass-withdrawal", {
      metric: metric.metric(EVERY_5_MINUTES),
      what: "In one file more customers withdraw than a guard's share (guard.shrink).",
      impact:
        "they leave the audiences at the next push, as they should if they did withdraw. If the file is wrong: audience undo FILE takes consents and objections back, erasures not.",
      action: this.#action,
    });
  }

  #watchRefresh(): void {
    const { refresh } = this.#pipeline;
    const broken = {
      "refresh-failed": refresh.metricFailed(EVERY_5_MINUTES),
      "refresh-timed-out": refresh.metricTimedOut(EVERY_5_MINUTES),
      "refresh-aborted": refresh.metricAborted(EVERY_5_MINUTES),
    };
    for (const [id, metric] of Object.entries(broken))
      new FailureAlarm(this, id, {
        metric,
        what: `A refresh did not end well (${id}).`,
        impact:
          "segments and audiences are as old as the last good refresh. Run one by hand once the cause is gone: audience refresh.",
        action: this.#action,
      });
    new SilenceAlarm(this, "refresh-overdue", {
      metric: refresh.metricSucceeded({ period: Duration.hours(1), statistic: "Sum" }),
      periods: WITHOUT_SUCCESS_HOURS,
      what: `No refresh has succeeded for ${WITHOUT_SUCCESS_HOURS} hours.`,
      impact:
        "audiences are older than a day, and people who withdrew consent since are still in them. After 90 days without renewal the platforms forget the members.",
      action: this.#action,
    });
  }
}
