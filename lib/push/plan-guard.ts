import type { Guard } from "../workspace/workspace.ts";
import type { GuardName, Hold } from "./contract.ts";

/** What a guard looks at: members, not rows. */
export interface Change {
  /** Members when the audience last equalled its goal, less those who leave for consent, objection or erasure. */
  readonly was: number;
  /** Eligible members. */
  readonly wouldBe: number;
  /** Whether a first push has ended. */
  readonly begun: boolean;
  readonly approve: "first" | "always" | "never";
  /** Whether any row would come or go, besides those that must. */
  readonly moves: boolean;
}

/** Shares are binary fractions: 100 × 0.29 is a little less than 29. */
const hair = 1e-6;

/**
 * The guard that this change trips, if any. With `approve: always` every change trips one: a shrink
 * when the audience would get smaller, else a growth.
 */
export function trippedGuard(guard: Guard, change: Change): GuardName | undefined {
  const { was, wouldBe, approve } = change;
  if (!change.begun) return approve === "never" || wouldBe === 0 ? undefined : "first";
  if (approve === "always" && change.moves) return wouldBe < was ? "shrink" : "grow";
  if (was < guard.minimum) return undefined;
  if (was - wouldBe > was * guard.shrink + hair) return "shrink";
  if (wouldBe - was > was * guard.grow + hair) return "grow";
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
