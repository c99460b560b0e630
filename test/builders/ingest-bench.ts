import { createReadStream } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import { scratchFolder } from "../../lib/adapters/files/scratch-folder.ts";
import type { Dataset } from "../../lib/core/dataset.ts";
import { pseudonyms } from "../../lib/identity/member-id.ts";
import type {
  FileRecord,
  HeldFile,
  ManifestPointer,
  Receipt,
  Tombstone,
} from "../../lib/ingest/contract.ts";
import { ingestFile } from "../../lib/ingest/ingest-file.ts";
import type { InboxObject, IngestPorts } from "../../lib/ingest/ports.ts";
import type { Progress } from "../../lib/ingest/progress.ts";
import { readWorkspace } from "../../lib/workspace/read-workspace.ts";
import type { Folder, Workspace } from "../../lib/workspace/workspace.ts";
import { memoryObjects, type MemoryObjects } from "./memory-objects.ts";
import { memoryRecords, type MemoryRecords } from "./memory-records.ts";

/** A Finnish shop without column maps; a test names what its own files need. */
export function aWorkspace(differs: Folder = {}): Workspace {
  const { workspace, problems } = readWorkspace({
    "workspace.yaml": `
name: Shop
languages: [en]
timezone: Europe/Helsinki
currency: EUR
country: FI
consent: [advertising]
files: { rejected: 100%, rows: 50% }
rates: { SEK: 0.087 }
`,
    "destinations.yaml": "{}",
    ...differs,
  });
  if (workspace === undefined) throw new Error(JSON.stringify(problems));
  return workspace;
}

export interface IngestBench {
  readonly ports: IngestPorts;
  readonly inbox: MemoryObjects;
  readonly lake: MemoryObjects;
  readonly files: MemoryRecords<FileRecord>;
  readonly manifests: MemoryRecords<ManifestPointer>;
  readonly heldFiles: MemoryRecords<HeldFile>;
  readonly progress: MemoryRecords<Progress>;
  readonly tombstones: MemoryRecords<Tombstone>;
  /** Files for which another call was asked for. */
  readonly again: InboxObject[];
  /** Puts an object into the inbox and gives what its event names. */
  drop(
    file: string,
    content: string | Uint8Array | { readonly path: string },
  ): {
    readonly key: string;
    readonly version: string;
  };
  /** Scratch folders that are still there. */
  readonly open: Set<string>;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** Everything that ingest needs, in memory, but DuckDB and a scratch folder. `crash` is asked before each write. */
export function ingestBench(
  workspace: Workspace | undefined = aWorkspace(),
  crash: (what: string, key: string) => void = () => undefined,
): IngestBench {
  const dropped = new Map<string, () => AsyncIterable<Uint8Array>>();
  const inbox = memoryObjects((what, key) => crash(`inbox ${what}`, key));
  const lake = memoryObjects((what, key) => crash(`lake ${what}`, key));
  const files = memoryRecords<FileRecord>({}, (what, id) => crash(`file ${what}`, id));
  const manifests = memoryRecords<ManifestPointer>({}, (what, id) => crash(`manifest ${what}`, id));
  const heldFiles = memoryRecords<HeldFile>({}, (what, id) => crash(`held file ${what}`, id));
  const progress = memoryRecords<Progress>({}, (what, id) => crash(`progress ${what}`, id));
  const tombstones = memoryRecords<Tombstone>({}, (what, id) => crash(`tombstone ${what}`, id));
  const again: InboxObject[] = [];
  const open = new Set<string>();
  const minutes = new Map<string, number>();
  const ports: IngestPorts = {
    inbox: {
      upload: async (from, key) => inbox.upload(from, key),
      read: async (key, version) => {
        const bytes = dropped.get(`${key} ${version}`);
        if (bytes === undefined) throw new Error(`nothing in the inbox at ${key}`);
        const at = Date.UTC(2026, 10, 22, 10, minutes.get(`${key} ${version}`) ?? 0);
        return { receivedAt: new Date(at).toISOString(), bytes: bytes() };
      },
    },
    lake,
    files,
    manifests,
    heldFiles,
    progress,
    tombstones,
    goOn: async (object) => void again.push(object),
    partSize: { bytes: 1_000_000_000, rows: 5_000_000 },
    publishedWorkspace: async () => workspace,
    openWorkbench: async () => {
      const scratch = await scratchFolder(path.join(tmpdir(), "audience-sync-test"));
      open.add(scratch.folder);
      const engine = await openDuckDb({
        scratch: scratch.folder,
        memoryMb: 400,
        threads: 2,
        joinsAsWritten: true,
      });
      return {
        engine,
        scratch,
        close: async () => {
          engine.close();
          await scratch.remove();
          open.delete(scratch.folder);
        },
      };
    },
    pseudonyms: async () => pseudonyms("a key for tests"),
    now: () => new Date("2026-11-22T10:30:00Z"),
  };
  return {
    ports,
    inbox,
    lake,
    files,
    manifests,
    heldFiles,
    progress,
    tombstones,
    again,
    open,
    drop: (file, content) => {
      const key = `inbox/${file}`;
      const version = `v${dropped.size + 1}`;
      minutes.set(`${key} ${version}`, dropped.size);
      dropped.set(`${key} ${version}`, () =>
        typeof content === "object" && "path" in content
          ? createReadStream(content.path)
          : once(Buffer.from(content)),
      );
      return { key, version };
    },
  };
}

/** Takes in a file in one call. */
export async function receiptOf(ports: IngestPorts, object: InboxObject): Promise<Receipt> {
  const receipt = await ingestFile(ports)(object);
  if (receipt === "unfinished") throw new Error("the file took more than one call");
  return receipt;
}

/** A map as YAML for one dataset. */
export const mapOf = (dataset: Dataset, yaml: string): Folder => ({
  [`datasets/${dataset}.yaml`]: `dataset: ${dataset}\n${yaml}`,
});
