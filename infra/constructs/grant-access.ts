import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Stack } from "aws-cdk-lib";
import * as z from "zod";
import { prefixes } from "../../lib/app/names.ts";
import type { DataStack } from "../data-stack.ts";
import { acknowledge } from "./acknowledge.ts";
import type { PipelineFunction } from "./pipeline-function.ts";
import type { FunctionSpec, TableAccess } from "../function-specs.ts";

const exportSchema = z.object({ "Fn::ImportValue": z.string() });
const READ_ITEMS = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"];
const WRITE_ITEMS = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];
const UNDER_OWN_KEY: readonly string[] = [prefixes.identities, prefixes.ledger];

/** Allows a function's role exactly what the spec says, with every action and prefix spelled out. */
export function grantAccess(fn: PipelineFunction, spec: FunctionSpec, data: DataStack): void {
  const statements = [
    ...objectStatements(data.inbox, spec.inbox ?? { read: [], write: [] }),
    ...listingStatements(data.inbox, spec.listsInbox),
    ...objectStatements(data.lake, spec.lake),
    ...itemStatements(data.control, spec.control),
    ...itemStatements(data.members, spec.members),
    ...secretStatements(spec, data),
    ...keyStatements(spec, data),
  ];
  for (const statement of statements) fn.addToRolePolicy(statement);
  acknowledgePrefixes(fn, data.inbox, [...(spec.inbox?.read ?? []), ...(spec.inbox?.write ?? [])]);
  acknowledgePrefixes(fn, data.lake, [...spec.lake.read, ...spec.lake.write]);
}

/** cdk-nag names a finding after the resolved ARN, so the acknowledgement is made from the same export. */
function acknowledgePrefixes(fn: PipelineFunction, bucket: Bucket, paths: readonly string[]): void {
  const arn: unknown = fn.stack.resolve(bucket.stack.exportValue(bucket.bucketArn));
  const exported = exportSchema.parse(arn)["Fn::ImportValue"];
  for (const prefix of paths)
    acknowledge(fn.ownRole, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::${exported}/${prefix}*]`]: `Object keys under ${prefix} carry ids that are not known before; the prefix is the narrowest name there is.`,
    });
}

const allow = (actions: readonly string[], resources: readonly string[]) =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });

function objectStatements(
  bucket: Bucket,
  paths: { readonly read: readonly string[]; readonly write: readonly string[] },
): PolicyStatement[] {
  const under = (list: readonly string[]) => list.map((p) => bucket.arnForObjects(`${p}*`));
  return [
    ...(paths.read.length === 0
      ? []
      : [
          allow(["s3:GetObject", "s3:GetObjectVersion"], under(paths.read)),
          // Without it S3 answers "forbidden" for an object that is not there. A condition on the
          // prefix would not do: reading one object carries no prefix to compare.
          allow(["s3:ListBucket"], [bucket.bucketArn]),
        ]),
    ...(paths.write.length === 0
      ? []
      : [allow(["s3:PutObject", "s3:AbortMultipartUpload"], under(paths.write))]),
  ];
}

/** Names, times and sizes of a prefix's objects, in all their versions; nothing of what is in them. */
function listingStatements(bucket: Bucket, prefix: string | undefined): PolicyStatement[] {
  if (prefix === undefined) return [];
  return [
    new PolicyStatement({
      actions: ["s3:ListBucketVersions"],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: { "s3:prefix": prefix } },
    }),
  ];
}

function itemStatements(table: Table, access: TableAccess | undefined): PolicyStatement[] {
  if (access === undefined) return [];
  const actions = access === "read" ? READ_ITEMS : [...READ_ITEMS, ...WRITE_ITEMS];
  return [allow(actions, [table.tableArn])];
}

function secretStatements(spec: FunctionSpec, data: DataStack): PolicyStatement[] {
  if (spec.secrets === undefined) return [];
  const arns = spec.secrets === "platforms" ? data.platformSecretArns : [data.pseudonymKey.ref];
  return arns.length === 0 ? [] : [allow(["secretsmanager:GetSecretValue"], arns)];
}

/** Both keys only through the services that hold the data; the identities key only where a prefix under it is allowed. */
function keyStatements(spec: FunctionSpec, data: DataStack): PolicyStatement[] {
  const { region } = Stack.of(data);
  const touched = [...spec.lake.read, ...spec.lake.write];
  const through = (services: readonly string[]) => ({
    StringEquals: { "kms:ViaService": services.map((s) => `${s}.${region}.amazonaws.com`) },
  });
  const use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"];
  return [
    new PolicyStatement({
      actions: use,
      resources: [data.dataKey.keyArn],
      conditions: through(["s3", "dynamodb", "secretsmanager"]),
    }),
    ...(touched.some((prefix) => UNDER_OWN_KEY.includes(prefix))
      ? [
          new PolicyStatement({
            actions: use,
            resources: [data.identitiesKey.keyArn],
            conditions: through(["s3"]),
          }),
        ]
      : []),
  ];
}
