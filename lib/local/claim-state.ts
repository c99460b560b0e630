import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** The state folder belongs to a cloud that is running. */
class StateInUse extends Error {
  override readonly name = "StateInUse";
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && Reflect.get(error, "code") === "EPERM";
  }
};

/**
 * Takes a state folder for this process; answers with how to give it back. What a process left
 * that is gone is taken over. @throws StateInUse
 */
export async function claimState(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "in-use-by");
  const take = () => writeFile(file, String(process.pid), { flag: "wx" });
  await take().catch(async () => {
    const owner = Number(await readFile(file, "utf8"));
    if (isRunning(owner))
      throw new StateInUse(
        `The state folder ${folder} is used by another local cloud (process ${owner}). Stop that one, or use another folder.`,
      );
    await rm(file, { force: true });
    await take();
  });
  return () => rm(file, { force: true });
}
