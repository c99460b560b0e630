import { expect, test } from "vitest";
import { loadTemplate } from "../../../../lib/local/template/load-template.ts";
import { readAssembly } from "../../../../lib/local/template/read-assembly.ts";
import type { FixtureStack } from "../write-assembly.ts";
import { writeAssembly } from "../write-assembly.ts";

const load = async (stacks: Record<string, FixtureStack>) =>
  loadTemplate(await readAssembly(writeAssembly(stacks)), "http://127.0.0.1:9");

/** The outputs of a stack whose values are the given expressions. */
const resolve = async (values: Record<string, unknown>, more: Partial<FixtureStack> = {}) => {
  const Outputs = Object.fromEntries(
    Object.entries(values).map(([key, Value]) => [key, { Value }]),
  );
  const { outputs } = await load({ shop: { Resources: {}, ...more, Outputs } });
  return outputs[0]?.outputs;
};

test("references, attributes and the intrinsic functions resolve", async () => {
  const resolved = await resolve(
    {
      ref: { Ref: "Lost" },
      named: { Ref: "Named" },
      att: { "Fn::GetAtt": ["Named", "Arn"] },
      dotted: { "Fn::GetAtt": "Named.QueueName" },
      join: { "Fn::Join": ["-", ["a", { Ref: "AWS::Region" }]] },
      sub: { "Fn::Sub": "${Named.Arn}/${Colour}/${AWS::AccountId}/${!kept}" },
      subOwn: { "Fn::Sub": ["${x}!", { x: { Ref: "Colour" } }] },
      select: { "Fn::Select": [1, { "Fn::Split": [",", "a,b,c"] }] },
      mapped: { "Fn::FindInMap": ["Sizes", "eu", "small"] },
      chosen: { "Fn::If": ["IsBlue", "sea", "land"] },
      not: { "Fn::If": ["IsNotBlue", "sea", "land"] },
    },
    {
      Parameters: { Colour: { Type: "String", Default: "blue" } },
      Mappings: { Sizes: { eu: { small: "1" } } },
      Conditions: {
        IsBlue: { "Fn::Equals": [{ Ref: "Colour" }, "blue"] },
        IsNotBlue: { "Fn::Not": [{ Condition: "IsBlue" }] },
      },
      Resources: {
        Lost: { Type: "AWS::SQS::Queue" },
        Named: { Type: "AWS::SQS::Queue", Properties: { QueueName: "orders" } },
      },
    },
  );
  const arn = "arn:aws:sqs:eu-north-1:000000000000:orders";
  expect(resolved).toEqual({
    ref: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/000000000000\/shop-lost-[0-9a-f]{8}$/),
    named: "http://127.0.0.1:9/000000000000/orders",
    att: arn,
    dotted: "orders",
    join: "a-eu-north-1",
    sub: `${arn}/blue/000000000000/\${kept}`,
    subOwn: "blue!",
    select: "b",
    mapped: "1",
    chosen: "sea",
    not: "land",
  });
});

test("a stack may use what a later one exports", async () => {
  const { outputs } = await load({
    pipeline: { Resources: {}, Outputs: { Inbox: { Value: { "Fn::ImportValue": "data:Inbox" } } } },
    data: {
      Resources: { Inbox: { Type: "AWS::S3::Bucket", Properties: { BucketName: "inbox" } } },
      Outputs: { Inbox: { Value: { Ref: "Inbox" }, Export: { Name: "data:Inbox" } } },
    },
  });
  expect(outputs[0]?.outputs).toEqual({ Inbox: "inbox" });
});

test("names that the template does not give are the same on every load", async () => {
  const once = await resolve(
    { a: { Ref: "B" } },
    { Resources: { B: { Type: "AWS::S3::Bucket" } } },
  );
  const again = await resolve(
    { a: { Ref: "B" } },
    { Resources: { B: { Type: "AWS::S3::Bucket" } } },
  );
  expect(once).toEqual(again);
});

test("a resource whose condition is false is left out", async () => {
  const { resources } = await load({
    shop: {
      Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
      Resources: { Q: { Type: "AWS::SQS::Queue", Condition: "Never" } },
    },
  });
  expect(resources).toEqual([]);
});

test("what does not run on a laptop still has its name where others refer to it", async () => {
  const { resources, outputs } = await load({
    shop: {
      Resources: { Key: { Type: "AWS::KMS::Key" }, Role: { Type: "AWS::IAM::Role" } },
      Outputs: { Key: { Value: { "Fn::GetAtt": ["Key", "Arn"] } } },
    },
  });
  expect(resources).toEqual([]);
  expect(outputs[0]?.outputs["Key"]).toMatch(/^arn:aws:kms:eu-north-1:000000000000:key\//);
});

test.each([
  [
    "a resource type",
    { Resources: { Web: { Type: "AWS::EC2::Instance" } } },
    /AWS::EC2::Instance \(Web in shop\)/,
  ],
  [
    "an attribute",
    {
      Resources: { B: { Type: "AWS::S3::Bucket" } },
      Outputs: { x: { Value: { "Fn::GetAtt": ["B", "WebsiteURL"] } } },
    },
    /WebsiteURL of AWS::S3::Bucket/,
  ],
  ["a function", { Resources: {}, Outputs: { x: { Value: { "Fn::Base64": "a" } } } }, /Fn::Base64/],
  [
    "an export",
    { Resources: {}, Outputs: { x: { Value: { "Fn::ImportValue": "gone" } } } },
    /exports gone/,
  ],
  ["a reference", { Resources: {}, Outputs: { x: { Value: { Ref: "Gone" } } } }, /Gone/],
])("%s that the local cloud does not know is refused by name", async (_, shop, message) => {
  await expect(load({ shop })).rejects.toThrow(message);
});

test("a folder without a stack is refused", async () => {
  await expect(readAssembly(writeAssembly({}))).rejects.toThrow(/no stack/);
});
