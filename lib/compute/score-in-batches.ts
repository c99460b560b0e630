import { predictedColumn } from "../segments/contract.ts";
import type { SegmentPlan } from "../segments/contract.ts";
import type { Chunk, Columns, ColumnTypes, Engine } from "../sql/engine.ts";
import { histories } from "./plan-purchase-histories.ts";
import { scoreCustomers } from "./predict/score-customers.ts";
import type { Models } from "./predict/score-customers.ts";
import { joined, numbersIn } from "./read-numbers.ts";

/** Rounded to fixed decimals, so that it does not matter which engine compares them. */
const millionths = (of: Float64Array): readonly bigint[] =>
  Array.from(of, (one) => BigInt(Math.round(one * 1_000_000)));
const cents = (of: Float64Array | null, rows: number): readonly (bigint | null)[] =>
  of === null
    ? Array.from({ length: rows }, () => null)
    : Array.from(of, (one) => BigInt(Math.round(one)));

/** What is known of some customers. */
interface Batch {
  readonly members: readonly (string | null)[];
  readonly repeats: Float64Array;
  readonly last: Float64Array;
  readonly known: Float64Array;
  readonly value: Float64Array;
}

/** So many customers are scored at once: work that many of them share is then done once. */
const batchSize = 100_000;

const batchOf = (chunks: readonly Chunk[]): Batch => {
  const column = (name: string) => joined(chunks.map((chunk) => numbersIn(chunk, name)));
  const repeats = column("repeats");
  return {
    members: chunks.flatMap((chunk) => chunk.texts("memberId")),
    repeats,
    last: column("last"),
    known: column("known"),
    value: column("cents").map((sum, row) => sum / (repeats[row] ?? 0)),
  };
};

async function* batches(chunks: AsyncIterable<Chunk>): AsyncGenerator<Batch> {
  let waiting: Chunk[] = [];
  let rows = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    rows += chunk.rows;
    if (rows < batchSize) continue;
    yield batchOf(waiting);
    [waiting, rows] = [[], 0];
  }
  if (rows > 0) yield batchOf(waiting);
}

function scored(batch: Batch, models: Models, horizons: readonly number[]): Columns {
  const rows = batch.members.length;
  const foreseen = horizons.map((days) => ({ days, ...scoreCustomers(batch, models, days) }));
  const foreseenColumns = foreseen.flatMap(({ days, purchases, spend }) => [
    [predictedColumn("purchases", days), millionths(purchases)] as const,
    [predictedColumn("spend", days), cents(spend, rows)] as const,
  ]);
  const { alive } = foreseen[0] ?? scoreCustomers(batch, models, 0);
  return {
    memberId: batch.members,
    alive: millionths(alive),
    ...Object.fromEntries<Columns[string]>(foreseenColumns),
  };
}

/** The columns of the table `predicted`. */
export function columnsOf({ predictions }: SegmentPlan): ColumnTypes {
  const foreseen = predictions.flatMap((days) => [
    predictedColumn("purchases", days),
    predictedColumn("spend", days),
  ]);
  return {
    memberId: "VARCHAR",
    ...Object.fromEntries(["alive", ...foreseen].map((name) => [name, "BIGINT" as const])),
  };
}

/** Everybody's predictions, of the table `purchase histories`. */
export async function* scores(engine: Engine, models: Models, { predictions }: SegmentPlan) {
  for await (const batch of batches(engine.chunks(histories))) {
    yield scored(batch, models, predictions);
  }
}
