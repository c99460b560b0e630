import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { InputProblem } from "../../core/failure.ts";

/**
 * The outputs of a deployed stack, found by the name it was deployed under; the pipeline's stack
 * carries them all. Throws `InputProblem` when there is no such stack in this account and region.
 */
export async function stackOutputs(name: string): Promise<Record<string, string>> {
  const client = new CloudFormationClient({});
  const described = await client
    .send(new DescribeStacksCommand({ StackName: `${name}-pipeline` }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === "ValidationError") {
        throw new InputProblem(`there is no stack ${name}-pipeline in this account and region`);
      }
      throw error;
    });
  const outputs = described.Stacks?.[0]?.Outputs ?? [];
  return Object.fromEntries(
    outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
  );
}
