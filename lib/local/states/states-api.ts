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

/** The Step Functions API, as far as the product and its users call it. */
export function statesApi(states: StateMachines): Handler {
  const find = (arn: string): Execution => {
    const execution = states.executions.get(arn);
    if (execution === undefined)
      throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
    return execution;
  };
  return jsonService("Step Functions", {
    StartExecution: action(
      z.strictObject({
        stateMachineArn: z.string(),
        name: z.string().optional(),
        input: z.string().default("{}"),
        traceHeader: z.string().optional(),
      }),
      ({ stateMachineArn, input, name }) => {
        const executionArn = states.start({ machine: stateMachineArn, input, name });
        return { executionArn, startDate: find(executionArn).startDate };
      },
    ),
    DescribeExecution: action(byExecution, ({ executionArn }) => {
      const execution = find(executionArn);
      const { input, output, error, cause } = execution;
      return { ...short(execution), input, output, error, cause };
    }),
    ListExecutions: action(
      z.strictObject({
        stateMachineArn: z.string(),
        statusFilter: z.string().optional(),
        maxResults: z.number().default(100),
      }),
      ({ stateMachineArn, statusFilter, maxResults }) => ({
        executions: [...states.executions.values()]
          .filter(({ machineArn }) => machineArn === stateMachineArn)
          .filter(({ status }) => statusFilter === undefined || status === statusFilter)
          .toSorted((one, other) => other.startDate - one.startDate)
          .slice(0, maxResults)
          .map(short),
      }),
    ),
    StopExecution: action(
      z.strictObject({ executionArn: z.string() }),
      async ({ executionArn }) => {
        states.stopExecution(executionArn);
        await states.ended(executionArn);
        return { stopDate: find(executionArn).stopDate };
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
}
