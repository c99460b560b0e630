import * as z from "zod";
import { AwsError } from "../front/aws-error.ts";
import type { Handler } from "../front/json-service.ts";
import { action, jsonService } from "../front/json-service.ts";
import type { Execution } from "./executions-log.ts";
import type { StateMachines } from "./start-state-machines.ts";

const short = ({ arn, machineArn, name, status, startDate, stopDate }: Execution) => ({
  executionArn: arn,
  stateMachineArn: machineArn,
  name,
  status,
  startDate,
  stopDate,
});

const byExecution = z.strictObject({
  executionArn: z.string(),
  includedData: z.literal("ALL_DATA").optional(),
});

const startSchema = z.strictObject({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default("{}"),
  traceHeader: z.string().optional(),
});

const listSchema = z.strictObject({
  stateMachineArn: z.string(),
  statusFilter: z.string().optional(),
  maxResults: z.number().default(100),
});

function findExecution(states: StateMachines, arn: string): Execution {
  const execution = states.executions.get(arn);
  if (execution === undefined)
    throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  return execution;
}

/** Newest first. */
const listExecutions = (
  states: StateMachines,
  { stateMachineArn, statusFilter, maxResults }: z.infer<typeof listSchema>,
) =>
  [...states.executions.values()]
    .filter(({ machineArn }) => machineArn === stateMachineArn)
    .filter(({ status }) => statusFilter === undefined || status === statusFilter)
    .toSorted((one, other) => other.startDate - one.startDate)
    .slice(0, maxResults)
    .map(short);

/** The Step Functions API, as far as the product and its users call it. */
export const statesApi = (states: StateMachines): Handler =>
  jsonService("Step Functions", {
    StartExecution: action(startSchema, ({ stateMachineArn, input, name }) => {
      const executionArn = states.start({ machine: stateMachineArn, input, name });
      return { executionArn, startDate: findExecution(states, executionArn).startDate };
    }),
    DescribeExecution: action(byExecution, ({ executionArn }) => {
      const execution = findExecution(states, executionArn);
      const { input, output, error, cause } = execution;
      return { ...short(execution), input, output, error, cause };
    }),
    ListExecutions: action(listSchema, (asked) => ({ executions: listExecutions(states, asked) })),
    StopExecution: action(
      z.strictObject({ executionArn: z.string() }),
      async ({ executionArn }) => {
        states.stopExecution(executionArn);
        await states.ended(executionArn);
        return { stopDate: findExecution(states, executionArn).stopDate };
      },
    ),
    ListStateMachines: action(z.strictObject({ maxResults: z.number().optional() }), () => ({
      stateMachines: states.machines.map(({ arn, name }) => ({
        stateMachineArn: arn,
        name,
        type: "STANDARD",
        creationDate: 0,
      })),
    })),
  });
