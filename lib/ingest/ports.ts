import type { Objects, Records } from "../core/stores.ts";
import type { Pseudonyms } from "../identity/member-id.ts";
import type { Engine } from "../sql/engine.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { FileRecord, HeldFile, ManifestPointer, Tombstone } from "./contract.ts";
import type { Progress } from "./progress.ts";

/** One version of one inbox object, as its event names it. */
export interface InboxObject {
  readonly key: string;
  /** Undefined where the bucket keeps none. */
  readonly version: string | undefined;
}

/** One version of an inbox object, being read. */
export interface Arrived {
  /** Compressed as it was dropped. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** When the upload was finished, ISO in UTC. */
  readonly receivedAt: string;
}

/** Where files are dropped, and where their rejected rows go. */
export interface Inbox {
  /** Without a version: what is there now. */
  read(key: string, version: string | undefined): Promise<Arrived>;
  upload(path: string, key: string): Promise<void>;
}

/** A folder that is gone afterwards: the only place where rows lie while they are looked at. */
export interface Scratch {
  path(name: string): string;
  write(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  read(name: string): AsyncIterable<Uint8Array>;
}

/** An engine and a folder for one file. */
export interface Workbench {
  readonly engine: Engine;
  readonly scratch: Scratch;
  /** Ends the engine and deletes the folder. */
  close(): Promise<void>;
}

export interface IngestPorts {
  readonly inbox: Inbox;
  readonly lake: Objects;
  /** Control records `file/<id>`. */
  readonly files: Records<FileRecord>;
  /** Control records `manifest/<dataset>`. */
  readonly manifests: Records<ManifestPointer>;
  /** Control records `held-file/<id>`. */
  readonly heldFiles: Records<HeldFile>;
  /** Control records `progress/<id>`: how far a file is that takes more than one call. */
  readonly progress: Records<Progress>;
  /** Control records `tombstone/<memberId>`: who asked to be erased. */
  readonly tombstones: Pick<Records<Tombstone>, "read" | "write">;
  /** The published workspace, if there is one. */
  readonly publishedWorkspace: () => Promise<Workspace | undefined>;
  readonly openWorkbench: () => Promise<Workbench>;
  /** The workspace's pseudonyms; their key is fetched on first use. */
  readonly pseudonyms: () => Promise<Pseudonyms>;
  /** Asks for another call about the same object, to go on where this one stopped. */
  readonly goOn: (object: InboxObject) => Promise<void>;
  /** Text of a file (bytes), or rows of a Parquet file, that are taken in at once. */
  readonly partSize: { readonly bytes: number; readonly rows: number };
  readonly now: () => Date;
}

/** Starts the refresh machine. */
export interface RefreshStarter {
  /** `already` when an execution of that name was started before. */
  start(name: string, input: unknown): Promise<"started" | "already">;
}

/** The newest version of an inbox object, as a listing tells of it. */
export interface ListedObject extends InboxObject {
  /** When its upload was finished, ISO in UTC. */
  readonly receivedAt: string;
}

/** What lies in the inbox now: of each key the newest version, of a deleted one none. */
export interface InboxListing {
  newest(prefix: string): AsyncIterable<ListedObject>;
}
