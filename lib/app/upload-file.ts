import path from "node:path";
import { newestVersion } from "../adapters/aws/s3-newest-version.ts";
import type { Dataset } from "../core/dataset.ts";
import type { FileId } from "../core/ids.ts";
import { inboxPrefix } from "../ingest/contract.ts";
import { fileIdOf } from "../ingest/file-id.ts";
import type { OperatorStores } from "./operate.ts";

/** A file on this machine, on its way into a dataset. */
export interface LocalFile {
  readonly dataset: Dataset;
  readonly path: string;
}

/** Uploads one file to the inbox. Gives the id under which its receipt will come. */
export async function uploadFile(
  { inbox, clients, inboxBucket }: OperatorStores,
  { dataset, path: file }: LocalFile,
): Promise<FileId> {
  const key = `${inboxPrefix}${dataset}/${path.basename(file)}`;
  await inbox.upload(file, key);
  return fileIdOf({ key, version: await newestVersion(clients.s3(), inboxBucket, key) });
}
