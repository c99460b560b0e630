import type { Dataset } from "../core/dataset.ts";
import { InputProblem } from "../core/failure.ts";
import type { FileId } from "../core/ids.ts";
import { didYouMean } from "../core/nearest.ts";
import type { Records } from "../core/stores.ts";
import { changeManifest } from "./commit-file.ts";
import type { FileRecord } from "./contract.ts";
import type { IngestPorts } from "./ports.ts";

/** A file that counts and may be taken back. */
export type AcceptedFile = FileRecord & { readonly dataset: Dataset };

/** Throws `InputProblem` when the file was not accepted, or is one whose rows cannot be taken back. */
function mayBeTakenBack(record: FileRecord): AcceptedFile {
  const { file, dataset, status } = record;
  if (status === "taken-back") throw new InputProblem(`${file} was taken back before`);
  if (status !== "accepted" || dataset === null) {
    throw new InputProblem(
      `${file} was not accepted (${status}): none of its rows counts, so there is nothing to take back`,
    );
  }
  if (dataset === "erasures") {
    throw new InputProblem(
      `${file} asks for erasures: what is erased stays erased, so it cannot be taken back`,
    );
  }
  return { ...record, dataset };
}

const byAge = (a: FileRecord, b: FileRecord): number => (a.receivedAt < b.receivedAt ? -1 : 1);

/**
 * The file that somebody means by its id, or by its name (`orders/spring.csv`): of several accepted
 * versions the newest. Throws `InputProblem` where there is none that can be taken back.
 */
export async function findAcceptedFile(
  files: Pick<Records<FileRecord>, "list">,
  meant: string,
): Promise<AcceptedFile> {
  const all = (await files.list()).map(({ value }) => value).toSorted(byAge);
  const found = all.filter(({ id, file }) => id === meant || file === meant);
  const newest = found.findLast(({ status }) => status === "accepted") ?? found.at(-1);
  if (newest !== undefined) return mayBeTakenBack(newest);
  const accepted = all.filter(({ status }) => status === "accepted").map(({ file }) => file);
  throw new InputProblem(
    `no file called ${meant} came in: "audience status --files" lists them.${didYouMean(meant, accepted)}`,
  );
}

/**
 * Takes an accepted file back: it leaves its dataset's manifest, then its list entry says so. Its rows
 * stay where they are and count no more; the same content may be dropped again. A crash in between
 * leaves a file that does not count and can be taken back once more, which is harmless.
 */
export const takeBackFile =
  (ports: Pick<IngestPorts, "lake" | "manifests" | "files">) =>
  async (id: FileId): Promise<FileRecord> => {
    const found = await ports.files.read(id);
    if (found === undefined) throw new InputProblem(`no file ${id} came in`);
    if (found.value.status === "taken-back") return found.value;
    const { dataset } = mayBeTakenBack(found.value);
    await changeManifest(ports, dataset, (files) =>
      files.some((one) => one.id === id) ? files.filter((one) => one.id !== id) : undefined,
    );
    const takenBack: FileRecord = { ...found.value, status: "taken-back" };
    await ports.files.write(id, takenBack, found.version);
    return takenBack;
  };
