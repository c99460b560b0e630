/** Where the local cloud stands: a made-up account in the region of the demo. */
export const region = "eu-north-1";
export const account = "000000000000";

export const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** What `Ref` gives for the names that every template knows. */
export const pseudoParameters = (stack: string): Readonly<Record<string, string>> => ({
  "AWS::AccountId": account,
  "AWS::Region": region,
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
  "AWS::StackName": stack,
  "AWS::StackId": arnOf("cloudformation", `stack/${stack}/local`),
});
