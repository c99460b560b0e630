import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Scratch } from "../../ingest/ports.ts";

/** A folder for what is looked at once. */
export interface ScratchFolder extends Scratch {
  readonly folder: string;
  /** Deletes the folder and all that is in it. */
  remove(): Promise<void>;
}

/** Large enough that reading costs little, small enough that a few of them do not matter. */
const chunkSize = 256 * 1024;

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(file, { highWaterMark: chunkSize })) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}

/** Makes a folder of its own under `parent`, readable by this process alone. */
export async function scratchFolder(parent: string): Promise<ScratchFolder> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, "audience-"));
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    path: at,
    write: (name, chunks) =>
      pipeline(
        Readable.from(chunks, { objectMode: true, highWaterMark: 2 }),
        createWriteStream(at(name)),
      ),
    read: (name) => bytesOf(at(name)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
