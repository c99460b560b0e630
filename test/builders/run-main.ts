import { vi } from "vitest";
import { main } from "../../lib/cli/main.ts";
import type { Ended } from "./run-bin.ts";

/** Runs a command line in this process, with what it writes caught. */
export async function runMain(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      stdout += String(text);
      return true;
    }),
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      stderr += String(text);
      return true;
    }),
    // How the library for commands prints its help.
    vi.spyOn(console, "info").mockImplementation((text) => {
      stdout += `${String(text)}\n`;
    }),
    vi.spyOn(console, "log").mockImplementation((text) => {
      stdout += `${String(text)}\n`;
    }),
  ];
  try {
    return { code: await main(words, environment), stdout, stderr };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
