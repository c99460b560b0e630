import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WatchedCloud } from "./a-cloud.ts";
import { aCloud } from "./a-cloud.ts";
import { anIngestAssembly } from "./an-ingest-assembly.ts";
import { aFolder } from "./write-assembly.ts";

const run = promisify(execFile);
const hasCli = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

let cloud: WatchedCloud;
beforeAll(async () => {
  cloud = await aCloud(anIngestAssembly(), { functionEnvironment: { PLATFORM: "none" } });
});
afterAll(() => cloud.stop());

const credentials = [
  "AWS_ACCESS_KEY_ID=any",
  "AWS_SECRET_ACCESS_KEY=any",
  "AWS_DEFAULT_REGION=eu-north-1",
];
const aws = async (...words: string[]) => {
  const { stdout } = await run("env", [
    ...credentials,
    "aws",
    "--endpoint-url",
    cloud.endpoint,
    ...words,
  ]);
  return stdout;
};

test.skipIf(!hasCli)("the AWS CLI uploads, lists, reads rows, and finds the stack", async () => {
  const file = path.join(aFolder(), "cli.csv");
  writeFileSync(file, "from,the,cli\n");
  const inbox = `s3://${cloud.outputs["InboxBucket"]}`;
  await aws("s3", "cp", file, `${inbox}/inbox/cli.csv`);
  await cloud.idle();
  const [list, item, stacks, caller] = await Promise.all([
    aws("s3", "ls", `${inbox}/inbox/`),
    aws("dynamodb", "get-item", "--table-name", "rows", "--key", '{"pk":{"S":"inbox/cli.csv"}}'),
    aws("cloudformation", "describe-stacks", "--stack-name", "data"),
    aws("sts", "get-caller-identity"),
  ]);
  expect(list).toContain("cli.csv");
  expect(JSON.parse(item).Item.size).toEqual({ N: "13" });
  expect(JSON.parse(stacks).Stacks[0].Outputs).toContainEqual({
    OutputKey: "Rows",
    OutputValue: "rows",
  });
  expect(JSON.parse(caller).Account).toBe("000000000000");
});
