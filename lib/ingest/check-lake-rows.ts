import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { type Expression, call } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { isKept } from "./plan-rows.ts";

async function countRows(engine: Engine, from: Relation, where?: Expression): Promise<number> {
  const count = select({ note: "rows", from, columns: { rows: call("count") }, where });
  const [found] = await engine.all(count, z.object({ rows: z.int() }));
  return found?.rows ?? 0;
}

/** Throws unless each kept row stands once in what goes into the lake: joins lose and double rows in silence. */
export async function checkLakeRows(
  engine: Engine,
  rows: Relation,
  lakeRows: Relation,
): Promise<void> {
  const kept = await countRows(engine, rows, isKept);
  if ((await countRows(engine, lakeRows)) === kept) return;
  throw new Error("the lake would be given other rows than were kept");
}
