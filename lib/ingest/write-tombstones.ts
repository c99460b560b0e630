import { Conflict } from "../core/failure.ts";
import type { MemberId } from "../core/ids.ts";
import type { IngestPorts } from "./ports.ts";

/** Writes at once: an erasures file may name many, and each is a call of its own. */
const atOnce = 16;

async function writeOne(
  { tombstones }: Pick<IngestPorts, "tombstones">,
  member: MemberId,
  at: string,
): Promise<void> {
  try {
    await tombstones.write(member, { at }, 0);
  } catch (error) {
    // There is one already: the first request is the one that counts.
    if (!(error instanceof Conflict)) throw error;
  }
}

/**
 * Notes that these people asked to be erased: from here on they are in no segment, and leave every
 * platform first. To be done before the file that names them counts; doing it again changes nothing.
 */
export async function writeTombstones(
  ports: Pick<IngestPorts, "tombstones" | "now">,
  members: AsyncIterable<MemberId> | Iterable<MemberId>,
): Promise<void> {
  const at = ports.now().toISOString();
  const write = (batch: readonly MemberId[]) =>
    Promise.all(batch.map((member) => writeOne(ports, member, at)));
  let batch: MemberId[] = [];
  for await (const member of members) {
    batch.push(member);
    if (batch.length < atOnce) continue;
    await write(batch);
    batch = [];
  }
  await write(batch);
}
