import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { runS3, someBytes } from "./s3-server.ts";

function installed(): boolean {
  try {
    execFileSync("aws", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const local = await runS3();
const folder = await mkdtemp(path.join(tmpdir(), "aws-cli-"));
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await local.stop();
});

/** `aws s3 …` in a folder of its own, with credentials that mean nothing. */
async function s3(...words: readonly string[]): Promise<string> {
  const env = {
    // oxlint-disable-next-line node/no-process-env -- a child process of the test finds `aws` by it
    PATH: process.env["PATH"],
    HOME: folder,
    LC_ALL: "C.UTF-8",
    AWS_ACCESS_KEY_ID: "x",
    AWS_SECRET_ACCESS_KEY: "x",
    AWS_DEFAULT_REGION: "eu-north-1",
  };
  const args = ["--endpoint-url", local.url, "s3", ...words];
  return (await promisify(execFile)("aws", args, { cwd: folder, env })).stdout;
}

test.skipIf(!installed())(
  "the AWS CLI copies, lists, synchronises and removes (skipped where `aws` is not installed)",
  async () => {
    const bytes = someBytes(9_000_000);
    await mkdir(path.join(folder, "tree", "å b"), { recursive: true });
    await writeFile(path.join(folder, "tree", "big.bin"), bytes);
    await writeFile(path.join(folder, "tree", "å b", "c+d %.csv"), "a;b\n");
    await s3("sync", "tree", "s3://plain/in");
    await s3("cp", "s3://plain/in/big.bin", "s3://plain/copy.bin");
    const listed = await s3("ls", "--recursive", "s3://plain");
    const shown = listed
      .trim()
      .split("\n")
      .map((line) => line.slice(20).trim());
    expect(shown).toEqual(["9000000 copy.bin", "9000000 in/big.bin", "4 in/å b/c+d %.csv"]);
    await s3("sync", "s3://plain/in", "back");
    expect((await readFile(path.join(folder, "back", "big.bin"))).equals(bytes)).toBe(true);
    expect(await readdir(path.join(folder, "back", "å b"))).toEqual(["c+d %.csv"]);
    await s3("rm", "--recursive", "s3://plain");
    expect(await s3("ls", "s3://plain")).toBe("");
  },
);
