import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Log } from "../cloud-event.ts";
import type { Resource } from "../template/load-template.ts";
import { readProperties } from "../template/read-properties.ts";
import type { NextTime } from "./next-time.ts";
import { readSchedule } from "./next-time.ts";
import type { Targets } from "./send-to-target.ts";
import { sendOrGiveUp } from "./send-to-target.ts";

const scheduleSchema = z.strictObject({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default("UTC"),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal("OFF") }),
  Target: z.strictObject({
    Arn: z.string(),
    Input: z.string().default("{}"),
    RoleArn: z.string().optional(),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
    RetryPolicy: z
      .strictObject({
        MaximumEventAgeInSeconds: z.number().optional(),
        MaximumRetryAttempts: z.number().optional(),
      })
      .optional(),
  }),
});

interface Schedule {
  readonly names: readonly string[];
  readonly arn: string;
  readonly next: NextTime;
  readonly isEnabled: boolean;
  readonly target: z.infer<typeof scheduleSchema>["Target"];
}

export interface Schedules {
  /** Fires a schedule as if `at` were its time. Answers with the execution that it started, if it did. */
  fire(name: string, at: Date): Promise<string | undefined>;
  stop(): void;
}

export interface ScheduleOptions {
  readonly targets: Targets;
  readonly log: Log;
  readonly now: () => Date;
  /** by-clock: schedules also fire by themselves when the cloud's clock reaches their time. */
  readonly mode: "on-command" | "by-clock";
}

/** EventBridge Scheduler. */
export function startSchedules(
  resources: readonly Resource[],
  options: ScheduleOptions,
): Schedules {
  const schedules = resources.map((resource) => readOne(resource, options.targets));
  const stop = options.mode === "by-clock" ? watchClock(schedules, options) : () => {};
  return {
    stop,
    fire: async (name, at) => {
      const found = schedules.find(({ names }) => names.includes(name));
      if (found === undefined) throw new Error(`There is no schedule ${name}.`);
      return fire(found, options, at);
    },
  };
}

function readOne(resource: Resource, targets: Targets): Schedule {
  const read = readProperties(resource, scheduleSchema, ["Description", "GroupName", "KmsKeyArn"]);
  targets.check(read.Target.Arn, resource.logicalId);
  const arn = resource.attributes["Arn"] ?? "";
  return {
    names: [resource.name, arn, resource.logicalId],
    arn,
    next: readSchedule(read.ScheduleExpression, read.ScheduleExpressionTimezone),
    isEnabled: read.State === "ENABLED",
    target: read.Target,
  };
}

/** EventBridge Scheduler writes times to the second. */
const written = (at: Date) => at.toISOString().replace(/\.\d+Z$/, "Z");

function fire({ arn, target }: Schedule, options: ScheduleOptions, at: Date) {
  const input = target.Input.replaceAll("<aws.scheduler.scheduled-time>", written(at))
    .replaceAll("<aws.scheduler.schedule-arn>", arn)
    .replaceAll("<aws.scheduler.execution-id>", randomUUID())
    .replaceAll("<aws.scheduler.attempt-number>", "1");
  return sendOrGiveUp(
    options,
    { from: arn, to: target.Arn, deadLetter: target.DeadLetterConfig?.Arn },
    input,
  );
}

/** Looks at the cloud's clock each second: it may have been moved. */
function watchClock(schedules: readonly Schedule[], options: ScheduleOptions): () => void {
  const due = new Map(
    schedules
      .filter(({ isEnabled }) => isEnabled)
      .map((schedule) => [schedule, schedule.next(options.now())]),
  );
  const timer = setInterval(() => {
    for (const [schedule, time] of due) {
      if (time > options.now()) continue;
      due.set(schedule, schedule.next(time));
      void fire(schedule, options, time);
    }
  }, 1000);
  timer.unref();
  return () => clearInterval(timer);
}
