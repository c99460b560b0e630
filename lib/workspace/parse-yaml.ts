import { LineCounter, isMap, isPair, isScalar, isSeq, parseAllDocuments, visit } from "yaml";
import type { Document } from "yaml";
import type { Place } from "../core/failure.ts";
import type { Problem } from "./workspace.ts";

/** A path into a document: keys and list positions. */
export type YamlPath = readonly (string | number)[];

/** One YAML document: its value, and where each part of it stands. */
export interface YamlDocument {
  readonly value: unknown;
  /** Where the value at a path stands; else the nearest thing around it that is there. */
  readonly placeOf: (path: YamlPath) => Place;
  /** Where a key stands, rather than its value. */
  readonly placeOfKey: (path: YamlPath) => Place;
  /** A plain value exactly as it is written (`02100`). */
  readonly sourceOf: (path: YamlPath) => string | undefined;
}

export interface ParsedYaml {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Problem[];
}

/** A piece of the tree, with the offset at which it starts. */
interface Found {
  readonly node: unknown;
  readonly key: number | undefined;
}

const startOf = (node: unknown): number | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;

function stepInto(node: unknown, step: string | number): Found | undefined {
  if (isSeq(node)) {
    const item = typeof step === "number" ? node.items[step] : undefined;
    return item === undefined ? undefined : { node: item, key: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => isScalar(one.key) && one.key.value === step);
  return pair === undefined ? undefined : { node: pair.value, key: startOf(pair.key) };
}

/** Follows a path as far as it goes. */
function follow(root: unknown, path: YamlPath): Found & { readonly whole: boolean } {
  let found: Found = { node: root, key: startOf(root) };
  for (const step of path) {
    const next = stepInto(found.node, step);
    if (next === undefined) return { ...found, whole: false };
    found = next;
  }
  return { ...found, whole: true };
}

type Locate = (offset: number) => Place;

function readable(document: Document.Parsed, locate: Locate): YamlDocument {
  const root = document.contents;
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    placeOf: (path) => {
      const { node, key } = follow(root, path);
      return locate(startOf(node) ?? key ?? 0);
    },
    placeOfKey: (path) => locate(follow(root, path).key ?? 0),
    sourceOf: (path) => {
      const { node, whole } = follow(root, path);
      return whole && isScalar(node) ? node.source : undefined;
    },
  };
}

/** Values that are missing, keys that are no text: never meant, so refused everywhere. */
function emptyParts(document: Document.Parsed, locate: Locate): Problem[] {
  const problems: Problem[] = [];
  const mend = (offset: number | undefined, message: string) =>
    problems.push({ severity: "error", place: locate(offset ?? 0), message });
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || typeof key.value !== "string") {
        mend(startOf(key), "this key is not text; write it in quotes");
      } else if (value === null || (isScalar(value) && value.value === null)) {
        mend(
          startOf(key),
          `“${key.value}” has no value; write one, or put the whole text in quotes when a comma or colon belongs to it`,
        );
      }
    },
    Scalar: (at, node, path) => {
      if (node.value === null && at !== "key" && !isPair(path.at(-1))) {
        mend(node.range?.[0], "nothing stands here; write a value or take the line out");
      }
    },
  });
  return problems;
}

const sayings: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "this key stands here for the second time; keep one",
  TAB_AS_INDENT: "indent with spaces, not with tabs",
};

/** What the parser has to say, in its own words but without the text it quotes. */
const saying = (code: string, message: string): string =>
  sayings[code] ?? `this is not YAML: ${message.split("\n")[0] ?? code}`;

/**
 * Reads a YAML 1.2 file, which may hold several documents. Duplicate keys, missing values and keys
 * that are no text are problems; a file with a problem has no documents.
 */
export function parseYaml(text: string, file: string): ParsedYaml {
  const lines = new LineCounter();
  const locate: Locate = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const found = parseAllDocuments(text, {
    lineCounter: lines,
    version: "1.2",
    schema: "core",
    prettyErrors: false,
  });
  const documents = Array.isArray(found) ? found : [];
  const problems = documents.flatMap((document) => [
    ...[...document.errors, ...document.warnings].map(({ code, message, pos }): Problem => ({
      severity: "error",
      place: locate(pos[0]),
      message: saying(code, message),
    })),
    ...emptyParts(document, locate),
  ]);
  if (problems.length > 0) return { documents: [], problems };
  if (documents.length === 0 || documents.some((document) => document.contents === null)) {
    return { documents: [], problems: [nothing(file)] };
  }
  return { documents: documents.map((document) => readable(document, locate)), problems: [] };
}

const nothing = (file: string): Problem => ({
  severity: "error",
  place: { file, line: 1, column: 1 },
  message: "the file (or a part of it after ---) is empty; fill it in or take it out",
});
