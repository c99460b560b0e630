import type { Engine } from "./engine.ts";

/** A place to work: an engine, and names for local files; both are gone when the work has ended. */
export interface Bench {
  readonly engine: Engine;
  /** Where a file of that name may lie; files of one bench lie in one folder. */
  readonly path: (name: string) => string;
}

/** Gives a bench for the time of some work. */
export type WithBench = <T>(work: (bench: Bench) => Promise<T>) => Promise<T>;
