import { aFunction, writeAssembly } from "./write-assembly.ts";

const bucket = {
  Type: "AWS::S3::Bucket",
  Properties: {
    VersioningConfiguration: { Status: "Enabled" },
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  },
};

const data = {
  Resources: {
    Inbox: bucket,
    Rows: {
      Type: "AWS::DynamoDB::Table",
      Properties: {
        TableName: "rows",
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    },
    Token: { Type: "AWS::SecretsManager::Secret", Properties: { Name: "shop/token" } },
    Pseudonyms: {
      Type: "AWS::SecretsManager::Secret",
      Properties: { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
    },
  },
  Outputs: {
    InboxBucket: { Value: { Ref: "Inbox" }, Export: { Name: "data:Inbox" } },
    Rows: { Value: { Ref: "Rows" }, Export: { Name: "data:Rows" } },
    Pseudonyms: { Value: { Ref: "Pseudonyms" } },
  },
};

const inboxRule = (target: object, prefix: string, state = "ENABLED") => ({
  Type: "AWS::Events::Rule",
  Properties: {
    EventPattern: {
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: {
        bucket: { name: [{ "Fn::ImportValue": "data:Inbox" }] },
        object: { key: [{ prefix }] },
      },
    },
    State: state,
    Targets: [{ Id: "one", Arn: target }],
  },
});

const pipeline = {
  Resources: {
    Lost: { Type: "AWS::SQS::Queue", Properties: {} },
    Ingest: {
      Type: "AWS::SQS::Queue",
      Properties: {
        VisibilityTimeout: 900,
        RedrivePolicy: {
          deadLetterTargetArn: { "Fn::GetAtt": ["Lost", "Arn"] },
          maxReceiveCount: 3,
        },
      },
    },
    Store: aFunction("store", {
      Environment: { Variables: { TABLE: { "Fn::ImportValue": "data:Rows" } } },
    }),
    Mapping: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        EventSourceArn: { "Fn::GetAtt": ["Ingest", "Arn"] },
        FunctionName: { Ref: "Store" },
        BatchSize: 5,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
    },
    InboxRule: inboxRule({ "Fn::GetAtt": ["Ingest", "Arn"] }, "inbox/"),
    Fail: aFunction("fail"),
    FailRule: inboxRule({ "Fn::GetAtt": ["Fail", "Arn"] }, "receipts/"),
    Retries: {
      Type: "AWS::Lambda::EventInvokeConfig",
      Properties: {
        FunctionName: { Ref: "Fail" },
        Qualifier: "$LATEST",
        DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["Missed", "Arn"] } } },
      },
    },
    Missed: { Type: "AWS::SQS::Queue", Properties: {} },
    Role: { Type: "AWS::IAM::Role", Properties: {} },
  },
  Outputs: {
    Lost: { Value: { Ref: "Lost" } },
    Missed: { Value: { Ref: "Missed" } },
    IngestQueue: { Value: { Ref: "Ingest" } },
    ReceiptRule: { Value: { Ref: "FailRule" } },
  },
};

const code = {
  "store/index.js": `
    const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
    const table = new DynamoDBClient({});
    exports.handler = async ({ Records }, context) => {
      const batchItemFailures = [];
      for (const { body, messageId, attributes } of Records) {
        const event = JSON.parse(body);
        const key = event.detail.object.key;
        console.log("storing", key);
        if (key.includes("poison")) { batchItemFailures.push({ itemIdentifier: messageId }); continue; }
        await table.send(new PutItemCommand({ TableName: process.env.TABLE, Item: {
          pk: { S: key }, size: { N: String(event.detail.object.size) },
          event: { S: body }, platform: { S: process.env.PLATFORM }, now: { S: new Date().toISOString() } } }));
      }
      return { batchItemFailures };
    };`,
  "fail/index.js": `exports.handler = async () => { const e = new Error("no"); e.name = "Busy"; throw e; };`,
};

/** Files in, rows in a table: a bucket, rules, queues, a function that stores and one that fails. */
export const anIngestAssembly = (): string => writeAssembly({ pipeline, data }, code);
