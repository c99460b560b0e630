import { describe, expect, test } from "vitest";
import { functionNames } from "../../lib/app/names.ts";
import { statementsOf, templates } from "./fixtures/templates.ts";

const all = templates();
const alarms = all.ofType("AWS::CloudWatch::Alarm").map((alarm) => alarm.Properties);
const about = (words: string) =>
  alarms.filter((alarm) => alarm["AlarmDescription"].includes(words));

test.each(alarms)("alarm: $AlarmDescription", (alarm) => {
  // What happened, then what it means for whom: two sentences at least.
  expect(alarm["AlarmDescription"]).toMatch(/^[A-Z][^.]+\..* Impact: .{40,}\.$/);
  expect(alarm["AlarmActions"]).toHaveLength(1);
  expect(alarm["TreatMissingData"]).toMatch(/^(notBreaching|breaching)$/);
});

test.each(functionNames)("somebody is told when %s fails", (name) => {
  const [alarm] = about(`The function ${name} failed.`);
  expect(alarm).toMatchObject({ MetricName: "Errors", Statistic: "Sum", Threshold: 1 });
});

describe("somebody is told", () => {
  test("when a file is lost or a refresh could not be started", () => {
    expect(about("LostFiles").length).toBeGreaterThanOrEqual(1);
    expect(about("could not be started")).toHaveLength(1);
    for (const alarm of [...about("after five attempts"), ...about("could not be started")])
      expect(alarm["MetricName"]).toBe("ApproximateNumberOfMessagesVisible");
  });

  test("what to do about a lost file", () => {
    for (const words of ["audience status", "redrive", "audience drop", "7 days"])
      expect(about("after five attempts")[0]?.["AlarmDescription"]).toContain(words);
  });

  test("when a file waits too long", () => {
    expect(about("waiting to be read")[0]).toMatchObject({
      MetricName: "ApproximateAgeOfOldestMessage",
      Threshold: 7200,
    });
  });

  test("when a refresh fails, is aborted, or takes too long", () => {
    const metrics = about("did not end well").map((alarm) => alarm["MetricName"]);
    expect(metrics).toEqual(["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"]);
  });

  test("when none has succeeded for 26 hours, also when there is no data at all", () => {
    expect(about("26 hours")[0]).toMatchObject({
      MetricName: "ExecutionsSucceeded",
      Period: 3600,
      EvaluationPeriods: 26,
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      TreatMissingData: "breaching",
    });
  });
});

test("alarms reach an encrypted topic, from this account's CloudWatch only", () => {
  const [topic] = all.ofType("AWS::SNS::Topic");
  expect(topic?.Properties["KmsMasterKeyId"]).toBeDefined();
  const [policy] = all.ofType("AWS::SNS::TopicPolicy");
  const allowed = statementsOf(policy?.Properties["PolicyDocument"]).filter(
    (s) => s.effect === "Allow",
  );
  expect(allowed.map((s) => [s.actions, s.conditions])).toEqual([
    [["sns:Publish"], { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } }],
  ]);
});
