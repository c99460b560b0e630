import type { Dataset } from "../core/dataset.ts";
import type { Objects } from "../core/stores.ts";
import { customerConsentsKey, datasetKey, partsOf } from "../ingest/contract.ts";
import type { ManifestEntry } from "../ingest/contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { DatasetMap, Workspace } from "../workspace/workspace.ts";
import type { NamingFiles } from "./plan-aliases.ts";
import { localName } from "./plan-current-rows.ts";
import type { AskedDataset, ComputedDataset, DatasetFiles } from "./plan-current-rows.ts";

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

/** Files of one kind: what they are called at the bench, and where their parts lie in the lake. */
interface Kind {
  readonly name: string;
  readonly key: (part: string) => string;
}

const rowsOf = (dataset: Dataset): Kind => ({
  name: dataset,
  key: (part) => datasetKey(dataset, part),
});

interface Fetched {
  readonly files: number;
  readonly paths: readonly string[];
  /** Those of files that know people by e-mail. */
  readonly byEmail: readonly string[];
}

const nothing: Fetched = { files: 0, paths: [], byEmail: [] };

async function fetchFiles(
  { lake, bench }: Source,
  { name, key }: Kind,
  files: readonly ManifestEntry[],
): Promise<Fetched> {
  const paths: string[] = [];
  const byEmail: string[] = [];
  for (const [age, file] of files.entries()) {
    for (const [at, part] of partsOf(file).entries()) {
      const path = bench.path(localName(name, age, at));
      await lake.download(key(part), path);
      paths.push(path);
      if (file.people) byEmail.push(path);
    }
  }
  return { files: files.length, paths, byEmail };
}

const fetchDataset = async (source: Source, dataset: Dataset): Promise<Fetched> =>
  fetchFiles(source, rowsOf(dataset), await oldestFirst(source, dataset));

/** Of datasets that say nothing about segments only the files that know people by e-mail are fetched. */
async function fetchNaming(source: Source, dataset: Dataset): Promise<Fetched> {
  const files = await oldestFirst(source, dataset);
  const found = await fetchFiles(
    source,
    rowsOf(dataset),
    files.filter(({ people }) => people),
  );
  return { ...nothing, byEmail: found.byEmail };
}

/** Consents of files of their own, and those that stand in columns of customers. */
async function fetchConsents(source: Source): Promise<Fetched> {
  const own = await fetchDataset(source, "consents");
  const customers = await oldestFirst(source, "customers");
  const inColumns = await fetchFiles(
    source,
    { name: "customer-consents", key: customerConsentsKey },
    customers.filter(({ consents }) => consents),
  );
  return {
    files: own.files + inColumns.files,
    paths: [...own.paths, ...inColumns.paths],
    byEmail: own.byEmail,
  };
}

/** Referrals have two people, of whom files may know one by e-mail and the other by id. */
function namingReferrals({ byEmail }: Fetched, { columns }: DatasetMap): NamingFiles {
  const paths = (column: string) => (columns[column]?.by === "email" ? byEmail : []);
  return { memberId: paths("customer_id"), referred_member: paths("referred_customer_id") };
}

/** What a generation is computed from, at the bench. */
export interface FetchedDatasets {
  readonly datasets: Readonly<Record<ComputedDataset, DatasetFiles>>;
  readonly byEmail: NamingFiles;
}

type FoundFiles = Readonly<Record<ComputedDataset, Fetched>>;

async function fetchAll(source: Source, asked: ReadonlySet<AskedDataset>): Promise<FoundFiles> {
  const where = async (dataset: AskedDataset): Promise<Fetched> =>
    asked.has(dataset) ? fetchDataset(source, dataset) : nothing;
  return {
    customers: await fetchDataset(source, "customers"),
    orders: await fetchDataset(source, "orders"),
    products: await fetchDataset(source, "products"),
    objections: await fetchDataset(source, "objections"),
    events: await where("events"),
    feedback: await where("feedback"),
    referrals: await where("referrals"),
    places: await where("places"),
    consents: asked.has("consents")
      ? await fetchConsents(source)
      : await fetchNaming(source, "consents"),
  };
}

/** Brings the files that count to the bench; of datasets that only some plans need those that are `asked` for. */
export async function fetchDatasets(
  source: Source,
  { datasets: maps }: Workspace,
  asked: ReadonlySet<AskedDataset>,
): Promise<FetchedDatasets> {
  const found = await fetchAll(source, asked);
  const erasures = await fetchNaming(source, "erasures");
  const { referrals, ...others } = found;
  const naming = namingReferrals(referrals, maps.referrals);
  const byEmail = [...Object.values(others), erasures].flatMap((files) => files.byEmail);
  const at = (dataset: ComputedDataset): DatasetFiles => {
    const { files, paths } = found[dataset];
    return { dataset, map: maps[dataset], files, paths };
  };
  return {
    datasets: {
      customers: at("customers"),
      orders: at("orders"),
      products: at("products"),
      objections: at("objections"),
      events: at("events"),
      feedback: at("feedback"),
      referrals: at("referrals"),
      consents: at("consents"),
      places: at("places"),
    },
    byEmail: { ...naming, memberId: [...byEmail, ...naming.memberId] },
  };
}
