import { createInterface } from "node:readline/promises";

/** Where somebody may be asked: the answer is read from the first, the question goes to the second. */
export interface Desk {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Asks for a yes; anything else is a no. Undefined when nobody sits at a terminal. */
export async function confirm(question: string, desk: Desk): Promise<boolean | undefined> {
  if (desk.input.isTTY !== true) return undefined;
  const asking = createInterface({ input: desk.input, output: desk.output });
  try {
    return /^\s*y(es)?\s*$/i.test(await asking.question(`${question} (y/N) `));
  } finally {
    asking.close();
  }
}
