import * as z from "zod";
import { InputProblem } from "../core/failure.ts";
import type { Engine } from "../sql/engine.ts";
import { all, call, column, known, unknown } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { isByEmail } from "./email-cells.ts";
import type { FileReading } from "./plan-rows.ts";
import { withoutEmail } from "./typed-cells.ts";

const firstAddress = (rows: Relation, name: string): Relation =>
  select({
    note: "customer ids that are e-mail addresses",
    from: rows,
    columns: { line: call("min", column("line")) },
    where: all(unknown(column("skip")), known(column(name)), unknown(withoutEmail(column(name)))),
  });

const found = z.object({ line: z.int().nullable() });

/**
 * Customer ids go past the door as they are, e-mail addresses do not. Throws `InputProblem` when a
 * column that is read as ids holds an address: the map must say that it names people by e-mail.
 */
export async function refuseAddressesAsIds(
  engine: Engine,
  rows: Relation,
  { dataset, plan, layout }: Pick<FileReading, "dataset" | "plan" | "layout">,
): Promise<void> {
  for (const person of plan.people) {
    const from = layout.cells[person.name]?.source.from;
    if (from === undefined || isByEmail(layout, person)) continue;
    const [first] = await engine.all(firstAddress(rows, person.name), found);
    if (typeof first?.line !== "number") continue;
    throw new InputProblem(
      `${person.name} holds e-mail addresses: write ${person.name}: ` +
        `{ by: email, from: ${JSON.stringify(from)} } in datasets/${dataset}.yaml`,
      { file: "", line: first.line },
    );
  }
}
