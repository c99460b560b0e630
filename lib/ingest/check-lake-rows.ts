import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { type Expression, call } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { answerCounts } from "./consent-cells.ts";
import type { Layout } from "./plan-layout.ts";
import { isKept } from "./plan-rows.ts";

async function countRows(engine: Engine, from: Relation, where?: Expression): Promise<number> {
  const count = select({ note: "rows", from, columns: { rows: call("count") }, where });
  const [found] = await engine.all(count, z.object({ rows: z.int() }));
  return found?.rows ?? 0;
}

async function refuseOthers(engine: Engine, written: Relation, kept: number): Promise<void> {
  if ((await countRows(engine, written)) === kept) return;
  throw new Error("the lake would be given other rows than were kept");
}

/** Throws unless each kept row stands once in what goes into the lake: joins lose and double rows in silence. */
export const checkLakeRows = async (
  engine: Engine,
  rows: Relation,
  lakeRows: Relation,
): Promise<void> => refuseOthers(engine, lakeRows, await countRows(engine, rows, isKept));

/** Throws unless each answer that counts stands once in what goes into the lake. */
export async function checkCustomerConsents(
  engine: Engine,
  rows: Relation,
  about: { readonly layout: Pick<Layout, "consents">; readonly written: Relation },
): Promise<void> {
  let answers = 0;
  for (const purpose of Object.keys(about.layout.consents))
    answers += await countRows(engine, rows, answerCounts(purpose));
  await refuseOthers(engine, about.written, answers);
}
