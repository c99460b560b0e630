import * as z from "zod";
import { InputProblem } from "../core/failure.ts";
import type { Engine } from "../sql/engine.ts";
import { all, atMost, call, callWhere, column, known, over, value } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { countColumns } from "./count-columns.ts";
import { type FileReading, isAccepted } from "./plan-rows.ts";
import type { PartOutcome } from "./progress.ts";
import { type RowCheck, firstLinesKept } from "./row-check.ts";

/** What became of a part's rows; accepted + rejected + skipped = rows. */
export type RowCounts = Omit<PartOutcome, "expected" | "identifiers" | "quarantine">;

const reason = call("coalesce", column("skip"), column("verdict"));

const reasonSchema = z.object({ reason: z.string(), skipped: z.int(), rows: z.int() });

/** Skipped and rejected rows by reason. */
const countReasons = (engine: Engine, rows: Relation) =>
  engine.all(
    select({
      note: "skipped and rejected rows by reason",
      from: rows,
      columns: {
        reason,
        skipped: callWhere("count", known(column("skip"))),
        rows: call("count"),
      },
      where: known(reason),
      groupBy: [reason],
      orderBy: [{ by: reason }],
    }),
    reasonSchema,
  );

/** The first lines of each reason. */
const firstLines = (engine: Engine, rows: Relation) =>
  engine.all(
    select({
      note: "the first lines of each reason",
      from: rows,
      columns: { reason, line: column("line") },
      where: known(reason),
      qualify: atMost(
        over(call("row_number"), { partitionBy: [reason], orderBy: [{ by: column("line") }] }),
        value(firstLinesKept),
      ),
      orderBy: [{ by: column("line") }],
    }),
    z.object({ reason: z.string(), line: z.int() }),
  );

/** Throws `InputProblem` when an attribute holds what looks like contact data and the map does not allow it. */
export async function refuseContactData(engine: Engine, rows: Relation): Promise<void> {
  const [found] = await engine.all(
    select({
      note: "attributes that look like contact data",
      from: rows,
      columns: { attribute: column("contact"), line: call("min", column("line")) },
      where: all(isAccepted, known(column("contact"))),
      groupBy: [column("contact")],
      orderBy: [{ by: column("contact") }],
    }),
    z.object({ attribute: z.string(), line: z.int() }),
  );
  if (found === undefined) return;
  throw new InputProblem(
    `the attribute ${found.attribute} holds what looks like an e-mail address or a phone number: ` +
      "leave it out of the map, or write contact: allowed",
    { file: "", line: found.line },
  );
}

const sum = (of: readonly number[]): number => of.reduce((so, one) => so + one, 0);

/** Reasons with their rows and first lines: those of the shape, then those of the engine. */
async function tellReasons(engine: Engine, rows: Relation, { faults }: Pick<RowCheck, "faults">) {
  const found = await countReasons(engine, rows);
  const lines = await firstLines(engine, rows);
  const linesOf = (code: string) =>
    lines.filter((one) => one.reason === code).map(({ line }) => line);
  const shapes = [...faults];
  return {
    skipped: sum(found.map(({ skipped }) => skipped)),
    judged: sum(found.map((one) => one.rows)),
    misshapen: sum(shapes.map(([, fault]) => fault.rows)),
    reasons: Object.fromEntries([
      ...shapes.map(([code, fault]) => [code, fault.rows] as const),
      ...found.map((one) => [one.reason, one.rows] as const),
    ]),
    lines: Object.fromEntries([
      ...shapes.map(([code, fault]) => [code, fault.lines] as const),
      ...found.map((one) => [one.reason, linesOf(one.reason)] as const),
    ]),
  };
}

/** Counts judged rows and those whose shape was wrong. Throws when the engine saw other rows than the check. */
export async function countRows(
  engine: Engine,
  rows: Relation,
  {
    reading,
    check,
  }: { readonly reading: FileReading; readonly check: Pick<RowCheck, "rows" | "clean" | "faults"> },
): Promise<RowCounts> {
  const columns = await countColumns(engine, rows, reading);
  const told = await tellReasons(engine, rows, check);
  const { reasons, lines, skipped, misshapen } = told;
  const { accepted, filled, unusable } = columns;
  const rejected = told.judged - skipped + misshapen;
  if (columns.rows !== check.clean || accepted + rejected + skipped !== check.rows) {
    throw new Error("the engine read other rows than the check of the file counted");
  }
  return { rows: check.rows, accepted, rejected, skipped, reasons, lines, filled, unusable };
}
