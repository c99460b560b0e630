import type { Bench } from "../../lib/sql/bench.ts";
import type { Relation, Statement } from "../../lib/sql/relation.ts";
import { answerOf, athenaAnswer, catalogueOf } from "./athena-answers.ts";
import { checkAthena } from "./check-athena.ts";
import { mixedTypes } from "./mixed-types.ts";

const asText = (_: string, of: unknown): unknown => (typeof of === "bigint" ? String(of) : of);

/**
 * Everything that is odd about statements as Athena's that have run at a bench: in their texts, in the types
 * that they mix, and whether they then answer otherwise.
 */
export async function oddInAthena(
  bench: Bench,
  statements: readonly Statement[],
  asked: Relation,
): Promise<readonly string[]> {
  const catalogue = await catalogueOf(bench, statements);
  const odd = [...checkAthena(statements, catalogue), ...(await mixedTypes(bench, statements))];
  if (odd.length > 0) return odd;
  const [athena, duckdb] = [
    await athenaAnswer(bench, { catalogue, statements, asked }),
    await answerOf(bench, asked),
  ].map((rows) => rows.map((row) => JSON.stringify(row, asText)));
  const rows = duckdb?.flatMap((row, at) => (row === athena?.[at] ? [] : [`not ${row}`])) ?? [];
  return athena?.length === duckdb?.length ? rows : [...rows, "not as many rows"];
}
