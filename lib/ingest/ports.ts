import type { Objects, Records } from "../core/stores.ts";
import type { MemberId } from "../core/ids.ts";
import type { Engine } from "../sql/engine.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { FileRecord, ManifestPointer } from "./contract.ts";

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

/** A customer as this workspace calls them past the door. */
export type MemberIdOf = (customerId: string) => MemberId;

export interface IngestPorts {
  readonly inbox: Inbox;
  readonly lake: Objects;
  /** Control records `file/<id>`. */
  readonly files: Records<FileRecord>;
  /** Control records `manifest/<dataset>`. */
  readonly manifests: Records<ManifestPointer>;
  /** The published workspace, if there is one. */
  readonly publishedWorkspace: () => Promise<Workspace | undefined>;
  readonly openWorkbench: () => Promise<Workbench>;
  /** The workspace's pseudonyms; their key is fetched on first use. */
  readonly pseudonyms: () => Promise<MemberIdOf>;
  readonly now: () => Date;
}

/** Starts the refresh machine. */
export interface RefreshStarter {
  /** `already` when an execution of that name was started before. */
  start(name: string, input: unknown): Promise<"started" | "already">;
}
