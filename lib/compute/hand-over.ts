import type { MemberId, SegmentId } from "../core/ids.ts";
import type { Bench } from "../sql/bench.ts";
import { column, date, equal, value } from "../sql/expression.ts";
import { select, table, union, write } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { marks } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";

/** Parquet files on this machine with what of a generation decides who may be pushed. */
export interface LocalGeneration {
  readonly memberships: string;
  readonly marks: string;
  readonly aliases: string;
  readonly merged: string;
}

/** What is handed over: segments, and people; all of them where none is named. */
export interface HandedOver {
  readonly segments: readonly SegmentId[];
  readonly minimumAge: number;
  readonly person?: MemberId | undefined;
}

const membersOf = (segments: readonly SegmentId[], day: string): Relation =>
  union(
    ...segments.map((segment) =>
      select({
        from: table("verdicts"),
        columns: {
          segment: value(String(segment)),
          memberId: column("memberId"),
          since: date(day),
        },
        where: column(segment),
      }),
    ),
  );

const only = (person: MemberId | undefined, rows: Relation): Relation =>
  person === undefined
    ? rows
    : select({
        from: rows,
        everything: true,
        columns: {},
        where: equal(column("memberId"), value(person)),
      });

/** Writes what was judged at a bench for another bench to plan a push from. There must be a segment. */
export async function handOver(
  { engine }: Bench,
  of: ComputeInputs,
  { what, to }: { readonly what: HandedOver; readonly to: LocalGeneration },
): Promise<void> {
  const { segments, minimumAge, person } = what;
  const found = {
    memberships: only(person, membersOf(segments, of.clock.day)),
    marks: only(person, marks(of, minimumAge)),
    aliases: table("aliases"),
    merged: table("merged"),
  };
  await engine.run(write(found.memberships, to.memberships));
  await engine.run(write(found.marks, to.marks));
  await engine.run(write(found.aliases, to.aliases));
  await engine.run(write(found.merged, to.merged));
}
