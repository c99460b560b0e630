import type { FileId } from "../core/ids.ts";
import { inboxPrefix } from "./contract.ts";
import { fileIdOf } from "./file-id.ts";
import { isNoFile } from "./ingest-events.ts";
import { type Collection, type FoundObject, planCollection } from "./plan-collection.ts";
import type { InboxListing, IngestPorts, ListedObject } from "./ports.ts";

export interface LookPorts {
  readonly inbox: InboxListing;
  readonly files: Pick<IngestPorts["files"], "read">;
  readonly progress: Pick<IngestPorts["progress"], "read">;
  readonly now: () => Date;
}

export interface CollectFilesPorts extends LookPorts {
  /** Hands an object to ingest, as its event would have. */
  readonly request: IngestPorts["goOn"];
}

/** So many objects are looked up at the same time. */
const atOnce = 25;

async function lookUp(ports: LookPorts, object: ListedObject): Promise<FoundObject> {
  const id = fileIdOf(object);
  if ((await ports.files.read(id)) !== undefined) return { ...object, standing: "done" };
  const begun = await ports.progress.read(id);
  return { ...object, standing: begun === undefined ? "unknown" : "begun" };
}

/** What lies in the inbox and has no receipt yet. */
export async function filesWithoutReceipt(ports: LookPorts): Promise<Collection> {
  const found: FoundObject[] = [];
  let waiting: ListedObject[] = [];
  const settle = async () => {
    found.push(...(await Promise.all(waiting.map((object) => lookUp(ports, object)))));
    waiting = [];
  };
  for await (const object of ports.inbox.newest(inboxPrefix)) {
    if (isNoFile(object)) continue;
    waiting.push(object);
    if (waiting.length === atOnce) await settle();
  }
  await settle();
  return planCollection(found, ports.now());
}

/**
 * Picks up what events lost: of each file that lies in the inbox, has no receipt and whose event
 * should have come by now, ingest is told once more. A file that is told of twice is taken in once.
 */
export const collectFiles =
  (ports: CollectFilesPorts) => async (): Promise<{ readonly collected: readonly FileId[] }> => {
    const { lost } = await filesWithoutReceipt(ports);
    for (const { key, version } of lost) await ports.request({ key, version });
    return { collected: lost.map(fileIdOf) };
  };
