import * as z from "zod";
import { datasetSchema } from "../core/dataset.ts";
import type { Dataset } from "../core/dataset.ts";
import { datasetColumnNames } from "./dataset-columns.ts";
import type { AttributeSource, ColumnSource, DatasetMap, SkipRule } from "./workspace.ts";
import { slug, strict, text } from "./yaml-schemas.ts";

/** The first thing read of a dataset's document: which dataset it is. */
export const datasetNameSchema = z.looseObject({ dataset: datasetSchema });

const sourceShape = {
  from: text,
  "trim-end": z.string().min(1).optional(),
  decimal: z.enum(["comma", "point"]).default("point"),
  format: text.optional(),
};

const plain = (from: string): ColumnSource => ({
  from,
  trimEnd: undefined,
  decimal: "point",
  format: undefined,
  by: undefined,
});

const sourceOf = (of: z.infer<z.ZodObject<typeof sourceShape>>): ColumnSource => ({
  from: of.from,
  trimEnd: of["trim-end"],
  decimal: of.decimal,
  format: of.format,
  by: undefined,
});

const column = z.union([text.transform(plain), strict(sourceShape).transform(sourceOf)]);

/** A column that names a person: by the customer id, or by an e-mail address. */
const person = z.union([
  text.transform(plain),
  strict({
    ...sourceShape,
    by: z.literal("email", { error: "write email: people are found by it alone" }).optional(),
  }).transform((of): ColumnSource => ({ ...sourceOf(of), by: of.by })),
]);

const personColumns: ReadonlySet<string> = new Set(["customer_id", "referred_customer_id"]);

const attribute = z.union([
  text.transform((from): AttributeSource => ({ ...plain(from), type: "text", contact: "refused" })),
  strict({
    ...sourceShape,
    type: z.enum(["text", "number", "yes-no", "date", "list"]).default("text"),
    contact: z.literal("allowed").optional(),
  }).transform((of): AttributeSource => ({
    ...sourceOf(of),
    type: of.type,
    contact: of.contact ?? "refused",
  })),
]);

const skipped = z.union([
  z.string(),
  strict({ "starts-with": z.string().min(1) }).transform((of) => ({
    startsWith: of["starts-with"],
  })),
]);

const skip = strict({
  when: z.record(
    text,
    z.union([skipped, z.array(skipped).min(1)]).transform((of) => (Array.isArray(of) ? of : [of])),
  ),
  because: text,
}).transform((of): SkipRule => of);

const files = strict({
  delimiter: z.string().length(1).optional(),
  quote: z.enum(['"', "'"]).optional(),
  encoding: text.optional(),
});

const attributeName = z.string().regex(/^[\p{L}][\p{L}\p{N}_-]*$/u, {
  error: "name an attribute with letters, digits, _ and -, starting with a letter",
});

const columnsOf = (dataset: Dataset) =>
  strict(
    Object.fromEntries(
      datasetColumnNames[dataset].map((name) => [
        name,
        (personColumns.has(name) ? person : column).optional(),
      ]),
    ),
  );

/** Keys that only the customers dataset may have. */
const consentsOf = (dataset: Dataset) =>
  dataset === "customers"
    ? z.record(slug, strict({ from: text, at: text })).default({})
    : z.undefined({ error: "consents in columns belong to the customers dataset" }).optional();

const filled = (
  columns: Readonly<Record<string, ColumnSource | undefined>>,
): Record<string, ColumnSource> => {
  const found: Record<string, ColumnSource> = {};
  for (const [name, source] of Object.entries(columns))
    if (source !== undefined) found[name] = source;
  return found;
};

/** One document of datasets/*.yaml. */
export const datasetMapSchema = (dataset: Dataset) =>
  strict({
    dataset: z.literal(dataset),
    mode: z.enum(["changes", "full"]).default("changes"),
    columns: columnsOf(dataset).prefault({}),
    attributes: z.record(attributeName, attribute).default({}),
    consents: consentsOf(dataset),
    skip: z.array(skip).default([]),
    files: files.prefault({}),
  }).transform((of): DatasetMap => ({
    dataset,
    mode: of.mode,
    columns: filled(of.columns),
    attributes: of.attributes,
    consents: of.consents ?? {},
    skip: of.skip,
    files: {
      delimiter: of.files.delimiter,
      quote: of.files.quote,
      encoding: of.files.encoding,
    },
  }));

/** How a dataset is read that has no document of its own. */
export const unmapped = (dataset: Dataset): DatasetMap => ({
  dataset,
  mode: "changes",
  columns: {},
  attributes: {},
  consents: {},
  skip: [],
  files: { delimiter: undefined, quote: undefined, encoding: undefined },
});
