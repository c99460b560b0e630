import { tmpdir } from "node:os";
import { listValues } from "../compute/list-values.ts";
import type { ColumnValues } from "../compute/list-values.ts";
import { columnCalled } from "../compute/value-columns.ts";
import { benches } from "./bench.ts";
import { memory } from "./judge-audiences.ts";
import { storesOf } from "./operate.ts";
import type { Stack } from "./operate.ts";
import { fetchMergedBefore, whatCounts } from "./what-counts.ts";
import type { Look } from "./what-counts.ts";

/** What a column holds, by the data as it is now. Throws `InputProblem` where there is no such column to list. */
export async function columnValues(
  stack: Stack,
  asked: Look & { readonly column: string; readonly limit: number },
): Promise<ColumnValues> {
  const stores = storesOf(stack);
  const { rulebook, inputs, files } = await whatCounts(stores, asked);
  const column = columnCalled(rulebook.workspace, asked.column);
  return benches(
    tmpdir(),
    memory.people,
  )(async (bench) =>
    listValues(
      { lake: stores.lake, tombstones: stores.erased },
      bench,
    )({
      rulebook,
      column,
      limit: asked.limit,
      moment: inputs.now,
      files,
      mergedBefore: await fetchMergedBefore(stores, inputs, bench.path("merged-before")),
    }),
  );
}
