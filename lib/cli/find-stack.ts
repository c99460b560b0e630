import { readFile, rm, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { deployedStack } from "../app/operate.ts";
import type { Stack } from "../app/operate.ts";
import { InputProblem } from "../core/failure.ts";
import { cacheFolder } from "./assembly.ts";

/** How `audience up` tells the other commands where it is. */
const sessionFile = path.join(cacheFolder, "up.json");
const sessionSchema = z.object({
  pid: z.int(),
  outputs: z.record(z.string(), z.string()),
  place: z.object({
    endpoint: z.string(),
    region: z.string(),
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
});

export async function announce({ outputs, place }: Stack): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(sessionFile, JSON.stringify({ pid: process.pid, outputs, place }));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function announced(): Promise<z.infer<typeof sessionSchema> | undefined> {
  const text = await readFile(sessionFile, "utf8").catch(() => undefined);
  return text === undefined ? undefined : sessionSchema.parse(JSON.parse(text));
}

/** Of two local clouds the one that was announced last is found: another's word is not taken back. */
export async function withdraw(): Promise<void> {
  if ((await announced())?.pid === process.pid) await rm(sessionFile, { force: true });
}

async function upStack(): Promise<Stack> {
  const session = await announced();
  if (session === undefined || !isAlive(session.pid)) {
    throw new InputProblem(
      'no local cloud is up: start one with "audience up" in another window, or name a deployed stack with --stack NAME',
    );
  }
  return session;
}

/** The stack a command works on: the deployed one of that name, else the local cloud that is up. */
export const findStack = (name: string | undefined): Promise<Stack> =>
  name === undefined ? upStack() : deployedStack(name);
