import { InputProblem } from "../core/failure.ts";
import type {
  AttributeSource,
  ColumnSource,
  DatasetMap,
  SkipRule,
} from "../workspace/workspace.ts";
import { headerKey } from "./header-names.ts";

/** A column of the clean file and how it is read. */
export interface Cell<S extends ColumnSource = ColumnSource> {
  /** Its name in the clean file: `c1` for the first. */
  readonly at: string;
  readonly source: S;
}

/** Where each column of ours stands in one file. */
export interface Layout {
  readonly cells: Readonly<Record<string, Cell>>;
  readonly attributes: Readonly<Record<string, Cell<AttributeSource>>>;
  /** Purpose → where its answer stands, and since when it is so. */
  readonly consents: Readonly<Record<string, { readonly answer: Cell; readonly at: Cell }>>;
  readonly skip: readonly {
    readonly because: string;
    readonly when: readonly { readonly at: string; readonly values: SkipRule["when"][string] }[];
  }[];
}

/** Columns that a dataset knows, and which of them a file must have: one group of each list whole. */
export interface DatasetInputs {
  readonly inputs: readonly string[];
  readonly required: readonly (readonly (readonly string[])[])[];
}

/** A column called by our own name. */
const byOwnName = (name: string): ColumnSource => ({
  from: name,
  trimEnd: undefined,
  decimal: "point",
  format: undefined,
  by: undefined,
});

const sourceOf = (map: DatasetMap, name: string): ColumnSource =>
  map.columns[name] ?? byOwnName(name);

/** How a column of the file is read: as the map reads it where it maps it, since formats belong to the column. */
const sourceAt = (map: DatasetMap, from: string): ColumnSource =>
  Object.values(map.columns).find((source) => headerKey(source.from) === headerKey(from)) ??
  byOwnName(from);

/** The names that a map asks for in so many words, as they are compared. */
export const mappedHeaders = (map: DatasetMap): ReadonlySet<string> =>
  new Set(
    [
      ...[...Object.values(map.columns), ...Object.values(map.attributes)].map(({ from }) => from),
      ...Object.values(map.consents).flatMap(({ from, at }) => [from, at]),
      ...map.skip.flatMap(({ when }) => Object.keys(when)),
    ].map(headerKey),
  );

/** The names that a file of this map may have in its header, as they are compared. */
export const wantedHeaders = (map: DatasetMap, { inputs }: DatasetInputs): ReadonlySet<string> =>
  new Set([...inputs.map((name) => headerKey(sourceOf(map, name).from)), ...mappedHeaders(map)]);

function findIn(names: readonly string[]): (from: string) => string | undefined {
  const places = new Map(names.map((name, at) => [headerKey(name), `c${at + 1}`]));
  return (from) => places.get(headerKey(from));
}

const missing = (from: string, what: string): InputProblem =>
  new InputProblem(`the header has no column called ${JSON.stringify(from)}, which ${what}`);

/** Says which column is missing that a file of this map must have; undefined when none is. */
export function missingColumn(
  headers: ReadonlySet<string>,
  map: DatasetMap,
  { required }: Pick<DatasetInputs, "required">,
): string | undefined {
  const sourceNames = (group: readonly string[]) => group.map((name) => sourceOf(map, name).from);
  const isThere = (group: readonly string[]) =>
    sourceNames(group).every((from) => headers.has(headerKey(from)));
  const lacking = required.find((groups) => !groups.some(isThere));
  const wanted = lacking?.map((group) =>
    sourceNames(group)
      .map((from) => JSON.stringify(from))
      .join(" and "),
  );
  return wanted === undefined
    ? undefined
    : `the header lacks a column that ${map.dataset} must have: ${wanted.join(", or ")}; ` +
        `name the file's own columns in datasets/${map.dataset}.yaml`;
}

/** strptime's letters that DuckDB knows (its manual, read 2026-11-22). */
const formatLetters = /%-?[aAbBcdfgGHIjmMnpSuUVwWxXyYzZ%]/g;

function checkFormats(map: DatasetMap): void {
  for (const [name, { format }] of Object.entries({ ...map.columns, ...map.attributes })) {
    if (format === undefined || !format.replaceAll(formatLetters, "").includes("%")) continue;
    throw new InputProblem(
      `the map's format of ${name} is not known: write it like "%d.%m.%Y %H:%M"`,
    );
  }
}

function findConsents(map: DatasetMap, find: ReturnType<typeof findIn>): Layout["consents"] {
  const cellOf = (name: string, purpose: string): Cell => {
    const at = find(name);
    if (at === undefined) throw missing(name, `the map reads for the consent ${purpose}`);
    return { at, source: sourceAt(map, name) };
  };
  return Object.fromEntries(
    Object.entries(map.consents).map(([purpose, { from, at }]) => [
      purpose,
      { answer: cellOf(from, purpose), at: cellOf(at, purpose) },
    ]),
  );
}

/**
 * Finds the map's columns in a file's header. Throws `InputProblem` when a required column, or one
 * that the map names by another name than ours, is not there.
 */
export function planLayout(
  names: readonly string[],
  map: DatasetMap,
  { inputs, required }: DatasetInputs,
): Layout {
  checkFormats(map);
  const find = findIn(names);
  const cells: Record<string, Cell> = {};
  for (const name of inputs) {
    const source = sourceOf(map, name);
    const at = find(source.from);
    if (at !== undefined) cells[name] = { at, source };
    else if (source.from !== name) throw missing(source.from, `the map reads as ${name}`);
  }
  const lacking = missingColumn(new Set(names.map(headerKey)), map, { required });
  if (lacking !== undefined) throw new InputProblem(lacking);
  const attributes = Object.entries(map.attributes).map(([name, source]) => {
    const at = find(source.from);
    if (at === undefined) throw missing(source.from, `the map keeps as ${name}`);
    return [name, { at, source }] as const;
  });
  const skip = map.skip.map(({ because, when }) => ({
    because,
    when: Object.entries(when).map(([from, values]) => {
      const at = find(from);
      if (at === undefined) throw missing(from, "a skip rule looks at");
      return { at, values };
    }),
  }));
  return {
    cells,
    attributes: Object.fromEntries(attributes),
    consents: findConsents(map, find),
    skip,
  };
}
