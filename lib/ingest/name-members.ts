import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { column } from "../sql/expression.ts";
import { type Relation, select, table } from "../sql/relation.ts";
import { customerIdColumns } from "./contract.ts";
import { isKept } from "./plan-rows.ts";
import type { MemberIdOf } from "./ports.ts";

const rowSchema = z.object({ customer_id: z.string() });

/** memberId and customer_id of everybody in the kept rows, each once. */
export const members: Relation = table("members");

/** Makes the pseudonyms of a file: one HMAC per customer, however many rows they have. */
export async function nameMembers(
  engine: Engine,
  rows: Relation,
  memberIdOf: MemberIdOf,
): Promise<void> {
  const customers = engine.rows(
    select({
      note: "everybody in the kept rows, once",
      from: rows,
      columns: { customer_id: column("customer_id") },
      where: isKept,
      distinct: true,
    }),
  );
  async function* named() {
    for await (const row of customers) {
      const { customer_id } = rowSchema.parse(row);
      yield [memberIdOf(customer_id), customer_id];
    }
  }
  await engine.load("members", customerIdColumns, named());
}
