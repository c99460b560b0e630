import { datasetSchema } from "../core/dataset.ts";
import type { Dataset } from "../core/dataset.ts";
import { datasetMapSchema, unmapped } from "../workspace/dataset-map-schema.ts";
import { destinationSchema, platforms } from "../workspace/destinations-schema.ts";
import { filesUnder, readWorkspace } from "../workspace/read-workspace.ts";
import { settingsSchema } from "../workspace/settings-schema.ts";
import type { AttributeSource, Folder, Workspace } from "../workspace/workspace.ts";
import { slug } from "../workspace/yaml-schemas.ts";
import { segmentHints, workspaceHints } from "./file-hints.ts";
import { ruleHints } from "./rule-hints.ts";
import type { RuleContext } from "./rule-kind.ts";
import { ruleKinds } from "./rule-kinds.ts";
import { segmentSchema } from "./segment-schema.ts";
import { anyName, withPart, writtenSchema } from "./written-schema.ts";
import type { Json, JsonMap } from "./written-schema.ts";

/** Names of the files in which editors look for the schemas. */
export const schemaFiles = {
  workspace: "workspace.schema.json",
  destinations: "destinations.schema.json",
  dataset: "dataset.schema.json",
  segment: "segment.schema.json",
} as const;

const attributeTypes = ["text", "number", "yes-no", "date", "list"] as const;

/** Attributes of any name, one of each type. */
const anyAttributes: Readonly<Record<string, AttributeSource>> = Object.fromEntries(
  attributeTypes.map((type) => [
    anyName(type),
    {
      from: type,
      trimEnd: undefined,
      decimal: "point",
      format: undefined,
      by: undefined,
      type,
      contact: "refused",
    },
  ]),
);

const anyDataset = (dataset: Dataset) => ({ ...unmapped(dataset), attributes: anyAttributes });

/** A workspace of which nothing is known: whatever a company may call its own is open. */
const anyWorkspace = (): Workspace => ({
  settings: {
    ...settingsSchema.parse({
      name: "any",
      timezone: "UTC",
      currency: "EUR",
      country: "FI",
      consent: ["advertising"],
    }),
    languages: [anyName("language")],
  },
  destinations: [],
  datasets: {
    customers: anyDataset("customers"),
    orders: anyDataset("orders"),
    events: anyDataset("events"),
    feedback: anyDataset("feedback"),
    referrals: anyDataset("referrals"),
    consents: anyDataset("consents"),
    products: anyDataset("products"),
    places: anyDataset("places"),
    objections: anyDataset("objections"),
    erasures: anyDataset("erasures"),
  },
});

/** What a folder's own names are, as far as it can be read. */
function contextOf(folder: Folder): RuleContext {
  const { workspace = anyWorkspace() } = readWorkspace(folder);
  return {
    workspace,
    segments: filesUnder(folder, "segments/").map(([file]) =>
      file.slice("segments/".length).replace(/\.ya?ml$/, ""),
    ),
    stages: workspace.settings.journey.map(({ stage }) => stage),
  };
}

const ruleReference: JsonMap = { $ref: "#/definitions/rule" };
const ruleList: JsonMap = { type: "array", minItems: 1, items: ruleReference };

/** A rule: a map of one key, a kind of rule or what joins others. */
function ruleDefinition(context: RuleContext): JsonMap {
  const kinds = Object.entries(ruleKinds).map(([kind, { schema }]): [string, Json] => [
    kind,
    writtenSchema(schema(context)),
  ]);
  const hinted = Object.entries(ruleHints).reduce<JsonMap>(
    (properties, [kind, { description, examples }]) =>
      withPart(properties, [kind], { description, examples }),
    Object.fromEntries(kinds),
  );
  return {
    type: "object",
    description: "A rule: one key; all, any and not join others",
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    properties: {
      all: { ...ruleList, description: "All of these hold" },
      any: { ...ruleList, description: "At least one of these holds" },
      not: { ...ruleReference, description: "This does not hold, or is not known" },
      ...hinted,
    },
  };
}

interface About {
  readonly title: string;
  /** Definitions that the schema refers to. */
  readonly definitions?: JsonMap;
  readonly hints?: Readonly<Record<string, string>>;
}

const document = (of: JsonMap, { title, definitions, hints = {} }: About): JsonMap => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title,
  ...Object.entries(hints).reduce(
    (schema, [key, description]) => withPart(schema, ["properties", key], { description }),
    of,
  ),
  ...(definitions === undefined ? {} : { definitions }),
});

function destinations(): JsonMap {
  const around = { consent: [], place: { file: "destinations.yaml" } };
  const one = platforms.map((platform) =>
    withPart(writtenSchema(destinationSchema(platform, { ...around, id: "any" })), ["properties"], {
      only: ruleReference,
    }),
  );
  return {
    type: "object",
    propertyNames: writtenSchema(slug),
    additionalProperties: { anyOf: one },
  };
}

const datasets = (): JsonMap => ({
  anyOf: datasetSchema.options.map((dataset) => writtenSchema(datasetMapSchema(dataset))),
});

/**
 * JSON Schemas of the four kinds of files of a workspace folder, by the names of `schemaFiles`. They say what
 * may be written; what refers to other files is left to `audience check`. With a folder its own attributes,
 * destinations, segments and stages are offered.
 */
export function jsonSchemas(folder: Folder = {}): Readonly<Record<string, JsonMap>> {
  const context = contextOf(folder);
  const definitions = { rule: ruleDefinition(context) };
  const stage = ["properties", "journey", "items", "properties"];
  const settings = withPart(writtenSchema(settingsSchema), stage, { who: ruleReference });
  const segment = withPart(writtenSchema(segmentSchema(context)), ["properties"], {
    who: ruleReference,
  });
  return {
    [schemaFiles.workspace]: document(settings, {
      title: "workspace.yaml",
      definitions,
      hints: workspaceHints,
    }),
    [schemaFiles.destinations]: document(destinations(), {
      title: "destinations.yaml",
      definitions,
    }),
    [schemaFiles.dataset]: document(datasets(), { title: "datasets/*.yaml" }),
    [schemaFiles.segment]: document(segment, {
      title: "segments/*.yaml",
      definitions,
      hints: segmentHints,
    }),
  };
}
