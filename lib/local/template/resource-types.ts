import { account, arnOf, region } from "./pseudo-parameters.ts";

/** What a resource is called by: the value of `Ref`, and of `Fn::GetAtt` by attribute. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ResourceType {
  /** Which property holds a name given by the template. */
  readonly nameProperty?: string;
  readonly identify: (name: string, sqsBase: string) => Identity;
  /** Why the local cloud does nothing for it; undefined when it runs it. */
  readonly ignored?: string;
}

const named = (service: string, kind: string, nameProperty: string): ResourceType => ({
  nameProperty,
  identify: (name) => ({ ref: name, attributes: { Arn: arnOf(service, `${kind}${name}`) } }),
});

const byArn = (service: string, kind: string, nameProperty: string): ResourceType => ({
  nameProperty,
  identify: (name) => {
    const arn = arnOf(service, `${kind}${name}`);
    return { ref: arn, attributes: { Arn: arn, Name: name, Id: arn } };
  },
});

const ignored = (reason: string, service = "local", kind = ""): ResourceType => ({
  identify: (name) => {
    const arn = arnOf(service, `${kind}${name}`);
    return { ref: name, attributes: { Arn: arn, Id: name, KeyId: name, Name: name } };
  },
  ignored: reason,
});

const ignoredByArn = (reason: string, service: string, kind = ""): ResourceType => ({
  ...byArn(service, kind, "Name"),
  ignored: reason,
});

const bucket: ResourceType = {
  nameProperty: "BucketName",
  identify: (name) => ({
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    },
  }),
};

const queue: ResourceType = {
  nameProperty: "QueueName",
  identify: (name, sqsBase) => ({
    ref: `${sqsBase}/${account}/${name}`,
    attributes: {
      Arn: arnOf("sqs", name),
      QueueName: name,
      QueueUrl: `${sqsBase}/${account}/${name}`,
    },
  }),
};

const role: ResourceType = {
  nameProperty: "RoleName",
  identify: (name) => ({
    ref: name,
    attributes: { Arn: `arn:aws:iam::${account}:role/${name}`, RoleId: name },
  }),
  ignored: "permissions are not checked on a laptop",
};

/** Every resource type that the local cloud knows. Any other is refused by its name. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  "AWS::S3::Bucket": bucket,
  "AWS::DynamoDB::Table": named("dynamodb", "table/", "TableName"),
  "AWS::DynamoDB::GlobalTable": named("dynamodb", "table/", "TableName"),
  "AWS::SQS::Queue": queue,
  "AWS::Lambda::Function": named("lambda", "function:", "FunctionName"),
  "AWS::Lambda::EventSourceMapping": byArn("lambda", "event-source-mapping:", "Name"),
  "AWS::Lambda::EventInvokeConfig": named("lambda", "event-invoke-config:", "Name"),
  "AWS::StepFunctions::StateMachine": byArn("states", "stateMachine:", "StateMachineName"),
  "AWS::Events::Rule": named("events", "rule/", "Name"),
  "AWS::Scheduler::Schedule": named("scheduler", "schedule/default/", "Name"),
  "AWS::SecretsManager::Secret": byArn("secretsmanager", "secret:", "Name"),

  "AWS::IAM::Role": role,
  "AWS::IAM::Policy": ignored("permissions are not checked on a laptop", "iam", "policy/"),
  "AWS::IAM::ManagedPolicy": ignoredByArn(
    "permissions are not checked on a laptop",
    "iam",
    "policy/",
  ),
  "AWS::S3::BucketPolicy": ignored("permissions are not checked on a laptop"),
  "AWS::SQS::QueuePolicy": ignored("permissions are not checked on a laptop"),
  "AWS::SNS::TopicPolicy": ignored("permissions are not checked on a laptop"),
  "AWS::SecretsManager::ResourcePolicy": ignored("permissions are not checked on a laptop"),
  "AWS::Lambda::Permission": ignored("permissions are not checked on a laptop"),
  "AWS::KMS::Key": ignored("the laptop's disk is not encrypted by KMS", "kms", "key/"),
  "AWS::KMS::Alias": ignored("the laptop's disk is not encrypted by KMS", "kms", ""),
  "AWS::Logs::LogGroup": ignored("logs are written to files", "logs", "log-group:"),
  "AWS::Logs::MetricFilter": ignored("nobody is woken by a laptop", "logs"),
  "AWS::CloudWatch::Alarm": ignored("nobody is woken by a laptop", "cloudwatch", "alarm:"),
  "AWS::CloudWatch::CompositeAlarm": ignored("nobody is woken by a laptop", "cloudwatch", "alarm:"),
  "AWS::CloudWatch::Dashboard": ignored("nobody looks at a laptop's dashboards", "cloudwatch"),
  "AWS::SNS::Topic": ignoredByArn("only alarms publish to it", "sns"),
  "AWS::SNS::Subscription": ignored("only alarms publish to the topics", "sns"),
  "AWS::Lambda::LayerVersion": ignoredByArn(
    "layers hold arm64 Linux code; what bundles leave out comes from the product's node_modules",
    "lambda",
    "layer:",
  ),
  "AWS::Scheduler::ScheduleGroup": ignored("a name only", "scheduler", "schedule-group/"),
  "AWS::ApplicationSignals::ServiceLevelObjective": ignored("nobody is woken by a laptop"),
  "AWS::CDK::Metadata": ignored("says only how the template was made"),
};
