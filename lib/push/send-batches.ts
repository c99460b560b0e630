import { createHash } from "node:crypto";
import * as z from "zod";
import type { SqlRow } from "../sql/engine.ts";
import { column, equal, known, value } from "../sql/expression.ts";
import { parquet, select, table, write } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Writer } from "./audience-writer.ts";
import { ledgerKeys } from "./contract.ts";
import type { Batch } from "./contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { AudiencePlatform, DeliveryOutcome, PushPorts } from "./ports.ts";
import { entryColumns } from "./row-shape.ts";
import type { RowShape } from "./row-shape.ts";

/** One audience being pushed by its one writer. */
export interface Sending {
  readonly ports: PushPorts;
  readonly bench: Bench;
  readonly writer: Writer;
  readonly platform: AudiencePlatform;
  readonly platformId: string;
  readonly shape: RowShape;
  /** Whether consents, erasures and pauses still are what the plan was made from. */
  readonly stillRight: () => Promise<boolean>;
}

/** Time that writing and planning may take around a call, in milliseconds. */
const overheadMs = 20_000;

const planned = z.object({ batch: z.int(), key: z.string() }).loose();

/** A batch's content is its name: audience, direction, rows. */
function batchIdOf(audience: string, op: Batch["op"], keys: readonly string[]): string {
  const hash = createHash("sha256").update(`${audience}|${op}`);
  for (const key of keys) hash.update(`|${key}`);
  return hash.digest("hex").slice(0, 32);
}

/** The rows of `plan` (batch, key, columns), batch by batch. */
async function* inBatches(bench: Bench, plan: string): AsyncGenerator<readonly SqlRow[]> {
  const rows = bench.engine.rows(
    select({
      from: table(plan),
      everything: true,
      columns: {},
      orderBy: [{ by: column("batch") }, { by: column("key") }],
    }),
  );
  let gathered: SqlRow[] = [];
  let number = 0;
  for await (const row of rows) {
    const { batch } = planned.parse(row);
    if (batch !== number && gathered.length > 0) {
      yield gathered;
      gathered = [];
    }
    number = batch;
    gathered.push(row);
  }
  if (gathered.length > 0) yield gathered;
}

interface Plan {
  readonly op: Batch["op"];
  readonly table: string;
}

/** The ledger entries (one per member and row) of the keys of one batch; nothing is refused yet. */
function entriesOf(shape: RowShape, plan: Plan, number: number): Relation {
  return select({
    from: table(plan.op === "add" ? "wanted" : "present"),
    as: "e",
    columns: { ...entryColumns(shape, "e"), refused: value(false) },
    joins: [
      {
        kind: "semi",
        relation: select({
          from: table(plan.table),
          columns: { key: column("key") },
          where: equal(column("batch"), value(number)),
        }),
        as: "b",
        on: equal(column("key", "b"), column("key", "e")),
      },
    ],
    orderBy: [{ by: column("key", "e") }, { by: column("memberId", "e") }],
  });
}

async function keepEntries(
  { ports, bench, writer }: Sending,
  entries: Relation,
  id: string,
): Promise<string> {
  const { audience, fence } = writer.current();
  const object = ledgerKeys(audience).batch(id, fence);
  const path = bench.path(object);
  await bench.engine.run(write(entries, path));
  await ports.lake.upload(path, object);
  return object;
}

/** Marks the rows that the platform named as refused: they did not come, or did not leave. */
async function markRefused(
  sending: Sending,
  batch: Batch,
  keys: readonly string[],
): Promise<string> {
  if (keys.length === 0) return batch.object;
  const entries = select({
    from: parquet(sending.bench.path(batch.object)),
    as: "e",
    columns: { ...entryColumns(sending.shape, "e"), refused: known(column("key", "r")) },
    joins: [
      {
        kind: "left",
        relation: { is: "rows", columns: ["key"], rows: keys.map((key) => [value(key)]) },
        as: "r",
        on: equal(column("key", "r"), column("key", "e")),
      },
    ],
  });
  return keepEntries(sending, entries, `${batch.id}-answered`);
}

const replaced = (batches: readonly Batch[], by: Batch): Batch[] =>
  batches.map((batch) => (batch.id === by.id ? by : batch));

/** What became of a batch: who it moved, and how many rows the platform would not take. */
async function record(
  sending: Sending,
  batch: Batch,
  result: { readonly outcome: DeliveryOutcome; readonly keys: readonly string[] },
): Promise<void> {
  const { writer } = sending;
  const { outcome, keys } = result;
  const refused = [...new Set(outcome.refused.flatMap((at) => keys[at] ?? []))];
  const object = await markRefused(sending, batch, refused);
  const ended: Batch =
    outcome.state === "done"
      ? { ...batch, object, state: "done" }
      : { ...batch, object, state: "accepted", receipt: outcome.receipt };
  const { batches, report } = writer.current();
  const invalid = outcome.state === "done" ? outcome.invalid : refused.length;
  await writer.save({
    batches: replaced(batches, ended),
    report: report === null ? null : { ...report, invalid: report.invalid + invalid },
  });
}

async function sendBatch(sending: Sending, plan: Plan, rows: readonly SqlRow[]): Promise<void> {
  const { writer, platform, platformId } = sending;
  const keys = rows.map((row) => planned.parse(row).key);
  const number = planned.parse(rows[0]).batch;
  const id = batchIdOf(writer.current().audience, plan.op, keys);
  const object = await keepEntries(sending, entriesOf(sending.shape, plan, number), id);
  const batch: Batch = {
    id,
    op: plan.op,
    object,
    rows: rows.length,
    state: "intent",
    receipt: null,
  };
  const { batches, report } = writer.current();
  await writer.save({
    batches: [...batches.filter((one) => one.id !== id), batch],
    report: report === null ? null : { ...report, requests: report.requests + 1 },
  });
  if (!writer.mayCall(platform.limits.seconds))
    throw new Error("the lease is shorter than a call may take");
  const outcome = await platform.deliver({ op: plan.op, platformId, batchId: id, rows });
  await record(sending, batch, { outcome, keys });
}

/**
 * Sends what `plan` lists: intent first, then the call, then what became of it. Stops early, giving
 * false, when this invocation's time runs out or the plan is no longer right.
 */
export async function sendBatches(sending: Sending, plan: Plan): Promise<boolean> {
  for await (const rows of inBatches(sending.bench, plan.table)) {
    const enough = sending.ports.timeLeft() > sending.platform.limits.seconds * 1000 + overheadMs;
    if (!enough || !(await sending.stillRight())) return false;
    await sendBatch(sending, plan, rows);
  }
  return true;
}
