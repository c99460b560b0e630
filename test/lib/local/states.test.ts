import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WatchedCloud } from "./a-cloud.ts";
import { aCloud, clientOf } from "./a-cloud.ts";
import { aFolder, aFunction, writeAssembly } from "./write-assembly.ts";

const arn = { "Fn::GetAtt": ["Push", "Arn"] };
const pushState = (more: object) => ({
  Type: "Task",
  Resource: "${push}",
  TimeoutSeconds: 60,
  ...more,
});

/** The shape of the refresh: a wait, a map that goes round until it is done, errors caught apart. */
const definition = {
  StartAt: "Uploaded",
  States: {
    Uploaded: {
      Type: "Choice",
      Choices: [{ Variable: "$.trigger", StringEquals: "upload", Next: "Gather" }],
      Default: "Begin",
    },
    Gather: { Type: "Wait", TimestampPath: "$.startAt", Next: "Begin" },
    Begin: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: {
        FunctionName: "${push}",
        Payload: { kind: "begin", "id.$": "$$.Execution.Name" },
      },
      ResultSelector: { "id.$": "$.Payload.id", "at.$": "$.Payload.at" },
      ResultPath: "$.run",
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 60, MaxAttempts: 5, BackoffRate: 1 }],
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }],
      Next: "All",
    },
    All: {
      Type: "Map",
      ItemsPath: "$.audiences",
      ItemSelector: { "audience.$": "$$.Map.Item.Value" },
      MaxConcurrency: 2,
      ResultPath: "$.pushed",
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "Push",
        States: {
          Push: pushState({
            ResultPath: "$.push",
            Catch: [{ ErrorEquals: ["PlatformFailure"], ResultPath: "$.error", Next: "NotPushed" }],
            Next: "Done",
          }),
          Done: {
            Type: "Choice",
            Choices: [{ Variable: "$.push.done", BooleanEquals: true, Next: "Pushed" }],
            Default: "Settle",
          },
          Settle: { Type: "Wait", SecondsPath: "$.push.wait", Next: "Push" },
          Pushed: { Type: "Pass", OutputPath: "$.push", End: true },
          NotPushed: { Type: "Pass", OutputPath: "$.error", End: true },
        },
      },
      End: true,
    },
    Failed: { Type: "Fail", ErrorPath: "$.error.Error", CausePath: "$.error.Cause" },
  },
};

const pipeline = {
  Resources: {
    Push: aFunction("push"),
    Refresh: {
      Type: "AWS::StepFunctions::StateMachine",
      Properties: {
        StateMachineName: "refresh",
        DefinitionString: JSON.stringify(definition),
        DefinitionSubstitutions: { push: arn },
        RoleArn: "role",
      },
    },
    Nightly: {
      Type: "AWS::Scheduler::Schedule",
      Properties: {
        ScheduleExpression: "cron(0 3 * * ? *)",
        ScheduleExpressionTimezone: "Europe/Helsinki",
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: {
          Arn: { Ref: "Refresh" },
          RoleArn: "role",
          Input: '{"trigger":"nightly","now":"<aws.scheduler.scheduled-time>","audiences":[]}',
        },
      },
    },
  },
  Outputs: { Refresh: { Value: { Ref: "Refresh" } }, Nightly: { Value: { Ref: "Nightly" } } },
};

const code = {
  "push/index.js": `
    const rounds = {};
    const fail = (name) => { const e = new Error("told: " + name); e.name = name; throw e; };
    exports.handler = async (event) => {
      if (event.kind === "begin") {
        if (event.id.startsWith("busy") && (rounds[event.id] = (rounds[event.id] ?? 0) + 1) < 3) fail("Busy");
        if (event.id.startsWith("broken")) fail("InputProblem");
        if (event.id.startsWith("huge")) return { id: "x".repeat(300_000), at: "" };
        return { id: event.id, at: new Date().toISOString() };
      }
      const { audience } = event;
      if (audience === "bad") fail("PlatformFailure");
      const round = (rounds[audience] = (rounds[audience] ?? 0) + 1);
      return { done: round >= 3, wait: 600, round };
    };`,
};

let cloud: WatchedCloud;
let state: string;
let assembly: string;
beforeAll(async () => {
  assembly = writeAssembly({ pipeline }, code);
  state = aFolder();
  cloud = await aCloud(assembly, { state });
});
afterAll(() => cloud.stop());

const machine = () => cloud.outputs["Refresh"] ?? "";
const run = async (input: object, name?: string) =>
  cloud.execution(await cloud.startExecution(machine(), input, name));

test("a map goes on round after round, its waits skipped, and a failing item stops no other", async () => {
  const before = cloud.clock.now().getTime();
  const { status, output } = await run({ trigger: "asked", audiences: ["bad", "slow"] });
  expect(status).toBe("SUCCEEDED");
  const { pushed } = JSON.parse(output ?? "");
  expect(pushed[0].Error).toBe("PlatformFailure");
  expect(JSON.parse(pushed[0].Cause)).toMatchObject({ errorMessage: "told: PlatformFailure" });
  expect(pushed[1]).toEqual({ done: true, wait: 600, round: 3 });
  expect(cloud.clock.now().getTime() - before).toBeGreaterThanOrEqual(1_200_000);
});

test("a wait until a moment moves the clock to it, and functions live then", async () => {
  const startAt = new Date(cloud.clock.now().getTime() + 3_600_000).toISOString();
  const { output } = await run({ trigger: "upload", startAt, audiences: [] });
  expect(Date.parse(JSON.parse(output ?? "").run.at)).toBeGreaterThanOrEqual(Date.parse(startAt));
});

test("a retry by error name sleeps its interval in the cloud's time", async () => {
  const before = cloud.waits.length;
  const { status } = await run({ trigger: "asked", audiences: [] }, "busy-1");
  expect(status).toBe("SUCCEEDED");
  expect(cloud.waits.slice(before).map(Math.round)).toEqual([60, 60]);
});

test("an error that nobody retries is caught and fails the execution with its name and cause", async () => {
  const { status, error, cause } = await run({ trigger: "asked", audiences: [] }, "broken-1");
  expect(status).toBe("FAILED");
  expect(error).toBe("InputProblem");
  expect(JSON.parse(cause ?? "")).toMatchObject({ errorType: "InputProblem" });
});

test("a result that Step Functions could not carry fails", async () => {
  const { error } = await run({ trigger: "asked", audiences: [] }, "huge-1");
  expect(error).toBe("States.DataLimitExceeded");
});

test("a name is used once, also after a restart; the same start again is the same execution while it runs", async () => {
  const input = { trigger: "asked", audiences: [] };
  const [one, same] = await Promise.all([
    cloud.startExecution(machine(), input, "uploads-10"),
    cloud.startExecution(machine(), input, "uploads-10"),
  ]);
  expect(same).toBe(one);
  await cloud.execution(one);
  await cloud.stop();
  cloud = await aCloud(assembly, { state });
  const again = new SFNClient(clientOf(cloud)).send(
    new StartExecutionCommand({
      stateMachineArn: machine(),
      input: JSON.stringify(input),
      name: "uploads-10",
    }),
  );
  await expect(again).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
});

test("the API starts, describes, lists and stops executions", async () => {
  const states = new SFNClient(clientOf(cloud));
  const { executionArn } = await states.send(
    new StartExecutionCommand({
      stateMachineArn: machine(),
      input: '{"trigger":"asked","audiences":[]}',
    }),
  );
  expect((await cloud.execution(executionArn ?? "")).status).toBe("SUCCEEDED");
  const described = await states.send(new DescribeExecutionCommand({ executionArn }));
  expect(described).toMatchObject({ status: "SUCCEEDED", stateMachineArn: machine() });
  expect(described.startDate?.toISOString()).toMatch(/^2026-03-01/);
  const other = await cloud.startExecution(machine(), { trigger: "asked", audiences: ["long"] });
  await states.send(new StopExecutionCommand({ executionArn: other }));
  expect((await cloud.execution(other)).status).toBe("ABORTED");
  const { executions } = await states.send(
    new ListExecutionsCommand({ stateMachineArn: machine(), statusFilter: "ABORTED" }),
  );
  expect(executions?.map((execution) => execution.executionArn)).toEqual([other]);
});

test("a schedule fires on command, for the moment it is told", async () => {
  const execution = await cloud.fireSchedule("Nightly", new Date("2026-03-02T01:00:00Z"));
  await cloud.execution(execution ?? "");
  const { input } = await new SFNClient(clientOf(cloud)).send(
    new DescribeExecutionCommand({ executionArn: execution }),
  );
  expect(JSON.parse(input ?? "").now).toBe("2026-03-02T01:00:00Z");
});

test("a schedule fires by itself when the clock reaches its time", async () => {
  const waiting = await aCloud(assembly, { schedules: "by-clock" });
  waiting.clock.moveBy(2 * 3600);
  const deadline = Date.now() + 5000;
  const fired = () => waiting.events.find((event) => event.kind === "execution");
  while (fired() === undefined && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await waiting.idle();
  await waiting.stop();
  expect(fired()).toBeDefined();
});
