import { all, cast, column, equal, not, unknown, value } from "../sql/expression.ts";
import { create, createEmpty, parquet, select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Audience, Batch } from "./contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { PushPorts } from "./ports.ts";
import { entryColumns, entryTypes } from "./row-shape.ts";
import type { RowShape } from "./row-shape.ts";

/** Entries whose key `batch` has not. */
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

/** What a batch puts into the ledger. Accepted and intended rows may or may not be at the platform. */
const entriesOf = (shape: RowShape, batch: Batch, rows: Relation): Relation =>
  select({
    from: rows,
    columns: {
      ...entryColumns(shape),
      sure: value(batch.state === "done"),
      under_way: cast(value(batch.state === "accepted" ? batch.op : null), "VARCHAR"),
    },
  });

/**
 * A platform takes off the person who matches, not the row: whatever else was sent for the members
 * of a removed row may be gone as well, and must be sent again where it is wanted.
 */
function shaken(entries: Relation, removed: Relation, shape: RowShape): Relation {
  const touched = select({
    from: entries,
    as: "e",
    distinct: true,
    columns: { key: column("key", "e") },
    joins: [
      {
        kind: "semi",
        relation: removed,
        as: "r",
        on: equal(column("memberId", "r"), column("memberId", "e")),
      },
    ],
  });
  return select({
    note: "what else was sent for people of whom a row was removed is not sure any more",
    from: entries,
    as: "a",
    joins: [
      {
        kind: "left",
        relation: touched,
        as: "t",
        on: equal(column("key", "t"), column("key", "a")),
      },
    ],
    columns: {
      ...entryColumns(shape, "a"),
      sure: all(column("sure", "a"), unknown(column("key", "t"))),
      under_way: column("under_way", "a"),
    },
  });
}

/** What a batch makes of the entries before it. Refused additions are not there, refused removals still are. */
function after(entries: Relation, batch: Batch, of: { rows: Relation; shape: RowShape }): Relation {
  const taken = select({
    from: of.rows,
    everything: true,
    columns: {},
    where: not(column("refused")),
  });
  const mine = entriesOf(of.shape, batch, taken);
  if (batch.op === "add") return union(without(entries, of.rows), mine);
  const others = shaken(without(entries, taken), taken, of.shape);
  return batch.state === "done" ? others : union(others, mine);
}

/** The entries of a base, each sure or not. */
const standing = (shape: RowShape, base: Relation): Relation =>
  select({
    from: base,
    columns: {
      ...entryColumns(shape),
      sure: column("sure"),
      under_way: cast(value(null), "VARCHAR"),
    },
  });

/** What a batch was refused: keys, and whether they should have come or gone. */
const refusedOf = ({ op }: Batch, rows: Relation): Relation =>
  select({
    from: rows,
    columns: { key: column("key"), op: value(op) },
    where: column("refused"),
    distinct: true,
  });

/**
 * Table `present`: what is at the platform by the ledger. memberId, key, the platform's columns;
 * `sure`: false where it may or may not be there; `under_way`: "add" or "remove" while the platform
 * is at it, else null. Table `refused` (key, op): what the platform would not take since the base:
 * it is not asked again before this push has come to its end.
 */
export async function loadLedger(
  ports: Pick<PushPorts, "lake">,
  bench: Bench,
  ledger: { readonly audience: Audience; readonly shape: RowShape },
): Promise<void> {
  const { shape } = ledger;
  const { base, batches } = ledger.audience;
  const fetch = async (object: string): Promise<Relation> => {
    const path = bench.path(object);
    await ports.lake.download(object, path);
    return parquet(path);
  };
  const columns = { ...entryTypes(shape), sure: "BOOLEAN", under_way: "VARCHAR" } as const;
  await bench.engine.run(
    base === null
      ? createEmpty("present 0", columns)
      : create("present 0", standing(shape, await fetch(base.object))),
  );
  let at = 0;
  const refused: Relation[] = [];
  for (const batch of batches) {
    const rows = await fetch(batch.object);
    refused.push(refusedOf(batch, rows));
    await bench.engine.run(
      create(`present ${at + 1}`, after(table(`present ${at}`), batch, { rows, shape })),
    );
    await bench.engine.run({ is: "drop", name: `present ${at}` });
    at += 1;
  }
  await bench.engine.run(create("present", table(`present ${at}`)));
  await bench.engine.run({ is: "drop", name: `present ${at}` });
  await bench.engine.run(
    refused.length === 0
      ? createEmpty("refused", { key: "VARCHAR", op: "VARCHAR" })
      : create("refused", union(...refused)),
  );
}

/** An earlier base (memberId, key, sure and more); without one an empty table like it. */
export const baseAt = (bench: Bench, object: string | null): Relation =>
  object === null ? table("no base") : parquet(bench.path(object));

/** Brings the bases that a push counts from and is guarded by onto the bench, for `baseAt`. */
export async function loadBases(
  ports: Pick<PushPorts, "lake">,
  bench: Bench,
  { base, agreed, opened }: Audience,
): Promise<void> {
  const columns = { memberId: "VARCHAR", key: "VARCHAR", sure: "BOOLEAN" } as const;
  await bench.engine.run(createEmpty("no base", columns));
  for (const object of new Set([agreed, opened])) {
    if (object !== null && object !== base?.object)
      await ports.lake.download(object, bench.path(object));
  }
}
