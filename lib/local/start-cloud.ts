import path from "node:path";
import { createBucket } from "./buckets/create-bucket.ts";
import { claimState } from "./claim-state.ts";
import type { Log } from "./cloud-event.ts";
import { objectCreated } from "./events/object-created.ts";
import type { Targets } from "./events/send-to-target.ts";
import { openTargets } from "./events/send-to-target.ts";
import type { EventBus } from "./events/start-event-bus.ts";
import { startEventBus } from "./events/start-event-bus.ts";
import { startSchedules } from "./events/start-schedules.ts";
import type { Flow } from "./flow.ts";
import { startFlow } from "./flow.ts";
import type { FrontDoor } from "./front/open-front-door.ts";
import { openFrontDoor } from "./front/open-front-door.ts";
import { readFunction } from "./lambda/function-spec.ts";
import { invokeApi } from "./lambda/invoke-api.ts";
import type { AsyncInvoker, AsyncInvokerOptions } from "./lambda/invoke-later.ts";
import { asyncInvoker } from "./lambda/invoke-later.ts";
import type { Functions } from "./lambda/start-functions.ts";
import { startFunctions } from "./lambda/start-functions.ts";
import type { Outcome } from "./lambda/start-instance.ts";
import type { LocalClock } from "./local-clock.ts";
import type { MappingOptions } from "./queues/map-events.ts";
import { mapEvents } from "./queues/map-events.ts";
import type { Queues } from "./queues/start-queues.ts";
import { startQueues } from "./queues/start-queues.ts";
import type { S3Service } from "./s3/start-s3.ts";
import { s3Service } from "./s3/start-s3.ts";
import type { Secrets } from "./secrets/start-secrets.ts";
import { startSecrets } from "./secrets/start-secrets.ts";
import { describeCaller, describeStacks } from "./stacks/describe-account.ts";
import type { ExecutionResult } from "./states/run-execution.ts";
import type { StateMachines, StateMachinesOptions } from "./states/start-state-machines.ts";
import { startStateMachines } from "./states/start-state-machines.ts";
import { statesApi } from "./states/states-api.ts";
import type { Tables } from "./tables/start-tables.ts";
import { startTables } from "./tables/start-tables.ts";
import type { LoadedTemplate, Resource } from "./template/load-template.ts";
import { loadTemplate } from "./template/load-template.ts";
import type { Assembly } from "./template/read-assembly.ts";
import { readAssembly } from "./template/read-assembly.ts";

export interface CloudOptions {
  /** A synthesized assembly: the folder with manifest.json. */
  readonly assembly: string;
  /** Folder of all data: objects, tables, secrets, execution names, logs. New, or of an earlier cloud. */
  readonly state: string;
  /** Of the endpoint; any free one when left out. */
  readonly port?: number;
  readonly clock: LocalClock;
  /** Values by the secrets' names, laid over what was kept. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Laid over every function's environment: where the platforms are. */
  readonly functionEnvironment: Readonly<Record<string, string>>;
  /** Told by how many seconds the clock has been moved instead of waiting. */
  readonly onWait: (seconds: number) => void | Promise<void>;
  /** Whether schedules fire when the clock reaches them, or only through `fireSchedule` (the default). */
  readonly schedules?: "on-command" | "by-clock";
  /** Rules to switch off: names, ARNs, logical ids, or keys of outputs that hold one of these. */
  readonly disabledRules?: readonly string[];
  readonly log: Log;
}

export interface Cloud {
  /** One URL for every service. */
  readonly endpoint: string;
  /** The outputs of all stacks. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Fires a schedule (by name, ARN, logical id or output key) for a moment. Answers with the execution's ARN, if it started one. */
  fireSchedule(nameOrOutput: string, at: Date): Promise<string | undefined>;
  /** Starts an execution and answers with its ARN. @throws AwsError as the API does. */
  startExecution(stateMachineArn: string, input: unknown, name?: string): Promise<string>;
  /** Waits until the execution has ended. */
  execution(arn: string): Promise<ExecutionResult>;
  /** Runs a function (by name, ARN or logical id) and waits. */
  invoke(functionName: string, payload: unknown): Promise<Outcome>;
  /** When no event, message, invocation or execution is in flight, and nothing waits to be tried again. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs the stacks of a synthesized assembly on this machine.
 * @throws StateInUse when another cloud runs on the state folder.
 * @throws Unsupported, naming it, for anything in the templates that the local cloud does not know.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const assembly = await readAssembly(options.assembly);
  const opened = [await claimState(options.state)];
  const close = async () => {
    for (const stop of opened.toReversed()) await stop();
  };
  try {
    const door = await openFrontDoor(options.port ?? 0);
    opened.push(() => door.close());
    const template = loadTemplate(assembly, door.endpoint);
    const services = await startServices(options, { assembly, door, template, opened });
    return cloudOf(options, { template, services, door, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Building {
  readonly assembly: Assembly;
  readonly door: FrontDoor;
  readonly template: LoadedTemplate;
  /** What to stop again, in the order it was started. */
  readonly opened: (() => Promise<void>)[];
}

interface Services {
  readonly flow: Flow;
  readonly s3: S3Service;
  readonly tables: Tables;
  readonly secrets: Secrets;
  readonly queues: Queues;
  readonly functions: Functions;
  readonly invoker: AsyncInvoker;
  readonly machines: StateMachines;
  readonly targets: Targets;
  readonly bus: EventBus;
}

const ofType = ({ resources }: LoadedTemplate, ...types: string[]): Resource[] =>
  resources.filter(({ type }) => types.includes(type));

async function startServices(options: CloudOptions, building: Building): Promise<Services> {
  const { clock, onWait, log, state } = options;
  const { template, opened, door } = building;
  const flow = startFlow({
    clock,
    onWait: async (seconds) => {
      log({ kind: "waited", seconds });
      await onWait(seconds);
    },
  });
  const stores = await startStores(options, building, () => bus);
  const queues = startQueues(ofType(template, "AWS::SQS::Queue"), door.port);
  const functions = await startFunctions({
    state,
    clock,
    flow,
    log,
    endpoint: door.endpoint,
    specs: ofType(template, "AWS::Lambda::Function").map(readFunction),
    assets: building.assembly.assets,
    environment: options.functionEnvironment,
  });
  opened.push(() => functions.stop());
  const running = { functions, flow, log, now: clock.now, queues, state };
  const reactions = await startReactions(building, running);
  const bus: EventBus = reactions.bus;
  // First of all, nobody is woken any more.
  opened.push(async () => flow.stop());
  return { flow, ...stores, queues, functions, ...reactions };
}

type Reactions = Pick<Services, "invoker" | "machines" | "targets" | "bus">;
type RunningFunctions = AsyncInvokerOptions & StateMachinesOptions & MappingOptions;

/** What reacts to events: rules, state machines, mappings, asynchronous invocations. */
async function startReactions(
  { template, opened }: Building,
  running: Omit<RunningFunctions, "configs">,
): Promise<Reactions> {
  const { queues, flow, log, now } = running;
  const configs = ofType(template, "AWS::Lambda::EventInvokeConfig");
  const invoker = asyncInvoker({ ...running, configs });
  const machines = await startStateMachines(
    ofType(template, "AWS::StepFunctions::StateMachine"),
    running,
  );
  opened.push(() => machines.stop());
  const targets = openTargets({ queues, machines, invoker, flow });
  for (const arn of invoker.destinations) targets.check(arn, "an asynchronous invocation");
  invoker.onFailure((arn, record) => targets.send(arn, record));
  const bus = startEventBus(ofType(template, "AWS::Events::Rule"), { targets, log, now });
  for (const mapping of ofType(template, "AWS::Lambda::EventSourceMapping"))
    mapEvents(mapping, running);
  return { invoker, machines, targets, bus };
}

/** What is kept in the state folder: objects, tables, secrets. */
async function startStores(
  { state, clock, log, secrets: given }: CloudOptions,
  { template, opened }: Building,
  bus: () => EventBus,
): Promise<Pick<Services, "s3" | "tables" | "secrets">> {
  const s3 = s3Service({
    root: path.join(state, "objects"),
    now: clock.now,
    onObjectCreated: async (object) => {
      log({ kind: "object", bucket: object.bucket, key: object.key });
      await bus().publish(objectCreated(object));
    },
  });
  for (const bucket of ofType(template, "AWS::S3::Bucket")) await createBucket(s3, bucket);
  const tables = await startTables(state);
  opened.push(() => tables.stop());
  for (const table of ofType(template, "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"))
    await tables.createTable(table);
  const secrets = await startSecrets({ state, now: clock.now });
  for (const secret of ofType(template, "AWS::SecretsManager::Secret"))
    await secrets.createSecret(secret, given[secret.name]);
  return { s3, tables, secrets };
}

interface Started {
  readonly template: LoadedTemplate;
  readonly services: Services;
  readonly door: FrontDoor;
  readonly close: () => Promise<void>;
}

function cloudOf(options: CloudOptions, { template, services, door, close }: Started): Cloud {
  const { flow, machines, functions, bus, targets } = services;
  const now = options.clock.now;
  const outputs = Object.assign({}, ...template.outputs.map((stack) => stack.outputs));
  const named = (name: string): string => outputs[name] ?? name;
  const mode = options.schedules ?? "on-command";
  const schedules = startSchedules(ofType(template, "AWS::Scheduler::Schedule"), {
    targets,
    log: options.log,
    now,
    mode,
  });
  for (const rule of options.disabledRules ?? []) bus.setEnabled(named(rule), false);
  door.serve({
    s3: (request, response) => services.s3.handle(request, response),
    dynamodb: services.tables.handle,
    sqs: services.queues.handle,
    secretsmanager: services.secrets.handle,
    states: statesApi(machines),
    events: bus.handle,
    lambda: invokeApi(functions, services.invoker),
    sts: describeCaller(),
    cloudformation: describeStacks(template.outputs, now()),
  });
  return {
    endpoint: door.endpoint,
    outputs,
    fireSchedule: (name, at) => schedules.fire(named(name), at),
    startExecution: async (machine, input, name) =>
      machines.start({ machine, input: JSON.stringify(input), name }),
    execution: (arn) => machines.ended(arn),
    invoke: (name, payload) => functions.invoke(name, JSON.stringify(payload)),
    idle: () => flow.idle(),
    stop: async () => {
      schedules.stop();
      await close();
    },
  };
}
