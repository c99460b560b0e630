import * as z from "zod";
import type { Bench } from "../sql/bench.ts";
import { table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { funnelOf } from "./contract.ts";
import type { Funnel, GuardName } from "./contract.ts";
import { judgeAudience } from "./judge-audience.ts";
import type { JudgedAudience } from "./judge-audience.ts";
import { baseAt } from "./load-ledger.ts";
import { covers, holdId, trippedGuard } from "./plan-guard.ts";
import { mayStay, membersOf, reasonCounts } from "./plan-push.ts";
import { membersMoved, movingRows } from "./plan-tally.ts";
import type { PushPorts } from "./ports.ts";

/** What a push of one audience would do now. Members, not rows. */
export interface AudiencePreview {
  readonly funnel: Funnel;
  readonly added: number;
  readonly removed: number;
  /** Of the removed: for want of consent, objection or erasure; they leave whatever holds the others. */
  readonly withdrawn: number;
  readonly unchanged: number;
  /** The guard that would hold everything else. */
  readonly held: GuardName | null;
  readonly paused: boolean;
}

export type PreviewPorts = Pick<PushPorts, "lake" | "holds" | "stops">;

const reasonRow = z.object({ reason: z.string().nullable(), members: z.int() });
const movedRow = z.object({
  unchanged: z.int(),
  added: z.int(),
  removed: z.int(),
  withdrawn: z.int(),
});
const membersRow = z.object({ members: z.int() });
const rowsRow = z.object({ add: z.int(), remove: z.int() });

async function one<T>({ engine }: Bench, relation: Relation, row: z.ZodType<T>): Promise<T> {
  const [found] = await engine.all(relation, row);
  if (found === undefined) throw new Error("a query for one row gave none");
  return found;
}

/** The guard that the change would trip and that no approval lets it past. */
async function guardOf(
  { holds }: PreviewPorts,
  bench: Bench,
  { about, eligible }: { readonly about: JudgedAudience; readonly eligible: number },
): Promise<GuardName | null> {
  const { record, segment, definitions } = about;
  const { members: was } = await one(bench, mayStay(baseAt(bench, record.agreed)), membersRow);
  const moving = await one(bench, movingRows(), rowsRow);
  const limits = segment?.guard ?? definitions.workspace.settings.guard;
  const asked = segment?.to.find(({ audience }) => audience === record.audience);
  const tripped = trippedGuard(limits, {
    was,
    wouldBe: eligible,
    begun: record.agreed !== null,
    approve: asked?.approve ?? "never",
    moves: moving.add + moving.remove > 0,
  });
  if (tripped === undefined) return null;
  const approval = await holds.read(holdId(record.audience, tripped));
  return approval !== undefined && covers(approval.value, eligible, limits) ? null : tripped;
}

/** Plans the push of an audience at a bench that `loadDeciders` prepared, and sends nothing. */
export const previewAudience =
  (ports: PreviewPorts, bench: Bench, people: Relation) =>
  (about: JudgedAudience): Promise<AudiencePreview> => {
    const candidates = membersOf(about.segment?.id ?? "");
    return judgeAudience({ ports, bench }, { ...about, candidates, people }, async () => {
      const funnel = funnelOf(await bench.engine.all(reasonCounts(), reasonRow));
      const moved = await one(bench, membersMoved(table("present")), movedRow);
      return {
        funnel,
        ...moved,
        held: await guardOf(ports, bench, { about, eligible: funnel.eligible }),
        paused: await ports.stops.paused(about.destination.id),
      };
    });
  };
