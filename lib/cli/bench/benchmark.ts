/** One figure of a benchmark, beside a floor that was measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  /** What it is measured against, in the same unit. */
  readonly reference: number;
  readonly ratio: number;
  /** As it is read: `at most 2 × DuckDB's own CSV to Parquet`. */
  readonly goal: string;
  readonly met: boolean;
}

/** How large a benchmark is, where it works, and where it tells how far it is. */
export interface Bench {
  readonly rows: number;
  /** An empty folder, gone afterwards. */
  readonly folder: string;
  readonly progress: (text: string) => void;
}

/** A benchmark by its name. Runs in a process of its own. */
export interface Benchmark {
  readonly name: string;
  readonly does: string;
  /** How many rows it takes unless told. */
  readonly rows: number;
  run(bench: Bench): Promise<readonly Figure[]>;
}

/** Seconds that some work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
