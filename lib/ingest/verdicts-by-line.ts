import * as z from "zod";
import type { SqlRow } from "../sql/engine.ts";

const rejectedSchema = z.object({ line: z.int(), verdict: z.string() });

/** Rejected rows, stepped through beside their file: both are in the order of lines. */
export interface Verdicts {
  /** The line of the next rejected row; Infinity after the last. */
  line(): number;
  /** Why it is rejected. Goes on to the next one. */
  take(): Promise<string>;
}

/** Rows of `line` and `verdict`, by line. */
export async function verdictsByLine(rows: AsyncIterable<SqlRow>): Promise<Verdicts> {
  const stream = rows[Symbol.asyncIterator]();
  const next = async () => {
    const step = await stream.next();
    return step.done === true ? undefined : rejectedSchema.parse(step.value);
  };
  let ahead = await next();
  return {
    line: () => ahead?.line ?? Infinity,
    take: async () => {
      if (ahead === undefined) throw new Error("there are no more rejected rows");
      const { verdict } = ahead;
      ahead = await next();
      return verdict;
    },
  };
}
