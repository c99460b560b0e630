import { AwsError } from "../front/aws-error.ts";
import { escapeXml } from "../front/answer.ts";
import type { Handler } from "../front/json-service.ts";
import { queryService } from "../front/query-service.ts";
import type { StackOutputs } from "../template/load-template.ts";
import { account, arnOf } from "../template/pseudo-parameters.ts";

/** STS: who am I? Enough for the CLI and for SDKs that ask. */
export const describeCaller = (): Handler =>
  queryService("STS", {
    xmlns: "https://sts.amazonaws.com/doc/2011-06-15/",
    actions: {
      GetCallerIdentity: () =>
        `<Arn>arn:aws:iam::${account}:root</Arn><UserId>${account}</UserId><Account>${account}</Account>`,
    },
  });

/** CloudFormation: the stacks and their outputs, by which a deployed stack is found as well. */
export const describeStacks = (stacks: readonly StackOutputs[], created: Date): Handler =>
  queryService("CloudFormation", {
    xmlns: "http://cloudformation.amazonaws.com/doc/2010-05-15/",
    actions: {
      DescribeStacks: (parameters) => {
        const wanted = parameters.get("StackName");
        const found = stacks.filter(({ stack }) => wanted === null || wanted === stack);
        if (found.length === 0)
          throw new AwsError("ValidationError", `Stack with id ${wanted} does not exist`);
        return `<Stacks>${found.map((stack) => stackXml(stack, created)).join("")}</Stacks>`;
      },
    },
  });

function stackXml({ stack, outputs }: StackOutputs, created: Date): string {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${escapeXml(key)}</OutputKey><OutputValue>${escapeXml(value)}</OutputValue></member>`,
  );
  return `<member><StackName>${escapeXml(stack)}</StackName><StackId>${arnOf("cloudformation", `stack/${stack}/local`)}</StackId><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>${created.toISOString()}</CreationTime><Outputs>${members.join("")}</Outputs></member>`;
}
