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

/** What was typed, parsed. Throws `InputProblem` naming the option. */
export function typed<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const option = issue?.path.map(String).join(".") ?? "";
  throw new InputProblem(`--${option}: ${issue?.message ?? "unusable"}`);
}

/** An option whose value is text even when it looks like a number. */
export const textOption = z.union([z.string(), z.number()]).transform(String);

export const jsonOption = { json: z.boolean().optional(), "--": z.unknown() };

/** Options that say which stack is meant. */
export const stackOptions = {
  "--stack <name>": "A deployed stack; without it the local cloud of `audience up`",
} as const;
