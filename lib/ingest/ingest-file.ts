import { Conflict, InputProblem } from "../core/failure.ts";
import type { FileId } from "../core/ids.ts";
import {
  type Receipt,
  fileRecordSchema,
  inboxPrefix,
  receiptKey,
  receiptSchema,
} from "./contract.ts";
import { fileIdOf } from "./file-id.ts";
import type { Outcome } from "./outcome.ts";
import type { Arrived, InboxObject, IngestPorts } from "./ports.ts";
import { namedDataset, readInboxKey } from "./read-inbox-key.ts";
import { rejectedFor, takeInFile } from "./take-in-file.ts";
import type { TimeLeft } from "./take-in-parts.ts";

const problemText = ({ message, place }: InputProblem): string =>
  place?.line === undefined ? message : `line ${place.line}: ${message}`;

/** A file being taken in by a call that has so much time. */
interface Call {
  readonly id: FileId;
  readonly arrived: Arrived;
  readonly timeLeft: TimeLeft;
}

async function outcomeOf(
  ports: IngestPorts,
  object: InboxObject,
  { id, arrived, timeLeft }: Call,
): Promise<Outcome | undefined> {
  const named = readInboxKey(object.key);
  const workspace = await ports.publishedWorkspace();
  if (workspace === undefined) {
    throw new InputProblem(
      "no workspace is published, so its time zone, currency and column maps are not known: " +
        "publish one (audience publish), then drop the file again",
    );
  }
  const bench = await ports.openWorkbench();
  const { receivedAt } = arrived;
  try {
    const known = { ...named, id, object, receivedAt, workspace };
    return await takeInFile(ports, bench, { known, arrived, timeLeft });
  } finally {
    await bench.close();
  }
}

/** The list entry of a file; somebody else's redelivery may be quicker. */
async function writeFileRecord({ files }: IngestPorts, receipt: Receipt): Promise<void> {
  if ((await files.read(receipt.id)) !== undefined) return;
  try {
    await files.write(receipt.id, fileRecordSchema.parse(receipt), 0);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

async function receiptOf(
  ports: IngestPorts,
  object: InboxObject,
  { id, timeLeft }: Pick<Call, "id" | "timeLeft">,
): Promise<Receipt | undefined> {
  const started = ports.now();
  const arrived = await ports.inbox.read(object.key, object.version);
  const call = { id, arrived, timeLeft };
  const outcome = await outcomeOf(ports, object, call).catch((error: unknown) => {
    if (error instanceof InputProblem) return rejectedFor(problemText(error));
    throw error;
  });
  if (outcome === undefined) return undefined;
  const finished = ports.now();
  return receiptSchema.parse({
    ...outcome,
    file: object.key.slice(inboxPrefix.length),
    id,
    dataset: namedDataset(object.key),
    receivedAt: arrived.receivedAt,
    finishedAt: finished.toISOString(),
    seconds: (finished.getTime() - started.getTime()) / 1000,
  });
}

/** How far a file was is of no interest once its receipt is written. */
async function forgetProgress({ progress }: IngestPorts, id: FileId): Promise<void> {
  const found = await progress.read(id);
  if (found === undefined) return;
  await progress.remove(id, found.version).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error;
  });
}

/** A call without an end. */
const unhurried: TimeLeft = () => Number.POSITIVE_INFINITY;

/**
 * Takes in one version of an inbox object: accepted rows and identities into the lake, rejected rows
 * into the quarantine, and a receipt that accounts for every row. The same version again gives the
 * same receipt and changes nothing. A file that is too large for the time of this call gives
 * "unfinished": another call was asked for and goes on where this one stopped. What is wrong with the
 * file stands in its receipt; only what may pass when it is tried again, or is our bug, is thrown.
 *
 * @example await ingestFile(ports)({ key: "inbox/orders/spring.csv.gz", version: "v1" })
 */
export const ingestFile =
  (ports: IngestPorts) =>
  async (
    object: InboxObject,
    { timeLeft }: { readonly timeLeft: TimeLeft } = { timeLeft: unhurried },
  ): Promise<Receipt | "unfinished"> => {
    const id = fileIdOf(object);
    const earlier = await ports.lake.readJson(receiptKey(id), receiptSchema);
    const receipt = earlier ?? (await receiptOf(ports, object, { id, timeLeft }));
    if (receipt === undefined) return "unfinished";
    if (earlier === undefined) await ports.lake.writeJson(receiptKey(id), receipt);
    await writeFileRecord(ports, receipt);
    await forgetProgress(ports, id);
    return receipt;
  };
