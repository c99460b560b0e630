import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Log } from "../cloud-event.ts";
import { AwsError } from "../front/aws-error.ts";
import type { Handler } from "../front/json-service.ts";
import { action, jsonService } from "../front/json-service.ts";
import type { Json, JsonObject } from "../template/json.ts";
import { jsonObjectSchema } from "../template/json.ts";
import type { Resource } from "../template/load-template.ts";
import { account, region } from "../template/pseudo-parameters.ts";
import { readProperties } from "../template/read-properties.ts";
import type { Matcher } from "./match-pattern.ts";
import { compilePattern } from "./match-pattern.ts";
import type { Targets } from "./send-to-target.ts";
import { sendOrGiveUp } from "./send-to-target.ts";

const targetSchema = z.strictObject({
  Arn: z.string(),
  Id: z.string(),
  Input: z.string().optional(),
  InputPath: z
    .string()
    .regex(/^\$(\.[\w-]+)*$/, "only paths of names are known")
    .optional(),
  RoleArn: z.string().optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumEventAgeInSeconds: z.number().optional(),
      MaximumRetryAttempts: z.number().optional(),
    })
    .optional(),
});

const ruleSchema = z.strictObject({
  Name: z.string().optional(),
  EventPattern: jsonObjectSchema,
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Targets: z.array(targetSchema).default([]),
});

interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly pattern: JsonObject;
  readonly matches: Matcher;
  readonly targets: readonly z.infer<typeof targetSchema>[];
  enabled: boolean;
}

/** An event before the bus has dated and numbered it. */
export interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources: readonly string[];
  readonly time: Date;
}

export interface EventBus {
  readonly handle: Handler;
  /** Hands an event to the targets of every enabled rule that it fits. */
  publish(event: NewEvent): Promise<void>;
  setEnabled(rule: string, enabled: boolean): void;
}

export interface BusOptions {
  readonly targets: Targets;
  readonly log: Log;
  readonly now: () => Date;
}

/** EventBridge's default bus with the rules of the template. */
export function startEventBus(resources: readonly Resource[], options: BusOptions): EventBus {
  const rules = resources.map((resource) => readRule(resource, options.targets));
  const publish = async (event: NewEvent) => {
    const envelope = envelopeOf(event);
    for (const rule of rules) {
      if (!rule.enabled || !rule.matches(envelope)) continue;
      for (const target of rule.targets) {
        await sendOrGiveUp(
          options,
          { from: rule.name, to: target.Arn, deadLetter: target.DeadLetterConfig?.Arn },
          target.Input ?? JSON.stringify(follow(envelope, target.InputPath ?? "$")),
        );
      }
    }
  };
  const setEnabled = (name: string, enabled: boolean) => {
    findRule(rules, name).enabled = enabled;
  };
  return { publish, setEnabled, handle: busActions(rules, publish, options.now) };
}

function readRule(resource: Resource, targets: Targets): Rule {
  const read = readProperties(resource, ruleSchema, ["Description", "RoleArn", "Tags"]);
  for (const { Arn, DeadLetterConfig } of read.Targets) {
    targets.check(Arn, resource.logicalId);
    if (DeadLetterConfig !== undefined) targets.check(DeadLetterConfig.Arn, resource.logicalId);
  }
  return {
    name: resource.name,
    arn: resource.attributes["Arn"] ?? "",
    pattern: read.EventPattern,
    matches: compilePattern(read.EventPattern),
    targets: read.Targets,
    enabled: read.State === "ENABLED",
  };
}

function envelopeOf(event: NewEvent): JsonObject {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": event.detailType,
    source: event.source,
    account,
    time: event.time.toISOString().replace(/\.\d+Z$/, "Z"),
    region,
    resources: [...event.resources],
    detail: event.detail,
  };
}

function follow(event: Json, path: string): Json {
  let value: Json = event;
  for (const name of path.split(".").slice(1))
    value = jsonObjectSchema.catch({}).parse(value)[name] ?? null;
  return value;
}

function findRule(rules: readonly Rule[], name: string): Rule {
  const rule = rules.find((candidate) => candidate.name === name || candidate.arn === name);
  if (rule === undefined)
    throw new AwsError("ResourceNotFoundException", `Rule ${name} does not exist.`);
  return rule;
}

const describe = ({ name, arn, pattern, enabled }: Rule) => ({
  Name: name,
  Arn: arn,
  EventPattern: JSON.stringify(pattern),
  State: enabled ? "ENABLED" : "DISABLED",
  EventBusName: "default",
});

const entrySchema = z.strictObject({
  Source: z.string(),
  DetailType: z.string(),
  Detail: z.string().transform((text) => jsonObjectSchema.parse(JSON.parse(text))),
  Resources: z.array(z.string()).default([]),
  EventBusName: z.literal("default").optional(),
});

function busActions(
  rules: readonly Rule[],
  publish: EventBus["publish"],
  now: () => Date,
): Handler {
  const byName = z.strictObject({
    Name: z.string(),
    EventBusName: z.literal("default").optional(),
  });
  const putEvents = z.strictObject({ Entries: z.array(entrySchema) });
  return jsonService("EventBridge", {
    PutEvents: action(putEvents, async ({ Entries }) => {
      for (const { Source, DetailType, Detail, Resources } of Entries)
        await publish({
          source: Source,
          detailType: DetailType,
          detail: Detail,
          resources: Resources,
          time: now(),
        });
      return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) };
    }),
    ListRules: action(z.strictObject({ NamePrefix: z.string().default("") }), ({ NamePrefix }) => ({
      Rules: rules.filter(({ name }) => name.startsWith(NamePrefix)).map(describe),
    })),
    DescribeRule: action(byName, ({ Name }) => describe(findRule(rules, Name))),
    EnableRule: action(byName, ({ Name }) => {
      findRule(rules, Name).enabled = true;
    }),
    DisableRule: action(byName, ({ Name }) => {
      findRule(rules, Name).enabled = false;
    }),
  });
}
