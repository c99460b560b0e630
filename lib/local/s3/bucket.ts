import { randomBytes, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { applyEntry, type BucketIndex, entriesOf, type OpenUpload } from "./bucket-index.ts";
import {
  type BucketSettings,
  bucketSettingsSchema,
  type Entry,
  entrySchema,
  type StoredObject,
  type StoredVersion,
} from "./stored-entries.ts";

/**
 * A bucket on disk: `bucket.json` (its settings), `log.ndjson` (what happened, one entry a line) and
 * `bodies/` (the bytes, under names of their own, so that no key can reach outside the folder). A body
 * counts from the moment its line is in the log: a process that dies leaves either the whole object or
 * nothing, and what nothing refers to is swept when the bucket is opened.
 */
export interface Bucket {
  readonly name: string;
  readonly settings: BucketSettings;
  /** Changes the settings, here and on disk. */
  readonly configure: (changed: Omit<BucketSettings, "createdAt">) => void;
  /** In the order in which S3 lists. */
  readonly keys: readonly string[];
  /** Newest first; empty when there is no such key. */
  readonly versions: (key: string) => readonly StoredVersion[];
  readonly upload: (uploadId: string) => OpenUpload | undefined;
  /** The object a key names now; undefined when there is none or it is deleted. */
  current(key: string): StoredObject | undefined;
  /** Writes the entries and takes them in, before it returns: nothing comes between a check and this. */
  commit(entries: readonly Entry[]): void;
  /** What a new object must be told apart by. */
  newVersion(): { versionId: string; sequence: number };
  readonly bodyPath: (body: string) => string;
}

/** Makes a bucket in a folder that is not there. */
export function makeBucket(folder: string, settings: BucketSettings): Bucket {
  mkdirSync(path.join(folder, "bodies"), { recursive: true });
  writeSettings(folder, settings);
  return openBucket(folder);
}

const settingsFile = (folder: string) => path.join(folder, "bucket.json");

const writeSettings = (folder: string, settings: BucketSettings) =>
  replaceFile(settingsFile(folder), JSON.stringify(settings));

/** Whether the folder holds a bucket; one whose making was broken off does not. */
export const isBucket = (folder: string): boolean => existsSync(settingsFile(folder));

function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

const lines = (entries: Iterable<Entry>) =>
  [...entries].map((entry) => `${JSON.stringify(entry)}\n`).join("");

/** The log as it was left. A last line without an end was never answered for: it is dropped. */
function readLog(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const whole = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return whole.map((line) => entrySchema.parse(JSON.parse(line)));
}

/** Opens a bucket's folder: reads its log, writes it anew without what is past, and sweeps its bodies. */
export function openBucket(folder: string): Bucket {
  const log = path.join(folder, "log.ndjson");
  const bodies = path.join(folder, "bodies");
  const index: BucketIndex = { keys: [], versions: new Map(), uploads: new Map(), sequence: 0 };
  for (const entry of readLog(log)) applyEntry(index, entry);
  replaceFile(log, lines(entriesOf(index)));
  sweep(bodies, index);
  const bodyPath = (body: string) => path.join(bodies, body);
  let settings = bucketSettingsSchema.parse(JSON.parse(readFileSync(settingsFile(folder), "utf8")));

  return {
    name: path.basename(folder),
    get settings() {
      return settings;
    },
    configure: (changed) => {
      settings = { ...settings, ...changed };
      writeSettings(folder, settings);
    },
    keys: index.keys,
    versions: (key) => index.versions.get(key) ?? [],
    upload: (uploadId) => index.uploads.get(uploadId),
    current: (key) => {
      const newest = index.versions.get(key)?.[0];
      return newest?.kind === "object" ? newest : undefined;
    },
    commit: (entries) => {
      appendFileSync(log, lines(entries));
      const unused = entries.flatMap((entry) => applyEntry(index, entry));
      for (const body of unused) rmSync(bodyPath(body), { force: true });
    },
    newVersion: () => ({
      versionId: settings.versioned ? randomBytes(24).toString("base64url") : "null",
      sequence: index.sequence + 1,
    }),
    bodyPath,
  };
}

/** Runs `use` with the name and the file of a new body, and removes the file again if it throws. */
export async function withNewBody<T>(
  { bodyPath }: Bucket,
  use: (body: string, file: string) => Promise<T>,
): Promise<T> {
  const body = randomUUID();
  try {
    return await use(body, bodyPath(body));
  } catch (error) {
    await rm(bodyPath(body), { force: true });
    throw error;
  }
}

function sweep(bodies: string, index: BucketIndex): void {
  const used = new Set([...entriesOf(index)].flatMap((e) => ("body" in e ? [e.body] : [])));
  for (const file of readdirSync(bodies))
    if (!used.has(file)) rmSync(path.join(bodies, file), { force: true });
}
