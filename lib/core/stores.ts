import type * as z from "zod";

/**
 * The two kinds of store that stages write to, as shapes: pointers and records (DynamoDB's
 * control table), and immutable objects (the lake). Stages name what they keep there in their
 * own ports; lib/adapters/aws makes them real.
 */

/** A record with the version it was read at; 0 is the version of what is not there. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
}

/** Records of one kind. Every write is a compare-and-set. */
export interface Records<T> {
  /** Strongly consistent. */
  read(id: string): Promise<Versioned<T> | undefined>;
  /** Writes if the stored version still is `expected` (0: nothing there yet). Throws `Conflict` otherwise. */
  write(id: string, value: T, expected: number): Promise<void>;
  /** All records of the kind, by id. */
  list(): Promise<readonly { readonly id: string; readonly value: T; readonly version: number }[]>;
  /** Forgets a record, if it still has the version. Throws `Conflict` otherwise. */
  remove(id: string, expected: number): Promise<void>;
}

/** Immutable objects under one bucket. Keys are paths without a leading slash. */
export interface Objects {
  /** Undefined when there is no such object. Throws when it does not fit the schema. */
  readJson<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined>;
  /** Writes once; the same key again is left as it is (content-addressed or run-addressed keys). */
  writeJson(key: string, value: unknown): Promise<void>;
  writeText(key: string, text: string, contentType: string): Promise<void>;
  /** Streams an object to a local file. Throws when it is not there. */
  download(key: string, path: string): Promise<void>;
  /** Streams a local file to an object. */
  upload(path: string, key: string): Promise<void>;
  list(prefix: string): Promise<readonly string[]>;
}
