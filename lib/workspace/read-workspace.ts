import type { Dataset } from "../core/dataset.ts";
import { datasetColumnNames } from "./dataset-columns.ts";
import { datasetMapSchema, datasetNameSchema, unmapped } from "./dataset-map-schema.ts";
import { destinationSchema, destinationsSchema } from "./destinations-schema.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { YamlDocument } from "./parse-yaml.ts";
import { partOf, readYaml } from "./read-yaml.ts";
import type { Read } from "./read-yaml.ts";
import { settingsSchema } from "./settings-schema.ts";
import type {
  DatasetMap,
  Destination,
  Folder,
  Problem,
  Workspace,
  WorkspaceSettings,
} from "./workspace.ts";

/** Something read, as far as it could be, and what is wrong. */
interface Part<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

const error = (file: string, message: string): Problem => ({
  severity: "error",
  place: { file, line: 1, column: 1 },
  message,
});

const settled = <T>(read: Read<T>): Part<T | undefined> =>
  read.ok ? { value: read.value, problems: [] } : { value: undefined, problems: read.problems };

/** The one document of a file that must be there. */
function singleDocument(folder: Folder, file: string): Part<YamlDocument | undefined> {
  const text = folder[file];
  if (text === undefined)
    return { value: undefined, problems: [error(file, `${file} is missing; write it`)] };
  const { documents, problems } = parseYaml(text, file);
  const second = documents[1];
  if (second !== undefined) {
    const place = second.placeOf([]);
    const message =
      "a second document (after ---) stands here; only datasets files may have several";
    return { value: undefined, problems: [{ severity: "error", place, message }] };
  }
  return { value: documents[0], problems };
}

function readSettings(folder: Folder): Part<WorkspaceSettings | undefined> {
  const { value: document, problems } = singleDocument(folder, "workspace.yaml");
  return document === undefined
    ? { value: undefined, problems }
    : settled(readYaml(settingsSchema, document));
}

function readDestination(
  document: YamlDocument,
  id: string,
  consent: readonly string[],
): Read<Destination> {
  const schema = destinationSchema(partOf(document, [id, "platform"]), {
    id,
    consent,
    place: document.placeOfKey([id]),
  });
  return readYaml(schema, document, [id]);
}

function readDestinations(
  folder: Folder,
  settings: WorkspaceSettings | undefined,
): Part<readonly Destination[]> {
  const { value: document, problems } = singleDocument(folder, "destinations.yaml");
  if (document === undefined) return { value: [], problems };
  const ids = readYaml(destinationsSchema, document);
  if (!ids.ok) return { value: [], problems: ids.problems };
  const found = Object.keys(ids.value).map((id) =>
    readDestination(document, id, settings?.consent ?? []),
  );
  return {
    value: found.flatMap((one) => (one.ok ? [one.value] : [])),
    problems: found.flatMap((one) => (one.ok ? [] : one.problems)),
  };
}

/** Columns that rows get on their way, besides those that files have. */
const ownColumns =
  /^(memberId|line|ordered_on|amount_cents|joined_on|file_order|filename|received_at|has_.*)$/;

/** An attribute must not be called as a column of ours. */
function clashes(map: DatasetMap, document: YamlDocument): readonly Problem[] {
  return Object.keys(map.attributes)
    .filter((name) => datasetColumnNames[map.dataset].includes(name) || ownColumns.test(name))
    .map((name) => ({
      severity: "error",
      place: document.placeOfKey(["attributes", name]),
      message: `“${name}” is a column of ours; map it under columns, or call the attribute something else`,
    }));
}

function readDatasetMap(document: YamlDocument): Part<DatasetMap | undefined> {
  const named = readYaml(datasetNameSchema, document);
  if (!named.ok) return { value: undefined, problems: named.problems };
  const map = readYaml(datasetMapSchema(named.value.dataset), document);
  return map.ok ? { value: map.value, problems: clashes(map.value, document) } : settled(map);
}

type DatasetMaps = Readonly<Record<Dataset, DatasetMap>>;

const noMaps = (): Record<Dataset, DatasetMap> => ({
  customers: unmapped("customers"),
  orders: unmapped("orders"),
  events: unmapped("events"),
  feedback: unmapped("feedback"),
  referrals: unmapped("referrals"),
  consents: unmapped("consents"),
  products: unmapped("products"),
  places: unmapped("places"),
  objections: unmapped("objections"),
  erasures: unmapped("erasures"),
});

function readDatasets(folder: Folder): Part<DatasetMaps> {
  const maps = noMaps();
  const problems: Problem[] = [];
  const seen = new Set<Dataset>();
  for (const [file, text] of filesUnder(folder, "datasets/")) {
    const parsed = parseYaml(text, file);
    problems.push(...parsed.problems);
    for (const document of parsed.documents) {
      const { value: map, problems: wrong } = readDatasetMap(document);
      problems.push(...wrong);
      if (map === undefined) continue;
      if (seen.has(map.dataset)) {
        const message = `${map.dataset} is described a second time; keep one description`;
        problems.push({ severity: "error", place: document.placeOf(["dataset"]), message });
      }
      seen.add(map.dataset);
      maps[map.dataset] = map;
    }
  }
  return { value: maps, problems };
}

/** The YAML files of one part of the folder, by name. */
export const filesUnder = (
  folder: Folder,
  prefix: string,
): readonly (readonly [file: string, text: string])[] =>
  Object.entries(folder)
    .filter(([path]) => path.startsWith(prefix) && /\.ya?ml$/.test(path))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Files that are not where the folder's files belong would be silently unread. */
function strays(folder: Folder): readonly Problem[] {
  const known =
    /^(workspace\.yaml|destinations\.yaml|datasets\/[^/]+\.yaml|segments\/[^/]+\.yaml)$/;
  return Object.keys(folder)
    .filter((path) => /\.ya?ml$/.test(path) && !known.test(path))
    .map((path) =>
      error(
        path,
        "this file is in no place where it would be read; workspace.yaml, destinations.yaml, datasets/*.yaml and segments/*.yaml are",
      ),
    );
}

/**
 * Reads workspace.yaml, destinations.yaml and datasets/*.yaml. The workspace is undefined when
 * something in them must be mended first; each problem says where, and what to write.
 */
export function readWorkspace(folder: Folder): {
  readonly workspace: Workspace | undefined;
  readonly problems: readonly Problem[];
} {
  const settings = readSettings(folder);
  const destinations = readDestinations(folder, settings.value);
  const datasets = readDatasets(folder);
  const problems = [
    ...settings.problems,
    ...destinations.problems,
    ...datasets.problems,
    ...strays(folder),
  ];
  const unusable =
    settings.value === undefined || problems.some(({ severity }) => severity === "error");
  return {
    workspace:
      unusable || settings.value === undefined
        ? undefined
        : { settings: settings.value, destinations: destinations.value, datasets: datasets.value },
    problems,
  };
}
