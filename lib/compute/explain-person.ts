import * as z from "zod";
import { runClock } from "../core/run-clock.ts";
import { memberIdSchema } from "../core/ids.ts";
import type { DestinationId, MemberId, SegmentId } from "../core/ids.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { column, equal, value } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { CountingFiles } from "./fetch-datasets.ts";
import { judgePeople } from "./judge-people.ts";
import type { JudgePorts } from "./judge-people.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import { partOfPlan } from "./plan-part.ts";

/** Who is to be explained, by which definitions, of which files. */
export interface PersonToExplain {
  readonly member: MemberId;
  readonly rulebook: Rulebook;
  readonly segment: SegmentId;
  /** Segments and destinations whose verdicts are wanted besides. */
  readonly besides: {
    readonly segments: readonly SegmentId[];
    readonly only: readonly DestinationId[];
  };
  /** ISO with an offset. */
  readonly moment: string;
  readonly files: CountingFiles;
  /** `merged` of the published generation, as Parquet on this machine. */
  readonly mergedBefore: string | undefined;
}

/** A cell of what was judged: what a clause found, or whether it holds. */
const cellSchema = z.union([
  z.string(),
  z.number(),
  z.bigint().transform(Number),
  z.boolean(),
  z.null(),
  z.array(z.string()),
]);
export type Cell = z.infer<typeof cellSchema>;

interface KnownPerson {
  /** The id that goes by, where customers are one person. */
  readonly person: MemberId;
  readonly of: ComputeInputs;
}

/** A person of the universe, somebody who objects or was erased, or nobody that is known. */
export type JudgedPerson =
  | (KnownPerson & {
      readonly is: "judged";
      /** Columns of the plan: clauses (null: not known), what was found, segments. */
      readonly cells: Readonly<Record<string, Cell>>;
    })
  | (KnownPerson & { readonly is: "gone" })
  | { readonly is: "unknown" };

const personRow = z.object({ person: memberIdSchema });

const rowsOf = (of: string, member: MemberId): Relation =>
  select({
    from: table(of),
    everything: true,
    columns: {},
    where: equal(column("memberId"), value(member)),
  });

/** Who a customer is: themselves, or the person that several customers are. */
async function personOf({ engine }: Bench, member: MemberId): Promise<MemberId> {
  const [merged] = await engine.all(rowsOf("merged", member), personRow);
  return merged?.person ?? member;
}

/** Computes at a bench what the rules of one segment say of one person, and what they found. Hands on nothing. */
export const explainPerson =
  (ports: JudgePorts, bench: Bench) =>
  async ({
    member,
    rulebook,
    segment,
    besides,
    moment,
    files,
    mergedBefore,
  }: PersonToExplain): Promise<JudgedPerson> => {
    const clock = runClock(moment, rulebook.workspace.settings.timezone);
    const plan = partOfPlan(rulebook.planAt(clock, { found: true }), {
      segments: [segment, ...besides.segments],
      told: [segment],
      only: besides.only,
    });
    const of = await judgePeople(ports, { bench, files })({
      rulebook: { ...rulebook, planAt: () => plan },
      clock,
      mergedBefore,
    });
    const { engine } = bench;
    const person = await personOf(bench, member);
    const gone = await engine.all(rowsOf("gone", member), z.unknown());
    if (gone.length > 0) return { is: "gone", person, of };
    const [cells] = await engine.all(rowsOf("verdicts", person), z.record(z.string(), cellSchema));
    return cells === undefined ? { is: "unknown" } : { is: "judged", person, cells, of };
  };
