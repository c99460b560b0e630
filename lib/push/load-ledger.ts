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
      { kind: "left", relation: touched, as: "t", on: equal(column("key", "t"), column("key", "a")) },
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

/**
 * Table `present`: what is at the platform by the ledger. memberId, key, the platform's columns;
 * `sure`: false where it may or may not be there; `under_way`: "add" or "remove" while the platform
 * is at it, else null.
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
  for (const batch of batches) {
    const rows = await fetch(batch.object);
    await bench.engine.run(
      create(`present ${at + 1}`, after(table(`present ${at}`), batch, { rows, shape })),
    );
    await bench.engine.run({ is: "drop", name: `present ${at}` });
    at += 1;
  }
  await bench.engine.run(create("present", table(`present ${at}`)));
  await bench.engine.run({ is: "drop", name: `present ${at}` });
}

/** Table `before` (memberId, key, sure): the ledger's base, what was there when the batches began. */
export async function loadBase(bench: Bench, { base }: Audience): Promise<void> {
  await bench.engine.run(
    base === null
      ? createEmpty("before", { memberId: "VARCHAR", key: "VARCHAR", sure: "BOOLEAN" })
      : create(
          "before",
          select({
            from: parquet(bench.path(base.object)),
            columns: {
              memberId: column("memberId"),
              key: column("key"),
              sure: column("sure"),
            },
          }),
        ),
  );
}
