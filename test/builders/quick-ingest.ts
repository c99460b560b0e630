import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import { scratchFolder } from "../../lib/adapters/files/scratch-folder.ts";
import type { Workbench } from "../../lib/ingest/ports.ts";
import type { Engine } from "../../lib/sql/engine.ts";
import type { Folder } from "../../lib/workspace/workspace.ts";
import { type IngestBench, aWorkspace, ingestBench } from "./ingest-bench.ts";

/** DuckDB gives memory back late: after so many files a new one is opened. */
const filesEach = 25;

/** An engine that remembers what is made in it. */
const noting = (inner: Engine, made: Set<string>): Engine => ({
  ...inner,
  run: async (statement) => {
    if (statement.is !== "write") made.add(statement.name);
    await inner.run(statement);
  },
  load: async (table, ...rest) => {
    made.add(table);
    await inner.load(table, ...rest);
  },
});

/** A shop like `aWorkspace`, in a zone that the engine plans in half the time. */
const inUtc = `
name: Shop
languages: [en]
timezone: UTC
currency: EUR
country: FI
consent: [advertising]
files: { rejected: 100%, rows: 50% }
rates: { SEK: 0.087 }
`;

/**
 * Benches for tests that take in very many small files, for which opening a DuckDB costs more than
 * their work: one DuckDB for all of them, emptied between two files.
 */
export function quickIngest(): (folder?: Folder) => IngestBench {
  const parent = path.join(tmpdir(), "audience-sync-test");
  const open = new Set<string>();
  let engine: Engine | undefined;
  let files = 0;
  const openWorkbench = async (): Promise<Workbench> => {
    const scratch = await scratchFolder(parent);
    open.add(scratch.folder);
    if (files % filesEach === 0) {
      engine?.close();
      engine = undefined;
    }
    files += 1;
    const inner = (engine ??= await openDuckDb({
      scratch: parent,
      memoryMb: 400,
      threads: 1,
      joinsAsWritten: true,
    }));
    const made = new Set<string>();
    return {
      engine: noting(inner, made),
      scratch,
      close: async () => {
        for (const name of made) await inner.run({ is: "drop", name });
        await scratch.remove();
        open.delete(scratch.folder);
      },
    };
  };
  return (folder = {}) => {
    const bench = ingestBench(aWorkspace({ "workspace.yaml": inUtc, ...folder }));
    return { ...bench, ports: { ...bench.ports, openWorkbench }, open };
  };
}
