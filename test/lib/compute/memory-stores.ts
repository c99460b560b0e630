import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../../lib/adapters/duckdb/duckdb-engine.ts";
import type { Bench } from "../../../lib/compute/ports.ts";
import { Conflict } from "../../../lib/core/failure.ts";
import type { Objects, Records } from "../../../lib/core/stores.ts";

/** Records in memory, with the same compare-and-set. */
export function memoryRecords<T>(): Records<T> {
  const held = new Map<string, { value: T; version: number }>();
  const check = (id: string, expected: number) => {
    if ((held.get(id)?.version ?? 0) !== expected) throw new Conflict("changed");
  };
  return {
    read: async (id) => structuredClone(held.get(id)),
    write: async (id, value, expected) => {
      check(id, expected);
      held.set(id, { value: structuredClone(value), version: expected + 1 });
    },
    list: async () =>
      [...held].map(([id, one]) => ({ id, ...one })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    remove: async (id, expected) => {
      check(id, expected);
      held.delete(id);
    },
  };
}

/** A lake in a temporary folder; `fileOf` is where an object lies. */
export function folderLake(): Objects & { fileOf: (key: string) => string; close: () => void } {
  const root = mkdtempSync(path.join(tmpdir(), "lake-"));
  const json = new Map<string, string>();
  const fileOf = (key: string) => {
    const file = path.join(root, key);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  };
  return {
    fileOf,
    close: () => rmSync(root, { recursive: true, force: true }),
    readJson: async (key, schema) => {
      const text = json.get(key);
      return text === undefined ? undefined : schema.parse(JSON.parse(text));
    },
    writeJson: async (key, value) => {
      if (!json.has(key)) json.set(key, JSON.stringify(value));
    },
    writeText: async (key, text) => {
      json.set(key, text);
    },
    download: async (key, to) => {
      if (!existsSync(fileOf(key))) throw new Error(`no object ${key}`);
      copyFileSync(fileOf(key), to);
    },
    upload: async (from, key) => copyFileSync(from, fileOf(key)),
    list: async (prefix) => [...json.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** A DuckDB of its own with a folder of its own, gone when the work is done. */
export const withBench =
  (threads = 2) =>
  async <T>(work: (bench: Bench) => Promise<T>): Promise<T> => {
    const root = mkdtempSync(path.join(tmpdir(), "bench-"));
    const engine = await openDuckDb({ scratch: root, memoryMb: 1000, threads });
    try {
      return await work({ engine, path: (name) => path.join(root, name.replaceAll("/", "-")) });
    } finally {
      engine.close();
      rmSync(root, { recursive: true, force: true });
    }
  };
