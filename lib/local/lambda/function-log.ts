import { createWriteStream } from "node:fs";
import path from "node:path";

/** One function's log: JSON lines, as in its log group. */
export interface FunctionLog {
  /** Takes a piece of output; whole lines are written, one event each. */
  output(chunk: string): void;
  event(event: Readonly<Record<string, unknown>>): void;
  /** What comes afterwards, from a function that was cut off, is lost. */
  close(): Promise<void>;
}

export interface LogOptions {
  readonly folder: string;
  readonly function: string;
  readonly now: () => Date;
}

const isJsonObject = (line: string): boolean => {
  if (!line.startsWith("{")) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

export function openFunctionLog({ folder, function: name, now }: LogOptions): FunctionLog {
  const file = createWriteStream(path.join(folder, `${name}.log`), { flags: "a" });
  let rest = "";
  let isClosed = false;
  const write = (text: string) => {
    if (!isClosed) file.write(`${text}\n`);
  };
  const event = (fields: Readonly<Record<string, unknown>>) => {
    write(JSON.stringify({ timestamp: now().toISOString(), ...fields }));
  };
  const line = (text: string) => {
    if (text === "") return;
    if (isJsonObject(text)) write(text);
    else event({ message: text });
  };
  return {
    event,
    output: (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) line(text);
    },
    close: () => {
      line(rest);
      isClosed = true;
      return new Promise((resolve) => file.end(() => resolve()));
    },
  };
}
