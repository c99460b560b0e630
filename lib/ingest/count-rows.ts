import * as z from "zod";
import { InputProblem } from "../core/failure.ts";
import type { Engine } from "../sql/engine.ts";
import {
  all,
  atMost,
  call,
  callWhere,
  column,
  known,
  over,
  unknown,
  value,
} from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import type { CsvCheck } from "./check-csv.ts";
import type { DatasetPlan } from "./plan-dataset.ts";
import type { Layout } from "./plan-layout.ts";
import { hasName, isAccepted } from "./plan-rows.ts";

/** What became of a file's rows; accepted + rejected + skipped = rows. */
export interface RowCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly lines: Readonly<Record<string, readonly number[]>>;
  readonly completeness: Readonly<Record<string, number>>;
  /** Columns that were filled with something that is not kept → rows. */
  readonly unusable: Readonly<Record<string, number>>;
}

const firstLinesKept = 10;

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

/** Names of columns of ours that a file has and that are kept under the same name. */
const keptNames = (layout: Layout, { output }: DatasetPlan): readonly string[] =>
  Object.keys(layout.cells).filter((name) => name in output);

async function countColumns(
  engine: Engine,
  rows: Relation,
  { layout, plan }: { readonly layout: Layout; readonly plan: DatasetPlan },
) {
  const filled = Object.keys(layout.cells);
  const lost = keptNames(layout, plan);
  const relation = select({
    note: "accepted rows, and how many have each column",
    from: rows,
    columns: {
      all: call("count"),
      accepted: callWhere("count", isAccepted),
      ...Object.fromEntries(
        filled.map((name) => [
          hasName(name),
          callWhere("count", all(isAccepted, column(hasName(name)))),
        ]),
      ),
      ...Object.fromEntries(
        lost.map((name) => [
          `lost ${name}`,
          callWhere("count", all(isAccepted, column(hasName(name)), unknown(column(name)))),
        ]),
      ),
    },
  });
  const [found = {}] = await engine.all(relation, z.record(z.string(), z.int()));
  const accepted = found["accepted"] ?? 0;
  const share = (name: string) => (accepted === 0 ? 0 : (found[hasName(name)] ?? 0) / accepted);
  return {
    all: found["all"] ?? 0,
    accepted,
    completeness: Object.fromEntries(filled.map((name) => [name, share(name)])),
    unusable: Object.fromEntries(
      lost
        .map((name) => [name, found[`lost ${name}`] ?? 0] as const)
        .filter(([, count]) => count > 0),
    ),
  };
}

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

/** Counts judged rows and those whose shape was wrong. Throws when the engine saw other rows than the check. */
export async function countRows(
  engine: Engine,
  rows: Relation,
  about: { readonly layout: Layout; readonly plan: DatasetPlan; readonly check: CsvCheck },
): Promise<RowCounts> {
  const columns = await countColumns(engine, rows, about);
  const reasons = await countReasons(engine, rows);
  const lines = await firstLines(engine, rows);
  const shapes = [...about.check.faults];
  const misshapen = sum(shapes.map(([, fault]) => fault.rows));
  const skipped = sum(reasons.map((one) => one.skipped));
  const rejected = sum(reasons.map((one) => one.rows)) - skipped + misshapen;
  if (
    columns.all + misshapen !== about.check.rows ||
    columns.accepted + rejected + skipped !== about.check.rows
  ) {
    throw new Error("the engine read other rows than the check of the file counted");
  }
  return {
    rows: about.check.rows,
    accepted: columns.accepted,
    rejected,
    skipped,
    reasons: Object.fromEntries([
      ...shapes.map(([code, fault]) => [code, fault.rows] as const),
      ...reasons.map((one) => [one.reason, one.rows] as const),
    ]),
    lines: Object.fromEntries([
      ...shapes.map(([code, fault]) => [code, fault.lines] as const),
      ...reasons.map(
        (one) =>
          [
            one.reason,
            lines.filter((line) => line.reason === one.reason).map(({ line }) => line),
          ] as const,
      ),
    ]),
    completeness: columns.completeness,
    unusable: columns.unusable,
  };
}
