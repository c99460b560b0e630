import { once } from "node:events";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { HashSlices, Slice } from "../ingest/hash-own-cells.ts";
import { type HelperSettings, answerSchema } from "./hash-slices-messages.ts";

/** More would each have less to do than it takes them to start. */
const mostHelpers = 2;

/** Lies beside this file, in a bundle as in the source. */
const entry = (): URL => new URL("./hash-slices-worker.js", import.meta.url);

/** Asks for one slice. Throws when the helper could not do it, or has ended. */
async function ask(worker: Worker, slice: Slice): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = async () => {
    await once(worker, "exit", { signal });
    throw new Error("a thread that hashes people ended before its work was done");
  };
  try {
    const answered = once(worker, "message", { signal });
    worker.postMessage(slice, []);
    const [answer] = await Promise.race([answered, ended()]);
    const { problem } = answerSchema.parse(answer);
    if (problem !== null) throw new Error(`people could not be hashed: ${problem}`);
  } finally {
    waiting.abort();
  }
}

/** A helper takes slices until none is left; after a failure nobody takes another. */
async function help(worker: Worker, left: Slice[]): Promise<void> {
  try {
    for (let slice = left.shift(); slice !== undefined; slice = left.shift())
      await ask(worker, slice);
  } catch (error) {
    left.length = 0;
    throw error;
  }
}

/** Lets a helper end by itself: cut off while its engine works it could take the process down. */
async function dismiss(worker: Worker): Promise<void> {
  if (worker.threadId === -1) return;
  const ended = once(worker, "exit");
  worker.postMessage(null, []);
  await ended;
}

function start(settings: HelperSettings): Worker {
  return new Worker(entry(), { name: "hash-slices", workerData: settings });
}

/**
 * Reads slices in threads of their own, each with a small engine of its own: no row passes from one
 * thread to another.
 */
export const hashInWorkers: HashSlices = async (slices) => {
  const [first] = slices;
  if (first === undefined) return;
  const folder = path.dirname(first.path);
  const left = [...slices];
  const many = Math.min(mostHelpers, availableParallelism(), slices.length);
  const helpers = Array.from({ length: many }, (_, at) =>
    start({ scratch: path.join(folder, `spill-${at + 1}`) }),
  );
  const done = await Promise.allSettled(helpers.map((worker) => help(worker, left)));
  await Promise.allSettled(helpers.map(dismiss));
  const failed = done.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
};
