import { type Dataset, datasetSchema } from "../core/dataset.ts";
import { InputProblem } from "../core/failure.ts";
import { inboxPrefix } from "./contract.ts";

const formats = ["csv", "ndjson", "parquet"] as const;
export type Format = (typeof formats)[number];

const packings = ["gz", "zst"] as const;
export type Packing = (typeof packings)[number];

/** What an object's key says: `inbox/orders/2026/spring.csv.gz`. */
export interface InboxKey {
  /** Without `inbox/`: how people call the file. */
  readonly file: string;
  readonly dataset: Dataset;
  readonly format: Format;
  readonly packing: Packing | undefined;
}

/** The dataset that a key names. */
export function namedDataset(key: string): Dataset | null {
  const [folder = ""] = key.slice(inboxPrefix.length).split("/");
  return datasetSchema.safeParse(folder).data ?? null;
}

/** The endings of a file's name, from the last one on, in small letters. */
const endingsOf = (file: string): readonly string[] =>
  file.toLowerCase().split(".").slice(1).toReversed();

/** Reads an object's key. Throws `InputProblem` when it names no dataset or no format. */
export function readInboxKey(key: string): InboxKey {
  const file = key.slice(inboxPrefix.length);
  const dataset = namedDataset(key);
  if (dataset === null) {
    throw new InputProblem(
      `the folder in the inbox must be called after a dataset: one of ${datasetSchema.options.join(", ")}`,
    );
  }
  const endings = endingsOf(file);
  const packing = packings.find((known) => known === endings[0]);
  const format = formats.find((known) => known === endings[packing === undefined ? 0 : 1]);
  if (format === undefined) {
    throw new InputProblem(
      "the file's name must end in .csv, .ndjson or .parquet, then .gz or .zst if it is packed: " +
        "export the file as one of these",
    );
  }
  return { file, dataset, format, packing };
}
