import { s3InboxListing } from "../adapters/aws/s3-inbox-listing.ts";
import { peek } from "../adapters/aws/sqs-queue.ts";
import { type FileId, fileIdSchema } from "../core/ids.ts";
import { filesWithoutReceipt } from "../ingest/collect-files.ts";
import { type FileRecord, type HeldFile, inboxPrefix } from "../ingest/contract.ts";
import { type FileDecision, decideFile, fileHoldId, isWaiting } from "../ingest/decide-file.ts";
import { objectIn } from "../ingest/ingest-events.ts";
import { type AcceptedFile, findAcceptedFile, takeBackFile } from "../ingest/take-back-file.ts";
import type { OperatorStores } from "./operate.ts";

/** The accepted file that somebody means by a name or an id. Throws `InputProblem` where there is none. */
export const acceptedFile = ({ files }: OperatorStores, meant: string): Promise<AcceptedFile> =>
  findAcceptedFile(files, meant);

/** Takes an accepted file back: the next run does without it. */
export const takeBack = (stores: OperatorStores, id: FileId): Promise<FileRecord> =>
  takeBackFile(stores)(id);

/** A held file, by the name of its hold. */
export interface FileHold extends HeldFile {
  readonly hold: string;
}

/** How the hold of a file is called. */
export const fileHold = fileHoldId;

/** The file that a hold's name means: `file-0123456789abcdef`; undefined when it is no file's. */
export const heldFileOf = (hold: string): FileId | undefined =>
  fileIdSchema.safeParse(/^file-(.*)$/.exec(hold)?.[1]).data;

/** Files that wait for somebody's decision, the oldest first. */
export async function heldFiles(stores: OperatorStores): Promise<readonly FileHold[]> {
  const waiting: FileHold[] = [];
  for (const { value } of await stores.heldFiles.list()) {
    const { id } = value.entry;
    if (value.decision === "open" || isWaiting(value, (await stores.files.read(id))?.value))
      waiting.push({ hold: fileHoldId(id), ...value });
  }
  return waiting.toSorted((a, b) => (a.heldAt < b.heldAt ? -1 : 1));
}

/** Decides on a held file. */
export const decideOnFile =
  (stores: OperatorStores, clock: () => Date) =>
  async (id: FileId, decision: FileDecision): Promise<FileHold> => ({
    hold: fileHoldId(id),
    ...(await decideFile({ ...stores, clock })(id, decision)),
  });

/** Files that came in and have no receipt. Names as the company calls its files. */
export interface Arrivals {
  /** They could not be taken in; more than the names, where not every message could be looked at. */
  readonly lost: { readonly count: number; readonly files: readonly string[] };
  /** Their event is on its way, or they are being read. */
  readonly onTheirWay: readonly string[];
  /** Nobody was told of them: the nightly run picks them up. */
  readonly overlooked: readonly string[];
}

const nameOf = (key: string): string => key.slice(inboxPrefix.length);

/** A message that is about no file counts, without a name. */
function namesIn(message: string): readonly string[] {
  try {
    return [nameOf(objectIn(message).key)];
  } catch {
    return [];
  }
}

/** What came in and has no receipt, and why not. */
export async function arrivals(stores: OperatorStores, now: () => Date): Promise<Arrivals> {
  const { clients, inboxBucket, files, progress } = stores;
  const { count, messages } = await peek(clients.sqs(), stores.lostFiles);
  const inbox = s3InboxListing(clients.s3(), inboxBucket);
  const { onTheirWay, lost } = await filesWithoutReceipt({ inbox, files, progress, now });
  const given = new Set(messages.flatMap(namesIn));
  const names = (of: typeof lost) =>
    of.map(({ key }) => nameOf(key)).filter((name) => !given.has(name));
  return {
    lost: { count, files: [...given].toSorted() },
    onTheirWay: names(onTheirWay),
    overlooked: names(lost),
  };
}
