import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import path from "node:path";

const bin = path.join(import.meta.dirname, "../../bin/audience.mjs");

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningBin {
  readonly child: ChildProcess;
  /** Resolves with the first line of stdout. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<Ended>;
}

type Options = Readonly<Record<string, string | true>>;

/** `{ now: "…", json: true }` as it is typed: `--now … --json`. */
const wordsOf = (options: Options): readonly string[] =>
  Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  );

/** Starts `audience …` as a process of its own, as a terminal would. */
export function startBin(command: string, options: Options): RunningBin {
  const child = spawn(process.execPath, [bin, command, ...wordsOf(options)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8");
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal !== null) stderr += `ended by ${signal}\n`;
      resolve({ code, stdout, stderr });
    });
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (text: string) => {
      stdout += text;
      if (stdout.includes("\n")) resolve(stdout.slice(0, stdout.indexOf("\n")));
    });
    void ended.then(({ code }) =>
      reject(new Error(`it ended with ${code} and no line: ${stderr}`)),
    );
  });
  firstLine.catch(() => undefined);
  return { child, firstLine, ended };
}

/** Runs `audience …` to its end. */
export const runBin = (command: string, options: Options): Promise<Ended> =>
  startBin(command, options).ended;
