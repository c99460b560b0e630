import { InputProblem } from "../core/failure.ts";
import type { Records } from "../core/stores.ts";
import type { Guard } from "../workspace/workspace.ts";
import type { Audience, GuardName, Hold } from "./contract.ts";
import { covers, holdId, standsRejected } from "./plan-guard.ts";

type Holds = Records<Hold>;

/** What a guard stopped, as the record will say. */
export interface Tripped {
  readonly audience: Audience["audience"];
  readonly guard: GuardName;
  readonly was: number;
  readonly wouldBe: number;
  readonly run: Hold["run"];
  readonly workspace: string;
  readonly limits: Guard;
}

/**
 * Lets the change past when an approval covers it; else the hold that stops it, opened or kept up to
 * date (a rejected one stays rejected until the data or the rule changes).
 */
export async function passOrHold(
  ports: { readonly holds: Holds; readonly clock: () => Date },
  tripped: Tripped,
): Promise<Hold | undefined> {
  const id = holdId(tripped.audience, tripped.guard);
  const found = await ports.holds.read(id);
  if (found !== undefined && covers(found.value, tripped.wouldBe, tripped.limits)) return undefined;
  if (found !== undefined && standsRejected(found.value, tripped.wouldBe, tripped.workspace))
    return found.value;
  const { limits: _limits, ...about } = tripped;
  const hold: Hold = {
    ...about,
    id,
    heldAt: found?.value.decision === "open" ? found.value.heldAt : ports.clock().toISOString(),
    decision: "open",
    decidedBy: null,
    decidedAt: null,
    because: null,
  };
  await ports.holds.write(id, hold, found?.version ?? 0);
  return hold;
}

/** Takes back the holds of an audience that no longer trips any guard, and approvals that were used. */
export async function clearHolds(
  ports: { readonly holds: Holds },
  audience: string,
  except: GuardName | undefined,
): Promise<void> {
  for (const guard of ["shrink", "grow", "first"] as const) {
    if (guard === except) continue;
    const found = await ports.holds.read(holdId(audience, guard));
    if (found !== undefined) await ports.holds.remove(holdId(audience, guard), found.version);
  }
}

/** Somebody's decision on a hold; `by` and the time are kept. Throws `InputProblem` when there is no such open hold. */
export const decideHold =
  (ports: { readonly holds: Holds; readonly clock: () => Date }) =>
  async (
    id: string,
    decision: {
      readonly decision: "approved" | "rejected";
      readonly by: string;
      readonly because: string | null;
    },
  ): Promise<Hold> => {
    const found = await ports.holds.read(id);
    if (found === undefined)
      throw new InputProblem(`there is no hold called ${id}: "audience holds" lists them`);
    if (found.value.decision !== "open") {
      throw new InputProblem(
        `${id} was already ${found.value.decision} by ${found.value.decidedBy ?? "somebody"}`,
      );
    }
    const decided: Hold = {
      ...found.value,
      decision: decision.decision,
      decidedBy: decision.by,
      decidedAt: ports.clock().toISOString(),
      because: decision.because,
    };
    await ports.holds.write(id, decided, found.version);
    return decided;
  };

/** Approves the first push of audiences before there is anything to hold: for rehearsals. */
export const approveFirstPushes =
  (ports: { readonly holds: Holds; readonly clock: () => Date }) =>
  async (audiences: readonly Audience["audience"][], by: string): Promise<void> => {
    for (const audience of audiences) {
      const id = holdId(audience, "first");
      const at = ports.clock().toISOString();
      const approval: Hold = {
        id,
        audience,
        guard: "first",
        was: 0,
        wouldBe: null,
        run: null,
        workspace: null,
        heldAt: at,
        decision: "approved",
        decidedBy: by,
        decidedAt: at,
        because: null,
      };
      const found = await ports.holds.read(id);
      await ports.holds.write(id, approval, found?.version ?? 0);
    }
  };
