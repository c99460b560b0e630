import { describe, expect, test } from "vitest";
import { functionSpecs } from "../../infra/function-specs.ts";
import { env, functionNames, outputs, prefixes } from "../../lib/app/names.ts";
import { allowedTo, templates, textOf } from "./fixtures/templates.ts";

const all = templates({
  context: {
    platformSecrets: ["meta-main"],
    timezone: "Europe/Helsinki",
    refreshAt: "02:05",
    secretPrefix: "shop",
  },
});
const functions = all.ofType("AWS::Lambda::Function");
const fn = (name: string) => {
  const found = functions.find(({ id }) => id.startsWith(name.replaceAll("-", "")));
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
};
const queues = all.ofType("AWS::SQS::Queue");
const queue = (id: string) => queues.find((one) => one.id.startsWith(id))?.Properties;

test("there is one function for each name", () => {
  expect(functions).toHaveLength(functionNames.length);
});

describe.each(functionNames)("function %s", (name) => {
  const { Properties } = fn(name);
  const spec = functionSpecs[name];

  test("runs on Node.js 24, arm64, traced, within its limits", () => {
    expect(Properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      TracingConfig: { Mode: "Active" },
      MemorySize: spec.memory,
      Timeout: spec.timeout,
      EphemeralStorage: { Size: spec.scratch },
    });
    expect(spec.timeout).toBeLessThanOrEqual(900);
    expect(spec.memory).toBeLessThanOrEqual(3008);
  });

  test("has a role and a log group of its own; logs go after a month", () => {
    const roles = functions.filter(
      (f) => textOf(f.Properties["Role"]) === textOf(Properties["Role"]),
    );
    expect(roles).toHaveLength(1);
    const group = Properties["LoggingConfig"].LogGroup.Ref;
    expect(all.pipeline.Resources[group]?.Properties["RetentionInDays"]).toBe(30);
  });

  test("finds what it needs in its environment", () => {
    const given = Object.keys(Properties["Environment"].Variables);
    const common = [
      "inboxBucket",
      "lakeBucket",
      "controlTable",
      "membersTable",
      "secretPrefix",
    ] as const;
    expect(given).toEqual(expect.arrayContaining(common.map((key) => env[key])));
    expect(given).toEqual(
      expect.arrayContaining([env.pseudonymKey, env.identitiesKey, env.uploadWindow, env.scratch]),
    );
    expect(Properties["Environment"].Variables[env.scratch]).toBe("/tmp");
    expect(Properties["Environment"].Variables[env.secretPrefix]).toBe("shop");
  });

  test("gets the DuckDB layer exactly when it queries", () => {
    expect(Properties["Layers"] ?? []).toHaveLength(spec.duckdb ? 1 : 0);
  });

  test("may do only what is spelled out", () => {
    const statements = allowedTo(all, name);
    expect(statements.length).toBeGreaterThan(2);
    for (const { effect, actions, resources } of statements) {
      expect(effect).toBe("Allow");
      expect(actions.filter((action) => action.includes("*"))).toEqual([]);
      const onEverything = resources.includes("*") ? actions : [];
      expect(onEverything.filter((action) => !action.startsWith("xray:"))).toEqual([]);
    }
  });

  test("touches only the prefixes of its spec", () => {
    const touched = allowedTo(all, name)
      .filter(({ actions }) => actions.some((a) => /^s3:(Get|Put)Object$/.test(a)))
      .flatMap(({ resources }) =>
        resources.map((r) => r.replace(/^<.*>\//, "").replace(/\*$/, "")),
      );
    const { inbox, lake } = spec;
    expect(new Set(touched)).toEqual(
      new Set([...(inbox?.read ?? []), ...(inbox?.write ?? []), ...lake.read, ...lake.write]),
    );
  });
});

test("nobody has a managed policy", () => {
  for (const { Properties } of all.ofType("AWS::IAM::Role"))
    expect(Properties["ManagedPolicyArns"]).toBeUndefined();
  expect(all.ofType("AWS::IAM::ManagedPolicy")).toEqual([]);
});

/** The functions that may do such a thing to such a resource. */
const allowing = (pattern: RegExp, action: RegExp) =>
  functionNames.filter((name) =>
    allowedTo(all, name).some(
      (s) => s.resources.some((r) => pattern.test(r)) && s.actions.some((a) => action.test(a)),
    ),
  );

describe("identities", () => {
  const entitled = ["ingest-file", "push-to-meta", "push-to-data-manager", "push-to-google-ads"];
  test("their prefix and their key are open to ingest and push only", () => {
    expect(allowing(/IdentitiesKey/, /^kms:/)).toEqual(entitled);
    expect(allowing(/\/identities\//, /./)).toEqual(entitled);
    expect(allowing(/\/identities\//, /PutObject/)).toEqual(["ingest-file"]);
  });

  test("the ledger is open to push only", () => {
    expect(allowing(/\/ledger\//, /./)).toEqual(entitled.slice(1));
  });

  test("no one reaches their key but through S3", () => {
    const uses = functionNames
      .flatMap((name) => allowedTo(all, name))
      .filter((s) => s.resources.some((r) => r.includes("IdentitiesKey")));
    for (const { conditions } of uses) {
      const services: unknown[] = [conditions["StringEquals"]["kms:ViaService"]].flat();
      expect(services.map(textOf)).toEqual(["s3.<AWS::Region>.amazonaws.com"]);
    }
  });

  test("plaintext is read by ingest only, tokens by push only, the pseudonym key by ingest only", () => {
    expect(allowing(/Inbox.*\//, /./)).toEqual(["ingest-file"]);
    expect(allowing(/:secret:shop\/meta-main-\?{6}$/, /./)).toEqual(entitled.slice(1));
    expect(allowing(/PseudonymKey/, /./)).toEqual(["ingest-file"]);
  });

  test("collect-files sees which files lie in the inbox, and opens none", () => {
    expect(allowing(/Inbox/, /./)).toEqual(["ingest-file", "collect-files"]);
    const seen = allowedTo(all, "collect-files").filter(({ resources }) =>
      resources.some((resource) => resource.includes("Inbox")),
    );
    expect(seen.map(({ actions, conditions }) => ({ actions, conditions }))).toEqual([
      {
        actions: ["s3:ListBucketVersions"],
        conditions: { StringEquals: { "s3:prefix": prefixes.inbox } },
      },
    ]);
  });

  test("the members table is written by publish only", () => {
    expect(allowing(/Members/, /UpdateItem/)).toEqual(["publish-generation"]);
  });
});

describe("from an upload to ingest", () => {
  test("a new object below inbox/ becomes a message; what cannot be delivered is kept", () => {
    const rule = all.ofType("AWS::Events::Rule").find(({ id }) => id.startsWith("IngestRule"));
    expect(rule?.Properties["EventPattern"]).toMatchObject({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { object: { key: [{ prefix: prefixes.inbox }] } },
    });
    expect(rule?.Properties["Targets"][0].DeadLetterConfig).toBeDefined();
  });

  test("a message is hidden for six times the function's timeout and given up after five attempts", () => {
    expect(queue("Ingest")?.["VisibilityTimeout"]).toBeGreaterThanOrEqual(
      6 * functionSpecs["ingest-file"].timeout,
    );
    expect(queue("Ingest")?.["RedrivePolicy"].maxReceiveCount).toBe(5);
  });

  test("a failing file does not fail the others, and not too many are read at once", () => {
    const [mapping] = all.ofType("AWS::Lambda::EventSourceMapping");
    expect(mapping?.Properties).toMatchObject({
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  test("two functions may ask for a file to be taken in, and know where: ingest itself and collect-files", () => {
    const senders = allowing(/<Ingest.*\.Arn>/, /^sqs:SendMessage$/);
    expect(senders).toEqual(["ingest-file", "collect-files"]);
    for (const name of functionNames) {
      const { Variables } = fn(name).Properties["Environment"];
      expect(env.ingestQueue in Variables).toBe(senders.includes(name));
    }
  });

  test("ingest has the two processors and the disk that large files need", () => {
    expect(functionSpecs["ingest-file"]).toMatchObject({
      memory: 3008,
      timeout: 900,
      scratch: 10_240,
    });
  });

  test("queues are encrypted, refuse plain HTTP, and dead letters wait for 14 days", () => {
    for (const { Properties } of queues) expect(Properties["SqsManagedSseEnabled"]).toBe(true);
    for (const id of ["LostFiles", "MissedRefreshes"])
      expect(queue(id)?.["MessageRetentionPeriod"]).toBe(14 * 86_400);
    expect(all.ofType("AWS::SQS::QueuePolicy")).toHaveLength(queues.length);
  });
});

describe("what starts a refresh", () => {
  test("a receipt does, through request-refresh, which may start this machine and no other", () => {
    const rule = all.ofType("AWS::Events::Rule").find(({ id }) => id.startsWith("UploadRule"));
    expect(rule?.Properties["EventPattern"].detail.object).toEqual({
      key: [{ prefix: prefixes.receipts }],
    });
    expect(textOf(rule?.Properties["Targets"][0].Arn)).toBe(`<${fn("request-refresh").id}.Arn>`);
    const [machine] = all.ofType("AWS::StepFunctions::StateMachine");
    const start = allowedTo(all, "request-refresh").filter((s) =>
      s.actions.includes("states:StartExecution"),
    );
    expect(start.map((s) => s.resources)).toEqual([[`<${machine?.id}>`]]);
    expect(fn("request-refresh").Properties["Environment"].Variables).toHaveProperty(
      env.refreshStateMachine,
    );
  });

  test("a request that fails for good is kept", () => {
    const [config] = all.ofType("AWS::Lambda::EventInvokeConfig");
    expect(config?.Properties["DestinationConfig"].OnFailure.Destination).toBeDefined();
  });

  test("the night does, in the workspace's zone, with the schedule's own time as now", () => {
    const [schedule] = all.ofType("AWS::Scheduler::Schedule");
    expect(schedule?.Properties).toMatchObject({
      ScheduleExpression: "cron(5 2 * * ? *)",
      ScheduleExpressionTimezone: "Europe/Helsinki",
      FlexibleTimeWindow: { Mode: "OFF" },
    });
    expect(JSON.parse(schedule?.Properties["Target"].Input)).toEqual({
      now: "<aws.scheduler.scheduled-time>",
      trigger: "nightly",
    });
    expect(schedule?.Properties["Target"].DeadLetterConfig).toBeDefined();
  });
});

test("the stacks tell where everything is", () => {
  const told = Object.keys({ ...all.pipeline.Outputs, ...all.watch.Outputs });
  expect(told).toEqual(expect.arrayContaining(Object.values(outputs)));
});

test("a destination can go: the pipeline holds on to no platform's secret by an export", () => {
  expect(JSON.stringify(all.data.Outputs)).not.toContain("PlatformSecret");
});

test("nothing but known kinds of resources: no custom resource, no function of CDK's own", () => {
  const types = [all.data, all.pipeline, all.watch]
    .flatMap((one) => Object.values(one.Resources))
    .map(({ Type }) => Type);
  expect(
    types.filter((type) => type.startsWith("Custom::") || /CustomResource/.test(type)),
  ).toEqual([]);
});
