import { PlatformFailure } from "../core/failure.ts";
import type { MemberChange, MembershipPorts } from "./ports.ts";

/** How often a member is tried again, and the longest pauses between the tries, in milliseconds. */
const tries = 10;
const firstPause = 50;
const longestPause = 10_000;

export interface Written {
  readonly written: number;
  readonly alreadyApplied: number;
}

/**
 * Writes one batch of changes. What is throttled is tried again after a pause of random length, twice
 * as long at most with every try (full jitter), so that writers that started together do not come back together.
 * Throws `PlatformFailure` (later) when the table stays too busy.
 */
export async function writeMembers(
  ports: Pick<MembershipPorts, "members" | "random" | "wait">,
  changes: readonly MemberChange[],
): Promise<Written> {
  const total = { written: 0, alreadyApplied: 0 };
  let left = changes;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === tries) {
      throw new PlatformFailure(
        `the members table is too busy: ${left.length} writes were refused`,
        {
          code: "throttled",
          remedy: "later",
        },
      );
    }
    if (attempt > 0)
      await ports.wait(ports.random() * Math.min(longestPause, firstPause * 2 ** attempt));
    const outcomes = await ports.members.put(left);
    total.written += outcomes.filter((outcome) => outcome === "written").length;
    total.alreadyApplied += outcomes.filter((outcome) => outcome === "already-applied").length;
    left = left.filter((_, at) => outcomes[at] === "throttled");
  }
  return total;
}
