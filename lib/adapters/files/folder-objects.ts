import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Objects } from "../../core/stores.ts";

const isMissing = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, "code") === "ENOENT";
const isThere = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, "code") === "EEXIST";

/** Objects as files below a folder, with the manners of a bucket: JSON and text are written once, uploads replace. */
export function folderObjects(folder: string): Objects {
  const at = (key: string) => path.join(folder, key);
  const ready = async (key: string) => {
    await mkdir(path.dirname(at(key)), { recursive: true });
    return at(key);
  };
  const writeOnce = async (key: string, text: string) => {
    await writeFile(await ready(key), text, { flag: "wx" }).catch((error: unknown) => {
      if (!isThere(error)) throw error;
    });
  };
  const read = (key: string): Promise<string | undefined> =>
    readFile(at(key), "utf8").catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
  return {
    readJson: async (key, schema) => {
      const text = await read(key);
      return text === undefined ? undefined : schema.parse(JSON.parse(text));
    },
    writeJson: (key, value) => writeOnce(key, JSON.stringify(value)),
    writeText: writeOnce,
    download: async (key, to) => {
      await copyFile(at(key), to).catch((error: unknown) => {
        throw isMissing(error) ? new Error(`there is no object ${key}`) : error;
      });
    },
    upload: async (from, key) => copyFile(from, await ready(key)),
    list: async (prefix) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .map((file) => file.split(path.sep).join("/"))
        .filter((key) => key.startsWith(prefix))
        .toSorted();
    },
  };
}
