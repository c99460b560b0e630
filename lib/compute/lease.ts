import { Conflict } from "../core/failure.ts";
import type { RunId } from "../core/ids.ts";
import type { Versioned } from "../core/stores.ts";
import { Busy } from "./busy.ts";
import type { Lease } from "./contract.ts";
import type { LeasePorts } from "./ports.ts";

/** The one lease: whoever holds it runs. */
const refresh = "refresh";

/** Longer than any step of a run; a run that died frees the way after it. */
const leaseMinutes = 120;

const until = ({ clock }: LeasePorts): string =>
  new Date(clock().getTime() + leaseMinutes * 60_000).toISOString();

async function isLive(ports: LeasePorts, { value }: Versioned<Lease>): Promise<boolean> {
  if (value.expiresAt <= ports.clock().toISOString()) return false;
  const holder = await ports.runs.read(value.run);
  return holder === undefined || holder.value.state === "running";
}

/** Takes the lease for a run. Throws `Busy` while another run that lives has it. */
export async function takeLease(ports: LeasePorts, run: RunId): Promise<void> {
  const held = await ports.leases.read(refresh);
  if (held !== undefined && (await isLive(ports, held)))
    throw new Busy(`${held.value.run} is at work`);
  try {
    await ports.leases.write(refresh, { run, expiresAt: until(ports) }, held?.version ?? 0);
  } catch (error) {
    if (error instanceof Conflict) throw new Busy("another run has just begun");
    throw error;
  }
}

/** Holds the lease for longer. Throws `Conflict` when the run does not have it any more. */
export async function renewLease(ports: LeasePorts, run: RunId): Promise<void> {
  const held = await ports.leases.read(refresh);
  if (held?.value.run !== run) throw new Conflict(`${run} does not hold the lease any more`);
  await ports.leases.write(refresh, { run, expiresAt: until(ports) }, held.version);
}

/** Gives the lease back, if the run has it. */
export async function releaseLease(ports: LeasePorts, run: RunId): Promise<void> {
  const held = await ports.leases.read(refresh);
  if (held?.value.run === run) await ports.leases.remove(refresh, held.version);
}
