import { randomUUID } from "node:crypto";
import { StateMachine } from "aws-local-stepfunctions";
import * as z from "zod";
import type { Log } from "../cloud-event.ts";
import type { Flow } from "../flow.ts";
import { AwsError } from "../front/aws-error.ts";
import type { Functions } from "../lambda/start-functions.ts";
import { jsonObjectSchema, jsonSchema } from "../template/json.ts";
import type { Json } from "../template/json.ts";
import type { Resource } from "../template/load-template.ts";
import { readProperties } from "../template/read-properties.ts";
import { Unsupported } from "../template/unsupported.ts";
import { checkDefinition } from "./check-definition.ts";
import type { Execution, ExecutionsLog } from "./executions-log.ts";
import { openExecutionsLog } from "./executions-log.ts";
import type { PreparedDefinition } from "./prepare-definition.ts";
import { prepareDefinition } from "./prepare-definition.ts";
import { installPromiseWithResolvers } from "./promise-with-resolvers.ts";
import type { ExecutionResult, RunningExecution } from "./run-execution.ts";
import { runExecution } from "./run-execution.ts";
import { invokeResource } from "./run-task.ts";

const machineSchema = z.strictObject({
  StateMachineName: z.string().optional(),
  StateMachineType: z.literal("STANDARD").default("STANDARD"),
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
});

/** Permissions, logs, tracing and encryption make no difference on a laptop. */
const ignored = [
  "RoleArn",
  "LoggingConfiguration",
  "TracingConfiguration",
  "EncryptionConfiguration",
  "Tags",
];

interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly runnable: StateMachine;
  readonly prepared: PreparedDefinition;
}

export interface StateMachines {
  readonly machines: readonly Machine[];
  readonly executions: ReadonlyMap<string, Execution>;
  knows(arn: string): boolean;
  /**
   * Starts an execution and answers with its ARN. The same name and input again is the same
   * execution while it runs. @throws AwsError ExecutionAlreadyExists, InvalidName, InvalidExecutionInput, StateMachineDoesNotExist
   */
  start(ask: { machine: string; input: string; name?: string | undefined }): string;
  /** Waits until it has ended. @throws AwsError ExecutionDoesNotExist */
  ended(arn: string): Promise<ExecutionResult>;
  stopExecution(arn: string): void;
  /** Aborts what runs. */
  stop(): Promise<void>;
}

export interface StateMachinesOptions {
  readonly state: string;
  readonly functions: Functions;
  readonly flow: Flow;
  readonly log: Log;
  readonly now: () => Date;
}

/** Step Functions: the template's definitions, run by aws-local-stepfunctions. */
export async function startStateMachines(
  resources: readonly Resource[],
  options: StateMachinesOptions,
): Promise<StateMachines> {
  installPromiseWithResolvers();
  const machines = resources.map((resource) => readMachine(resource, options.functions));
  const executions = await openExecutionsLog(options.state);
  const running = new Map<string, RunningExecution>();
  return {
    machines,
    executions: executions.all,
    knows: (arn) => machines.some((machine) => machine.arn === arn),
    start: (ask) => startExecution({ ...options, machines, executions, running }, ask),
    ended: async (arn) => running.get(arn)?.result ?? resultOf(found(executions, arn)),
    stopExecution: (arn) => {
      found(executions, arn);
      running.get(arn)?.abort();
    },
    stop: async () => {
      const all = [...running.values()];
      for (const execution of all) execution.abort();
      await Promise.all(all.map(({ result }) => result));
      await executions.close();
    },
  };
}

function readMachine(resource: Resource, functions: Functions): Machine {
  const read = readProperties(resource, machineSchema, ignored);
  const text = read.DefinitionString.replace(
    /\$\{(\w+)\}/g,
    (whole, name: string) => read.DefinitionSubstitutions[name] ?? whole,
  );
  const definition = jsonObjectSchema.parse(JSON.parse(text));
  checkDefinition(
    resource.name,
    definition,
    (called) => called === invokeResource || functions.find(called) !== undefined,
  );
  const prepared = prepareDefinition(definition);
  return {
    arn: resource.ref,
    name: resource.name,
    definition: text,
    prepared,
    runnable: runnable(resource.name, text, prepared),
  };
}

/** The template's own definition is validated; the prepared one runs. */
function runnable(name: string, text: string, prepared: PreparedDefinition): StateMachine {
  try {
    const validated = new StateMachine(JSON.parse(text));
    void validated;
  } catch (error) {
    throw new Unsupported(
      `The definition of ${name} is not valid: ${error instanceof Error ? error.message : ""}`,
    );
  }
  return new StateMachine(JSON.parse(JSON.stringify(prepared.definition)), {
    validationOptions: { noValidate: true },
  });
}

function found(executions: ExecutionsLog, arn: string): Execution {
  const execution = executions.all.get(arn);
  if (execution === undefined)
    throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  return execution;
}

const resultOf = ({ status, output, error, cause }: Execution): ExecutionResult => ({
  status: status === "RUNNING" ? "ABORTED" : status,
  output,
  error,
  cause,
});

interface Running extends StateMachinesOptions {
  readonly machines: readonly Machine[];
  readonly executions: ExecutionsLog;
  readonly running: Map<string, RunningExecution>;
}

interface Ask {
  readonly machine: string;
  readonly input: string;
  readonly name?: string | undefined;
}

function startExecution(all: Running, { machine: machineArn, input, name: given }: Ask): string {
  const machine = all.machines.find(({ arn }) => arn === machineArn);
  if (machine === undefined)
    throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${machineArn}'`);
  const name = given ?? randomUUID();
  // Step Functions API reference, StartExecution, read 2026-11-22: 1 to 80 characters, no white space, brackets, wildcards or special characters.
  if (!/^[\w.-]{1,80}$/.test(name)) throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
  const arn = `${machine.arn.replace(":stateMachine:", ":execution:")}:${name}`;
  const before = all.executions.all.get(arn);
  if (before?.status === "RUNNING" && before.input === input) return arn;
  if (before !== undefined)
    throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
  const parsed = parseInput(input);
  const execution: Execution = {
    arn,
    machineArn,
    name,
    input,
    startDate: all.now().getTime() / 1000,
    status: "RUNNING",
  };
  run(all, { machine, execution, input: parsed });
  return arn;
}

function run(
  all: Running,
  { machine, execution, input }: { machine: Machine; execution: Execution; input: Json },
): void {
  const { arn, name } = execution;
  const { executions, running, log, now } = all;
  const tell = (status: string) =>
    log({ kind: "execution", machine: machine.name, execution: arn, status });
  executions.write(execution);
  tell("RUNNING");
  const started = runExecution({
    ...all,
    arn,
    name,
    input,
    machine: machine.runnable,
    machineArn: machine.arn,
    machineName: machine.name,
    prepared: machine.prepared,
  });
  const result = started.result.then((ended) => {
    executions.write({ ...execution, ...ended, stopDate: now().getTime() / 1000 });
    running.delete(arn);
    tell(ended.status);
    return ended;
  });
  running.set(arn, { result, abort: () => started.abort() });
}

function parseInput(input: string): Json {
  try {
    return jsonSchema.parse(JSON.parse(input));
  } catch {
    throw new AwsError("InvalidExecutionInput", "Invalid State Machine Execution Input");
  }
}
