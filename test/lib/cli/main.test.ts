import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runMain } from "../../builders/run-main.ts";

const root = mkdtempSync(path.join(tmpdir(), "main-"));
afterAll(() => rmSync(root, { recursive: true }));

const commands = [
  "init",
  "schema",
  "check",
  "try",
  "demo",
  "up",
  "publish",
  "drop",
  "undo",
  "refresh",
  "status",
  "preview",
  "explain",
  "about",
  "values",
  "holds",
  "approve",
  "reject",
  "pause",
  "resume",
];

describe("help", () => {
  test.each([[[]], [["--help"]], [["-h"]]])("%j lists every command", async (words) => {
    const { code, stdout } = await runMain(words);
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, "m"));
  });

  test.each(commands)("%s --help says what it takes, and gives an example", async (command) => {
    const { code, stdout } = await runMain([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--json");
    const [, examples = ""] = stdout.split("Examples:");
    expect(examples).toMatch(new RegExp(`audience ${command}\\b`));
  });
});

describe("unusable input ends with 2, a line on stderr that says what to do, and nothing on stdout", () => {
  test.each([
    ["a command that is not there", ["chekc"], /there is no command "chekc".*--help/],
    ["an option that is not there", ["check", "--workspaec", "x"], /workspaec.*--help/i],
    ["an option without its value", ["check", "--workspace"], /workspace/],
    ["a missing argument", ["init"], /dir/],
    ["a time that is none", ["try", "--workspace", root, "--data", root, "--now", "soon"], /now/],
    ["a workspace that is not there", ["check", "--workspace", "nowhere"], /no folder nowhere/],
    ["a needed option that is missing", ["try", "--workspace", root], /data/],
    ["a dataset that is not there", ["drop", "order", "a.csv"], /no dataset "order".*orders/],
    ["a missing customer", ["explain", "loyal"], /customer/],
    ["a day that is none", ["about", "1", "--at", "2026-02-30"], /at: write a day/],
    ["a limit that is none", ["values", "category", "--limit", "0"], /limit: write a whole number/],
    ["a file that is not there", ["drop", "orders", "nowhere.csv"], /no file nowhere\.csv/],
  ])("%s", async (_, words, says) => {
    const { code, stdout, stderr } = await runMain(words);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("what is nobody's input ends with 3", () => {
  const words = ["check", "--workspace", root];

  test("its stack is shown only under DEBUG", async () => {
    mkdirSync(path.join(root, "a-folder.yaml"));
    const quiet = await runMain(words);
    const loud = await runMain(words, { DEBUG: "1" });
    expect(quiet.code).toBe(3);
    expect(quiet.stderr).not.toMatch(/\bat .*:\d+:\d+/);
    expect(loud.stderr).toMatch(/\bat .*:\d+:\d+/);
  });
});
