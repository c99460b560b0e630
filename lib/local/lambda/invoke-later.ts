import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Log } from "../cloud-event.ts";
import type { Flow } from "../flow.ts";
import type { Resource } from "../template/load-template.ts";
import { readProperties } from "../template/read-properties.ts";
import { Unsupported } from "../template/unsupported.ts";
import type { FunctionError } from "./function-host.ts";
import type { FunctionSpec } from "./function-spec.ts";
import type { Functions } from "./start-functions.ts";
import type { Outcome } from "./start-instance.ts";

const configSchema = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal("$LATEST"),
  MaximumRetryAttempts: z.number().default(2),
  MaximumEventAgeInSeconds: z.number().default(21_600),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() })
    .default({}),
});
type InvokeConfig = z.infer<typeof configSchema>;

/** Lambda waits one minute before the second attempt and two before the third (Lambda guide, asynchronous invocation, read 2026-11-22). */
const RETRY_AFTER_SECONDS = [60, 120];

export interface AsyncInvoker {
  knows(name: string): boolean;
  /** Takes the event at once; runs it, again after errors, and hands it on when it is given up. */
  invokeLater(name: string, payload: string): void;
  /** Where events go that were given up, by queue ARN. */
  onFailure(send: (arn: string, record: string) => Promise<unknown>): void;
  /** Every ARN that given-up events may go to. */
  readonly destinations: readonly string[];
}

export interface AsyncInvokerOptions {
  readonly functions: Functions;
  readonly flow: Flow;
  readonly log: Log;
  readonly now: () => Date;
  /** The AWS::Lambda::EventInvokeConfig resources. */
  readonly configs: readonly Resource[];
}

type SendOn = (arn: string, record: string) => Promise<unknown>;

/** Asynchronous invocation, as EventBridge does it. */
export function asyncInvoker(options: AsyncInvokerOptions): AsyncInvoker {
  const { functions, flow } = options;
  const configs = options.configs.map((resource) => readConfig(resource, functions));
  const givenUp: { send?: SendOn } = {};
  return {
    knows: (name) => functions.find(name) !== undefined,
    onFailure: (send) => {
      givenUp.send = send;
    },
    destinations: configs.flatMap((config) => destinationOf(config) ?? []),
    invokeLater: (name, payload) => {
      const spec = functions.find(name);
      if (spec === undefined) throw new Error(`There is no function ${name}.`);
      const config = configs.find(({ FunctionName }) => functions.find(FunctionName) === spec);
      const event: Event = {
        spec,
        payload,
        attempts: 1 + (config?.MaximumRetryAttempts ?? 2),
        destination: destinationOf(config),
      };
      void flow.last(runEvent(options, event, givenUp.send));
    },
  };
}

const destinationOf = (config: InvokeConfig | undefined): string | undefined =>
  config?.DestinationConfig.OnFailure?.Destination;

interface Event {
  readonly spec: FunctionSpec;
  readonly payload: string;
  readonly attempts: number;
  readonly destination: string | undefined;
}

async function runEvent(
  options: AsyncInvokerOptions,
  event: Event,
  send: SendOn | undefined,
): Promise<void> {
  const { spec, payload, destination } = event;
  const outcome = await attempt(options, event);
  if (outcome.ok) return;
  const error = outcome.error.errorType;
  options.log({ kind: "undeliverable", from: "asynchronous invocation", to: spec.name, error });
  if (destination !== undefined)
    await send?.(destination, record(options.now(), event, outcome.error));
  if (spec.deadLetterArn !== undefined) await send?.(spec.deadLetterArn, payload);
}

function readConfig(resource: Resource, functions: Functions): InvokeConfig {
  const config = readProperties(resource, configSchema, []);
  if (functions.find(config.FunctionName) === undefined)
    throw new Unsupported(`${resource.logicalId} is for an unknown function.`);
  return config;
}

async function attempt({ functions, flow }: AsyncInvokerOptions, event: Event): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await functions.invoke(event.spec.name, event.payload);
    if (outcome.ok || tries >= event.attempts) return outcome;
    await flow.sleep(RETRY_AFTER_SECONDS[tries - 1] ?? 120);
  }
}

/** The invocation record that a failure destination gets. */
function record(now: Date, { spec, payload, attempts }: Event, error: FunctionError): string {
  return JSON.stringify({
    version: "1.0",
    timestamp: now.toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: `${spec.arn}:$LATEST`,
      condition: "RetriesExhausted",
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload),
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    responsePayload: error,
  });
}
