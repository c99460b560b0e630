import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { jsonSchema } from "./json.ts";
import { Unsupported } from "./unsupported.ts";

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const templateSchema = z.object({
  Parameters: z.record(z.string(), z.object({ Default: jsonSchema.optional() })).default({}),
  Mappings: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), jsonSchema)))
    .default({}),
  Conditions: z.record(z.string(), jsonSchema).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), jsonSchema).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: jsonSchema,
        Export: z.object({ Name: jsonSchema }).optional(),
        Condition: z.string().optional(),
      }),
    )
    .default({}),
});
type Template = z.infer<typeof templateSchema>;

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

export interface Stack {
  readonly name: string;
  readonly template: Template;
}

/** What `cdk synth` left in a folder: its stacks, and where each asset lies on disk, by its object key. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  readonly assets: ReadonlyMap<string, string>;
}

const readJson = async <T>(file: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(file, "utf8")));

/**
 * Reads a synthesized assembly (a cdk.out folder).
 * @throws Unsupported when it holds no stack, or stages (assemblies in assemblies).
 */
export async function readAssembly(folder: string): Promise<Assembly> {
  const manifest = await readJson(path.join(folder, "manifest.json"), manifestSchema);
  const artifacts = Object.entries(manifest.artifacts);
  const stage = artifacts.find(([, { type }]) => type === "cdk:cloud-assembly");
  if (stage !== undefined)
    throw new Unsupported(
      `The assembly holds a stage (${stage[0]}); the local cloud runs plain stacks.`,
    );
  const stacks = await Promise.all(artifacts.map((artifact) => readStack(folder, artifact)));
  const assets = await Promise.all(artifacts.map(([, artifact]) => readAssets(folder, artifact)));
  if (stacks.flat().length === 0)
    throw new Unsupported(`There is no stack in the assembly ${folder}.`);
  return { stacks: stacks.flat(), assets: new Map(assets.flat()) };
}

type Artifact = z.infer<typeof manifestSchema>["artifacts"][string];

async function readStack(folder: string, [id, artifact]: [string, Artifact]): Promise<Stack[]> {
  const { type, properties } = artifact;
  if (type !== "aws:cloudformation:stack" || properties?.templateFile === undefined) return [];
  const template = await readJson(path.join(folder, properties.templateFile), templateSchema);
  return [{ name: properties.stackName ?? id, template }];
}

async function readAssets(
  folder: string,
  { type, properties }: Artifact,
): Promise<[string, string][]> {
  if (type !== "cdk:asset-manifest" || properties?.file === undefined) return [];
  const { files } = await readJson(path.join(folder, properties.file), assetsSchema);
  return Object.values(files).flatMap(({ source, destinations }) => {
    const from = source.path;
    if (from === undefined) return [];
    return Object.values(destinations).map((to): [string, string] => [
      to.objectKey,
      path.resolve(folder, from),
    ]);
  });
}
