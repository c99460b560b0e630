import type { Records, Versioned } from "../core/stores.ts";
import type { Audience } from "./contract.ts";

/**
 * One writer per audience. The lease is renewed with every write; a call to the platform is made
 * only while it surely outlives the call; whoever takes over an expired lease first lets the old
 * holder's last call die out. Every write is fenced: compare-and-set on the record's version.
 */

/** How long a lease lasts without a write, in seconds. */
const leaseSeconds = 120;
/** What clocks and queues may be off by, in seconds. */
const marginSeconds = 15;

export interface Writer {
  readonly current: () => Audience;
  /** Writes and renews the lease. Throws `Conflict` when somebody else has taken over. */
  save(change: Partial<Audience>): Promise<void>;
  /** Whether a call that may take `seconds` surely ends before the lease does. */
  mayCall(seconds: number): boolean;
  /** Lets go: nothing of ours is on its way any more. */
  release(change: Partial<Audience>): Promise<void>;
  /** Lets go while a call may still be on its way: whoever comes next lets it die out first. */
  abandon(change: Partial<Audience>): Promise<void>;
}

const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000);

/** Seconds until the old holder's lease and last call are surely over; 0: free now. */
export function busyFor(audience: Audience | undefined, now: Date, callSeconds: number): number {
  if (audience?.lease === null || audience === undefined) return 0;
  const drained = later(new Date(audience.lease.expiresAt), callSeconds + marginSeconds);
  return Math.max(0, Math.ceil((drained.getTime() - now.getTime()) / 1000));
}

/** Becomes the audience's only writer. Call only when `busyFor` is 0. Throws `Conflict` when another was faster. */
export async function takeAudience(
  ports: {
    readonly audiences: Records<Audience>;
    readonly clock: () => Date;
    readonly owner: string;
  },
  found: Versioned<Audience> | undefined,
  fresh: Audience,
): Promise<Writer> {
  let audience = { ...(found?.value ?? fresh), fence: (found?.value.fence ?? 0) + 1 };
  let version = found?.version ?? 0;
  const write = async (next: Audience) => {
    await ports.audiences.write(next.audience, next, version);
    audience = next;
    version += 1;
  };
  const lease = (seconds = leaseSeconds) => ({
    owner: ports.owner,
    expiresAt: later(ports.clock(), seconds).toISOString(),
  });
  await write({ ...audience, lease: lease() });
  return {
    current: () => audience,
    save: (change) => write({ ...audience, ...change, lease: lease() }),
    mayCall: (seconds) =>
      audience.lease !== null &&
      later(ports.clock(), seconds + marginSeconds).getTime() <
        new Date(audience.lease.expiresAt).getTime(),
    release: (change) => write({ ...audience, ...change, lease: null }),
    abandon: (change) => write({ ...audience, ...change, lease: lease(0) }),
  };
}
