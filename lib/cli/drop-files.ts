import { readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { OperatorStores } from "../app/operate.ts";
import { receiptOf } from "../app/operate.ts";
import { uploadFile } from "../app/upload-file.ts";
import type { LocalFile } from "../app/upload-file.ts";
import { InputProblem } from "../core/failure.ts";
import { datasetSchema } from "../core/dataset.ts";
import type { Receipt } from "../ingest/contract.ts";

/** How often a receipt is looked for, and for how long, in milliseconds. */
const receiptPoll = 50;
const receiptPatience = 20 * 60_000;

/** The files of `<folder>/<dataset>/`: datasets in the language's order, files by name. */
export async function filesIn(folder: string): Promise<readonly LocalFile[]> {
  const found: LocalFile[] = [];
  for (const dataset of datasetSchema.options) {
    const names = await readdir(path.join(folder, dataset)).catch(() => []);
    const visible = names.filter((name) => !name.startsWith(".")).toSorted();
    found.push(...visible.map((name) => ({ dataset, path: path.join(folder, dataset, name) })));
  }
  if (found.length === 0) {
    const [first = ""] = datasetSchema.options;
    throw new InputProblem(
      `${folder} has no files in folders called like datasets (${folder}/${first}/…)`,
    );
  }
  return found;
}

/** The list of files follows the receipt: only then does everybody see the file. */
async function listedReceipt(stores: OperatorStores, id: string): Promise<Receipt | undefined> {
  return (await stores.files.read(id)) === undefined ? undefined : receiptOf(stores, id);
}

async function waitForReceipt(
  stores: OperatorStores,
  id: string,
  idle: Watch["idle"],
): Promise<Receipt> {
  await idle?.();
  const patience = idle === undefined ? receiptPatience : 0;
  for (let waited = 0; waited <= patience; waited += receiptPoll) {
    const receipt = await listedReceipt(stores, id);
    if (receipt !== undefined) return receipt;
    await pause(receiptPoll);
  }
  throw new Error("no receipt came: look at the ingest function's log and the queue of lost files");
}

/** Who watches files come in. */
export interface Watch {
  readonly told: (receipt: Receipt) => void;
  /** When the cloud has nothing in flight any more, where that can be known: a receipt that is not there then never comes. */
  readonly idle?: () => Promise<void>;
}

/** Uploads files one after the other, each when the one before has its receipt, and gives the receipts. */
export async function dropFiles(
  stores: OperatorStores,
  files: readonly LocalFile[],
  { told, idle }: Watch,
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (const file of files) {
    const receipt = await waitForReceipt(stores, await uploadFile(stores, file), idle);
    told(receipt);
    receipts.push(receipt);
  }
  return receipts;
}
