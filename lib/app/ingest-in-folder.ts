import { createReadStream } from "node:fs";
import path from "node:path";
import { folderObjects } from "../adapters/files/folder-objects.ts";
import { Conflict } from "../core/failure.ts";
import type { Records, Versioned } from "../core/stores.ts";
import { pseudonyms } from "../identity/member-id.ts";
import { type Receipt, inboxPrefix } from "../ingest/contract.ts";
import { ingestFile } from "../ingest/ingest-file.ts";
import type { IngestPorts } from "../ingest/ports.ts";
import { readWorkspace } from "../workspace/read-workspace.ts";
import type { Folder } from "../workspace/workspace.ts";
import { openWorkbench, partSize } from "./workbench.ts";

/** Records that are forgotten with the process. */
function passingRecords<T>(): Records<T> {
  const found = new Map<string, Versioned<T>>();
  const expect = (id: string, expected: number) => {
    if ((found.get(id)?.version ?? 0) !== expected) throw new Conflict(`record ${id} was changed`);
  };
  return {
    read: async (id) => found.get(id),
    write: async (id, value, expected) => {
      expect(id, expected);
      found.set(id, { value, version: expected + 1 });
    },
    list: async () => [...found].map(([id, record]) => ({ id, ...record })),
    remove: async (id, expected) => {
      expect(id, expected);
      found.delete(id);
    },
  };
}

/** What is dropped lies in `inbox/` of the folder; later drops are newer. */
function portsOf(folder: string, definitions: Folder): IngestPorts {
  const inbox = folderObjects(folder);
  let minutes = 0;
  return {
    inbox: {
      upload: (from, key) => inbox.upload(from, key),
      read: async (key) => {
        minutes += 1;
        const receivedAt = new Date(Date.UTC(2026, 10, 22, 0, minutes)).toISOString();
        return { receivedAt, bytes: createReadStream(path.join(folder, key)) };
      },
    },
    lake: folderObjects(path.join(folder, "lake")),
    files: passingRecords(),
    manifests: passingRecords(),
    heldFiles: passingRecords(),
    progress: passingRecords(),
    tombstones: passingRecords(),
    publishedWorkspace: async () => readWorkspace(definitions).workspace,
    openWorkbench: openWorkbench(path.join(folder, "scratch")),
    pseudonyms: async () => pseudonyms("a key that guards nobody"),
    goOn: async () => undefined,
    partSize,
    now: () => new Date(),
  };
}

/**
 * ingest-file without AWS: files lie in `inbox/` of a folder, the lake beside them, records in memory.
 * Gives a way to take in one file after another, by their names without `inbox/`. For benchmarks.
 */
export function ingestInFolder(
  folder: string,
  definitions: Folder,
): (file: string) => Promise<Receipt> {
  const ingest = ingestFile(portsOf(folder, definitions));
  return async (file) => {
    const receipt = await ingest({ key: `${inboxPrefix}${file}`, version: "1" });
    if (receipt === "unfinished") throw new Error("a file that has all the time was not finished");
    return receipt;
  };
}
