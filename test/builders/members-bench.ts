import { memberIdSchema } from "../../lib/core/ids.ts";
import type { MemberId } from "../../lib/core/ids.ts";
import { membershipsSchema } from "../../lib/membership/contract.ts";
import type { StoredMember } from "../../lib/membership/contract.ts";
import type { MemberChange, MemberStore, PutOutcome } from "../../lib/membership/ports.ts";
import type { StoredMembers } from "../../lib/drift/ports.ts";

/** A member's id from a few letters. */
export const memberId = (letters: string): MemberId =>
  memberIdSchema.parse(letters.padEnd(22, "_"));

export const memberships = (of: Record<string, string>) => membershipsSchema.parse(of);

export interface MemoryMembers extends MemberStore, StoredMembers {
  readonly contents: Map<string, StoredMember>;
  /** How many items were changed. */
  readonly writes: () => number;
}

/**
 * A members table in memory, with the manners of lib/adapters/aws/dynamo-members.ts. `before` is asked
 * for each change: it may throw, to play a crash, or say that the table is too busy.
 */
export function memoryMembers(
  before: (change: MemberChange) => "throttled" | undefined = () => undefined,
): MemoryMembers {
  const contents = new Map<string, StoredMember>();
  let writes = 0;
  const put = (change: MemberChange): PutOutcome => {
    if (before(change) === "throttled") return "throttled";
    if ((contents.get(change.memberId)?.gen ?? -1) >= change.gen) return "already-applied";
    contents.set(change.memberId, change);
    writes += 1;
    return "written";
  };
  return {
    contents,
    writes: () => writes,
    put: async (changes) => changes.map(put),
    async *scan() {
      yield* contents.values();
    },
  };
}
