import { readFile, writeFile } from "node:fs/promises";
import type { Objects } from "../../lib/core/stores.ts";

export interface MemoryObjects extends Objects {
  /** Everything written, by key. */
  readonly contents: Map<string, Buffer>;
  /** An object as text. Throws when it is not there. */
  text(key: string): string;
}

/**
 * A bucket in memory, with the manners of lib/adapters/aws/s3-objects.ts: JSON and text are written
 * once, uploads replace. `before` is asked before each change and may throw, to play a crash.
 */
export function memoryObjects(
  before: (operation: "write" | "upload", key: string) => void = () => undefined,
): MemoryObjects {
  const contents = new Map<string, Buffer>();
  const found = (key: string): Buffer => {
    const body = contents.get(key);
    if (body === undefined) throw new Error(`no object ${key}`);
    return body;
  };
  const writeOnce = async (key: string, text: string) => {
    before("write", key);
    if (!contents.has(key)) contents.set(key, Buffer.from(text));
  };
  return {
    contents,
    text: (key) => found(key).toString(),
    readJson: async (key, schema) =>
      contents.has(key) ? schema.parse(JSON.parse(found(key).toString())) : undefined,
    writeJson: (key, value) => writeOnce(key, JSON.stringify(value)),
    writeText: (key, text) => writeOnce(key, text),
    download: async (key, path) => writeFile(path, found(key)),
    upload: async (path, key) => {
      before("upload", key);
      contents.set(key, await readFile(path));
    },
    list: async (prefix) => [...contents.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  };
}
