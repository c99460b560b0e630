import { type Dataset, datasetSchema } from "../core/dataset.ts";
import { InputProblem } from "../core/failure.ts";
import { type IngestedDataset, datasetColumns, inboxPrefix } from "./contract.ts";

/** What an object's key says: `inbox/orders/2026/spring.csv.gz`. */
export interface InboxKey {
  /** Without `inbox/`: how people call the file. */
  readonly file: string;
  readonly dataset: IngestedDataset;
  readonly compressed: boolean;
}

const taken = Object.keys(datasetColumns).join(", ");

/** The dataset that a key names, whether or not it is taken in. */
export function namedDataset(key: string): Dataset | null {
  const [folder = ""] = key.slice(inboxPrefix.length).split("/");
  return datasetSchema.safeParse(folder).data ?? null;
}

const isIngested = (dataset: Dataset): dataset is IngestedDataset => dataset in datasetColumns;

/** Reads an object's key. Throws `InputProblem` when it names no dataset or format that is taken in. */
export function readInboxKey(key: string): InboxKey {
  const file = key.slice(inboxPrefix.length);
  const dataset = namedDataset(key);
  if (dataset === null) {
    throw new InputProblem(
      `the folder in the inbox must be called after a dataset: one of ${taken}`,
    );
  }
  if (!isIngested(dataset)) {
    throw new InputProblem(
      `${dataset} files are not taken in by this version; it takes in ${taken}`,
    );
  }
  const extension = /\.csv(\.gz)?$/i.exec(file);
  if (extension === null) {
    throw new InputProblem("this version reads .csv and .csv.gz; export the file as one of these");
  }
  return { file, dataset, compressed: extension[1] !== undefined };
}
