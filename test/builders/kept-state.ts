import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export interface KeptObject {
  readonly bucket: "inbox" | "lake";
  readonly key: string;
  readonly body: Buffer;
}

interface LogEntry {
  readonly kind: string;
  readonly key: string;
  readonly body: string;
}

/**
 * Every version of every object in a kept state folder (`audience try --state`), read from its files:
 * each bucket has a log with a line per object and a folder of bodies.
 */
export function keptObjects(state: string): readonly KeptObject[] {
  const objects = path.join(state, "cloud/objects");
  return readdirSync(objects).flatMap((name) =>
    readFileSync(path.join(objects, name, "log.ndjson"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line): LogEntry => JSON.parse(line))
      .filter(({ kind, body }) => kind === "object" && body !== undefined)
      .map(({ key, body }) => ({
        bucket: name.includes("inbox") ? ("inbox" as const) : ("lake" as const),
        key,
        body: readFileSync(path.join(objects, name, "bodies", body)),
      })),
  );
}

/** One object of the lake as JSON. Throws when it is not there. */
export function keptJson(state: string, key: string) {
  const found = keptObjects(state).find((one) => one.bucket === "lake" && one.key === key);
  if (found === undefined) throw new Error(`the lake has no ${key}`);
  return JSON.parse(found.body.toString("utf8"));
}
