import { DescribeExecutionCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { SFNClient } from "@aws-sdk/client-sfn";

/** Starts an execution under a name that Step Functions gives it. Gives its ARN. */
export async function startExecution(
  client: SFNClient,
  stateMachine: string,
  input: unknown,
): Promise<string> {
  const request = { stateMachineArn: stateMachine, input: JSON.stringify(input) };
  const { executionArn } = await client.send(new StartExecutionCommand(request));
  if (executionArn === undefined) throw new Error("Step Functions gave no execution");
  return executionArn;
}

/** Where an execution is, in Step Functions' words, its input as JSON text, and the name of the error that ended it. */
export async function executionState(client: SFNClient, executionArn: string) {
  const { status, input, error } = await client.send(
    new DescribeExecutionCommand({ executionArn }),
  );
  return { status: status ?? "UNKNOWN", input: input ?? "{}", error };
}
