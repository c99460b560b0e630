import * as z from "zod";
import { InputProblem } from "../core/failure.ts";
import type { Terminal } from "./terminal.ts";

export const exitCodes = { done: 0, attention: 1, unusableInput: 2, failed: 3 } as const;

/** One run of a command: what was typed, and where to answer. */
export interface Invocation {
  readonly args: readonly unknown[];
  readonly options: unknown;
  readonly out: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  /** `drop <dataset> <...files>` */
  readonly usage: string;
  readonly does: string;
  readonly options: Readonly<Record<string, string>>;
  readonly examples: readonly string[];
  /** Gives the exit code. Throws `InputProblem` for what the user can mend. */
  run(invocation: Invocation): Promise<number>;
}

/** `sandboxDump` as it is typed: `--sandbox-dump`. */
const optionName = (key: string): string =>
  `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What was typed, parsed. Throws `InputProblem` naming the option. */
export function typed<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given, { reportInput: true });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const option = optionName(issue?.path.map(String).join(".") ?? "");
  throw new InputProblem(
    issue?.input === undefined ? `${option} is needed` : `${option}: ${issue.message}`,
  );
}

/** An option whose value is text even when it looks like a number. */
export const textOption = z.union([z.string(), z.number()]).transform(String);

/** An option that is a moment. */
export const timeOption = z.coerce.date({
  error: "write a time with its zone, such as 2026-11-24T03:00:00Z",
});

/** An option that is a whole number of a range. */
export const wholeNumber = (least: number, most: number) => {
  const error = `write a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

export const jsonOption = { json: z.boolean().optional(), "--": z.unknown() };

/** Options that say which stack is meant. */
export const stackOptions = {
  "--stack <name>": "A deployed stack; without it the local cloud of `audience up`",
} as const;
