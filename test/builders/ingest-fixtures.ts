import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { readInboxKey } from "../../lib/ingest/read-inbox-key.ts";
import { unpack } from "../../lib/ingest/unpack.ts";
import { encodingByHead } from "../../lib/ingest/transcode.ts";
import { parquetTexts } from "./parquet-text.ts";

/** Where they lie: `<dataset>/<what is so>.<ending>`, `<…>.1.<ending>` and so on where it takes several files. */
const folder = path.join(import.meta.dirname, "../fixtures/ingest");

const textAt = (name: string): string => readFileSync(path.join(folder, name), "utf8");

/** Files that are dropped one after the other, and what becomes of them. */
export interface Fixture {
  /** `orders/a gzip is read`: the name of the test. */
  readonly name: string;
  /** With their endings, in the order in which they are dropped. */
  readonly files: readonly string[];
  /** The map of their dataset, where it needs one. */
  readonly map: string | undefined;
  /** A part of each receipt, as JSON. */
  readonly expected: unknown;
}

const nameOf = (file: string): string => file.replace(/\..*$/, "");

/** What a fixture has beside its files. */
const isBeside = (file: string): boolean => /^[^.]*\.(json|yaml)$/.test(file);

/** All files as they come, by the name of what they show. */
export function ingestFixtures(): readonly Fixture[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.includes("."))
    .toSorted();
  return [...new Set(all.map(nameOf))].map((name) => {
    const own = all.filter((file) => nameOf(file) === name);
    return {
      name,
      files: own.filter((file) => !isBeside(file)),
      map: own.includes(`${name}.yaml`) ? textAt(`${name}.yaml`) : undefined,
      expected: own.includes(`${name}.json`) ? JSON.parse(textAt(`${name}.json`)) : undefined,
    };
  });
}

export const bytesOf = (file: string): Buffer => readFileSync(path.join(folder, file));

async function unpacked(file: string): Promise<Buffer> {
  const { packing } = readInboxKey(`inbox/${file}`);
  async function* once() {
    yield bytesOf(file);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpack(once(), packing)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What can be read in a file, however it is written: as a person would see it who opens it. */
export async function textsIn(file: string): Promise<string> {
  const bytes = await unpacked(file).catch(() => bytesOf(file));
  if (file.includes(".parquet")) {
    const [cells = ""] = await parquetTexts([bytes]).catch(() => []);
    return cells;
  }
  const encoding = encodingByHead(bytes.subarray(0, 1000));
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    return new TextDecoder(encoding).decode(bytes);
  }
  return `${bytes.toString("utf8")}\n${bytes.toString("latin1")}`;
}
