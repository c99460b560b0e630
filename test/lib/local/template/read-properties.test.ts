import { expect, test } from "vitest";
import { aCloud } from "../a-cloud.ts";
import { writeAssembly } from "../write-assembly.ts";

const table = {
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};

test.each([
  ["AWS::DynamoDB::Table", { ...table, StreamSpecification: {} }, "StreamSpecification"],
  [
    "AWS::S3::Bucket",
    { NotificationConfiguration: { LambdaConfigurations: [] } },
    "LambdaConfigurations",
  ],
  ["AWS::SQS::Queue", { FifoQueue: true }, "FifoQueue"],
  ["AWS::StepFunctions::StateMachine", { StateMachineType: "EXPRESS" }, "StateMachineType"],
  ["AWS::Events::Rule", { EventPattern: {}, ScheduleExpression: "rate(1 day)" }, "Schedule"],
])("%s with %j is refused, naming what it cannot run", async (Type, Properties, name) => {
  const shop = { Resources: { Thing: { Type, Properties } } };
  const started = aCloud(writeAssembly({ shop }));
  await expect(started).rejects.toThrow(new RegExp(`Thing \\(${Type}\\).*${name}`, "s"));
});
