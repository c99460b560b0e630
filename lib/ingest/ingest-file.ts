import { createHash } from "node:crypto";
import { Conflict, InputProblem } from "../core/failure.ts";
import { type FileId, fileIdSchema } from "../core/ids.ts";
import {
  type Receipt,
  fileRecordSchema,
  inboxPrefix,
  receiptKey,
  receiptSchema,
} from "./contract.ts";
import type { Outcome } from "./outcome.ts";
import type { Arrived, IngestPorts } from "./ports.ts";
import { namedDataset, readInboxKey } from "./read-inbox-key.ts";
import { rejectedFor, takeInFile } from "./take-in-file.ts";

/** One version of one inbox object, as its event names it. */
export interface InboxObject {
  readonly key: string;
  /** Undefined where the bucket keeps none. */
  readonly version: string | undefined;
}

/** The same version of the same object is the same file, however often its event comes. */
export const fileIdOf = ({ key, version }: InboxObject): FileId =>
  fileIdSchema.parse(
    createHash("sha256")
      .update(`${key}\n${version ?? ""}`)
      .digest("hex")
      .slice(0, 16),
  );

const problemText = ({ message, place }: InputProblem): string =>
  place?.line === undefined ? message : `line ${place.line}: ${message}`;

async function outcomeOf(
  ports: IngestPorts,
  { key }: InboxObject,
  about: { readonly id: FileId; readonly arrived: Arrived },
): Promise<Outcome> {
  const named = readInboxKey(key);
  const workspace = await ports.publishedWorkspace();
  if (workspace === undefined) {
    throw new InputProblem(
      "no workspace is published, so its time zone, currency and column maps are not known: " +
        "publish one (audience publish), then drop the file again",
    );
  }
  const bench = await ports.openWorkbench();
  const { receivedAt } = about.arrived;
  try {
    const known = { ...named, id: about.id, receivedAt, workspace };
    return await takeInFile(ports, bench, { known, arrived: about.arrived });
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

async function receiptOf(ports: IngestPorts, object: InboxObject, id: FileId): Promise<Receipt> {
  const started = ports.now();
  const arrived = await ports.inbox.read(object.key, object.version);
  const outcome = await outcomeOf(ports, object, { id, arrived }).catch((error: unknown) => {
    if (error instanceof InputProblem) return rejectedFor(problemText(error));
    throw error;
  });
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

/**
 * Takes in one version of an inbox object: accepted rows and identities into the lake, rejected rows
 * into the quarantine, and a receipt that accounts for every row. The same version again gives the
 * same receipt and changes nothing. What is wrong with the file stands in its receipt; only what may
 * pass when it is tried again, or is our bug, is thrown.
 *
 * @example await ingestFile(ports)({ key: "inbox/orders/spring.csv.gz", version: "v1" })
 */
export const ingestFile =
  (ports: IngestPorts) =>
  async (object: InboxObject): Promise<Receipt> => {
    const id = fileIdOf(object);
    const earlier = await ports.lake.readJson(receiptKey(id), receiptSchema);
    const receipt = earlier ?? (await receiptOf(ports, object, id));
    if (earlier === undefined) await ports.lake.writeJson(receiptKey(id), receipt);
    await writeFileRecord(ports, receipt);
    return receipt;
  };
