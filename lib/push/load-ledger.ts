import { column, equal, value } from "../sql/expression.ts";
import { create, createEmpty, parquet, select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Audience, Batch } from "./contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { PushPorts } from "./ports.ts";
import type { RowShape } from "./row-shape.ts";

const without = (entries: Relation, batch: Relation): Relation =>
  select({
    from: entries,
    as: "a",
    everything: true,
    columns: {},
    joins: [
      { kind: "anti", relation: batch, as: "b", on: equal(column("key", "b"), column("key", "a")) },
    ],
  });

const surely = (entries: Relation, sure: boolean): Relation =>
  select({ from: entries, everything: true, columns: { sure: value(sure) } });

/** What a batch makes of the entries before it. Accepted and intended ones may or may not have been applied. */
function after(entries: Relation, batch: Batch, rows: Relation): Relation {
  const others = without(entries, rows);
  if (batch.state !== "done") return union(others, surely(rows, false));
  return batch.op === "remove" ? others : union(others, surely(rows, true));
}

/**
 * Table `present` (memberId, key, the platform's columns, sure): what is at the platform by the
 * ledger; rows of batches whose outcome is unknown are there unsurely.
 */
export async function loadLedger(
  ports: Pick<PushPorts, "lake">,
  bench: Bench,
  ledger: { readonly audience: Audience; readonly shape: RowShape },
): Promise<void> {
  const { base, batches } = ledger.audience;
  const empty = {
    memberId: "VARCHAR",
    key: "VARCHAR",
    ...ledger.shape.columns,
    sure: "BOOLEAN",
  } as const;
  const fetch = async (object: string): Promise<Relation> => {
    const path = bench.path(object);
    await ports.lake.download(object, path);
    return parquet(path);
  };
  await bench.engine.run(createEmpty("present 0", empty));
  if (base !== null) {
    await bench.engine.run({ is: "drop", name: "present 0" });
    await bench.engine.run(create("present 0", surely(await fetch(base.object), true)));
  }
  let at = 0;
  for (const batch of batches) {
    const next = after(table(`present ${at}`), batch, await fetch(batch.object));
    await bench.engine.run(create(`present ${at + 1}`, next));
    await bench.engine.run({ is: "drop", name: `present ${at}` });
    at += 1;
  }
  await bench.engine.run(create("present", table(`present ${at}`)));
  await bench.engine.run({ is: "drop", name: `present ${at}` });
}
