import type { Guard } from "../workspace/workspace.ts";
import type { GuardName, Hold } from "./contract.ts";

/** What a guard looks at: members, not rows. */
export interface Change {
  /** Members at the platform by the ledger, less those who leave for consent, objection or erasure. */
  readonly was: number;
  /** Eligible members. */
  readonly wouldBe: number;
  /** Whether anything was ever sent to this audience. */
  readonly begun: boolean;
  readonly approve: "first" | "always" | "never";
}

/** The guard that this change trips, if any. */
export function trippedGuard(guard: Guard, change: Change): GuardName | undefined {
  if (!change.begun)
    return change.approve === "never" || change.wouldBe === 0 ? undefined : "first";
  if (change.was < guard.minimum) return undefined;
  if (change.wouldBe < change.was * (1 - guard.shrink)) return "shrink";
  if (change.wouldBe > change.was * (1 + guard.grow)) return "grow";
  return undefined;
}

/**
 * Whether an approval covers the change: a shrink not below the approved size, a growth not above it,
 * a first push not above it by more than the guard lets grow. No size approved: any.
 */
export function covers(approval: Hold, wouldBe: number, guard: Guard): boolean {
  if (approval.decision !== "approved") return false;
  if (approval.wouldBe === null) return true;
  if (approval.guard === "shrink") return wouldBe >= approval.wouldBe;
  if (approval.guard === "first") return wouldBe <= approval.wouldBe * (1 + guard.grow);
  return wouldBe <= approval.wouldBe;
}

/** A rejected hold stays until the data or the rule changes. */
export function standsRejected(hold: Hold, wouldBe: number, workspace: string): boolean {
  return hold.decision === "rejected" && hold.wouldBe === wouldBe && hold.workspace === workspace;
}

/** One hold per audience and guard: the id says which. */
export const holdId = (audience: string, guard: GuardName): string => `${audience}.${guard}`;
