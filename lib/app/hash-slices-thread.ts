import { parentPort, workerData } from "node:worker_threads";
import { openDuckDb } from "../adapters/duckdb/duckdb-engine.ts";
import { type Slice, hashOwnCells } from "../ingest/hash-own-cells.ts";
import type { Engine } from "../sql/engine.ts";
import { type Answer, helperSettingsSchema, requestSchema } from "./hash-slices-messages.ts";

/** Runs in a thread of its own: reads one slice after the other, until there is none any more. */

/** MB: a slice and what becomes of it. */
const memoryMb = 150;

const open = (): Promise<Engine> => {
  const { scratch } = helperSettingsSchema.parse(workerData);
  return openDuckDb({ scratch, memoryMb, threads: 1 });
};

async function answer(engine: Promise<Engine>, slice: Slice): Promise<Answer> {
  try {
    await hashOwnCells(await engine, slice);
    return { problem: null };
  } catch (error) {
    return { problem: error instanceof Error ? `${error.name}: ${error.message}` : "not an error" };
  }
}

function serve(port: NonNullable<typeof parentPort>): void {
  const engine = open();
  // Whoever asks is told; until then nobody is there to be told.
  engine.catch(() => undefined);
  port.on("message", (message: unknown) => {
    const slice = requestSchema.parse(message);
    if (slice !== null) {
      void answer(engine, slice).then((said) => port.postMessage(said, []));
      return;
    }
    port.close();
    void engine.then((opened) => opened.close());
  });
}

if (parentPort === null) throw new Error("this runs in a thread of its own");
serve(parentPort);
