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

export const withdraw = (): Promise<void> => rm(sessionFile, { force: true });

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function upStack(): Promise<Stack> {
  const text = await readFile(sessionFile, "utf8").catch(() => undefined);
  const session = text === undefined ? undefined : sessionSchema.parse(JSON.parse(text));
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
