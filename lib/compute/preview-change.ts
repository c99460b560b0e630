import * as z from "zod";
import { memberIdSchema, segmentIdSchema } from "../core/ids.ts";
import type { MemberId, SegmentId } from "../core/ids.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { Bench, WithBench } from "../sql/bench.ts";
import { atMost, call, column, over, value } from "../sql/expression.ts";
import { create, createEmpty, parquet, select, table, write } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { CountingFiles } from "./fetch-datasets.ts";
import type { JudgePorts } from "./judge-people.ts";
import { movement } from "./plan-changes.ts";
import { membershipColumns, sameMembership } from "./plan-compute.ts";
import { previewGeneration } from "./preview-generation.ts";

/** What other files would do to one segment. */
export interface SegmentChange {
  readonly id: SegmentId;
  readonly name: string;
  /** Members with the files that count now, and with the others. */
  readonly before: number;
  readonly after: number;
  readonly entering: number;
  readonly leaving: number;
  /** Some of them. */
  readonly examples: {
    readonly entering: readonly MemberId[];
    readonly leaving: readonly MemberId[];
  };
}

/** So many members are shown as examples. */
const mostExamples = 5;

const movedSchema = z.object({
  segment: segmentIdSchema,
  size: z.int(),
  entered: z.int(),
  left: z.int(),
});
const exampleSchema = z.object({ segment: segmentIdSchema, memberId: memberIdSchema });

/** The first members of each segment who are in one table of memberships and not in the other. */
function onlyIn(these: string, those: string): Relation {
  const moved = select({
    from: table(these),
    as: "these",
    everything: true,
    columns: {},
    joins: [
      { kind: "anti", relation: table(those), as: "those", on: sameMembership("these", "those") },
    ],
  });
  const number = over(call("row_number"), {
    partitionBy: [column("segment")],
    orderBy: [{ by: column("memberId") }],
  });
  return select({
    from: moved,
    columns: { segment: column("segment"), memberId: column("memberId") },
    qualify: atMost(number, value(mostExamples)),
    orderBy: [{ by: column("segment") }, { by: column("memberId") }],
  });
}

/** Needs tables `previous` (before) and `memberships` (after). */
async function changesAt(
  { engine }: Bench,
  { segments }: Rulebook,
): Promise<readonly SegmentChange[]> {
  const moved = new Map(
    (await engine.all(movement(), movedSchema)).map((one) => [one.segment, one]),
  );
  const entering = await engine.all(onlyIn("memberships", "previous"), exampleSchema);
  const leaving = await engine.all(onlyIn("previous", "memberships"), exampleSchema);
  const of = (id: SegmentId, found: typeof entering) =>
    found.filter(({ segment }) => segment === id).map(({ memberId }) => memberId);
  return segments.map(({ id, name }) => {
    const { size, entered, left } = moved.get(id) ?? { size: 0, entered: 0, left: 0 };
    return {
      id,
      name,
      before: size - entered + left,
      after: size,
      entering: entered,
      leaving: left,
      examples: { entering: of(id, entering), leaving: of(id, leaving) },
    };
  });
}

/**
 * Who would enter and leave each segment if other files counted, by the same definitions at the same
 * moment. Writes nothing but on benches of its own.
 */
export const previewChange =
  (ports: JudgePorts & { readonly withBench: WithBench }) =>
  (about: {
    readonly rulebook: Rulebook;
    readonly moment: string;
    readonly before: CountingFiles;
    readonly after: CountingFiles;
  }): Promise<readonly SegmentChange[]> =>
    ports.withBench(async (bench) => {
      const { rulebook, moment } = about;
      const path = bench.path("before.parquet");
      await ports.withBench(async (first) => {
        await first.engine.run(createEmpty("previous", membershipColumns));
        await previewGeneration(ports, first)({ rulebook, moment, files: about.before });
        await first.engine.run(write(table("memberships"), path));
      });
      await bench.engine.run(create("previous", parquet(path), "memberships as they are"));
      await previewGeneration(ports, bench)({ rulebook, moment, files: about.after });
      return changesAt(bench, rulebook);
    });
