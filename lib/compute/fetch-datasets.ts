import type { Dataset } from "../core/dataset.ts";
import type { Objects } from "../core/stores.ts";
import { datasetKey, partsOf } from "../ingest/contract.ts";
import type { ManifestEntry } from "../ingest/contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { localName } from "./plan-current-rows.ts";
import type { ComputedDataset, DatasetFiles } from "./plan-current-rows.ts";

/** The files of a dataset that count. */
export type CountingFiles = (
  dataset: Dataset,
) => readonly ManifestEntry[] | Promise<readonly ManifestEntry[]>;

/** Where files come from, which of them count, and the bench that they are brought to. */
export interface Source {
  readonly lake: Pick<Objects, "download">;
  readonly files: CountingFiles;
  readonly bench: Bench;
}

/** The files that count, oldest first. */
async function oldestFirst({ files }: Source, dataset: Dataset): Promise<readonly ManifestEntry[]> {
  return (await files(dataset)).toSorted((a, b) => (a.order < b.order ? -1 : 1));
}

interface Fetched {
  readonly files: number;
  readonly paths: readonly string[];
  /** Those of files that know people by e-mail. */
  readonly byEmail: readonly string[];
}

async function fetchFiles(
  { lake, bench }: Source,
  dataset: Dataset,
  files: readonly ManifestEntry[],
): Promise<Fetched> {
  const paths: string[] = [];
  const byEmail: string[] = [];
  for (const [age, file] of files.entries()) {
    for (const [part, name] of partsOf(file).entries()) {
      const path = bench.path(localName(dataset, age, part));
      await lake.download(datasetKey(dataset, name), path);
      paths.push(path);
      if (file.people) byEmail.push(path);
    }
  }
  return { files: files.length, paths, byEmail };
}

/** What a generation is computed from, at the bench. */
export interface FetchedDatasets {
  readonly datasets: Readonly<Record<ComputedDataset, DatasetFiles>>;
  /** Parquet files that know people by e-mail, of any dataset. */
  readonly byEmail: readonly string[];
}

/** Of datasets that say nothing about segments only the files that know people by e-mail are fetched. */
async function fetchNamingFiles(source: Source): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const dataset of ["consents", "erasures"] as const) {
    const files = await oldestFirst(source, dataset);
    const found = await fetchFiles(
      source,
      dataset,
      files.filter(({ people }) => people),
    );
    paths.push(...found.paths);
  }
  return paths;
}

/** Brings the files that count to the bench. */
export async function fetchDatasets(
  source: Source,
  { datasets: maps }: Workspace,
): Promise<FetchedDatasets> {
  const fetched = async (dataset: ComputedDataset) => {
    const found = await fetchFiles(source, dataset, await oldestFirst(source, dataset));
    return { dataset, map: maps[dataset], ...found };
  };
  const customers = await fetched("customers");
  const orders = await fetched("orders");
  const products = await fetched("products");
  const objections = await fetched("objections");
  const naming = await fetchNamingFiles(source);
  return {
    datasets: { customers, orders, products, objections },
    byEmail: [...customers.byEmail, ...orders.byEmail, ...objections.byEmail, ...naming],
  };
}
