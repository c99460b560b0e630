import { appendFile, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";

const executionSchema = z.object({
  arn: z.string(),
  machineArn: z.string(),
  name: z.string(),
  input: z.string(),
  startDate: z.number(),
  status: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]),
  stopDate: z.number().optional(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
});
export type Execution = z.infer<typeof executionSchema>;

/** Every execution there was: names are used once, also after a restart. */
export interface ExecutionsLog {
  readonly all: ReadonlyMap<string, Execution>;
  /** Takes the newest state of an execution. */
  write(execution: Execution): void;
  close(): Promise<void>;
}

/** One JSON line for each change. What ran when the cloud stopped counts as aborted. */
export async function openExecutionsLog(state: string): Promise<ExecutionsLog> {
  const file = path.join(state, "executions.jsonl");
  const all = new Map<string, Execution>();
  const text = await readFile(file, "utf8").catch(() => "");
  for (const line of text.split("\n").filter(Boolean)) {
    const execution = executionSchema.parse(JSON.parse(line));
    all.set(execution.arn, execution);
  }
  for (const [arn, execution] of all)
    if (execution.status === "RUNNING") all.set(arn, { ...execution, status: "ABORTED" });
  let written = Promise.resolve();
  return {
    all,
    write: (execution) => {
      all.set(execution.arn, execution);
      written = written.then(() => appendFile(file, `${JSON.stringify(execution)}\n`));
    },
    close: () => written,
  };
}
