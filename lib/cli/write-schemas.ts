import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { jsonSchemas } from "../segments/json-schema.ts";
import type { Folder } from "../workspace/workspace.ts";

/** Where a workspace's files look for their schemas. */
export const schemaFolder = ".schema";

/** Writes the JSON Schemas of a workspace's files into a folder. Gives their names. */
export async function writeSchemas(workspace: Folder, dir: string): Promise<readonly string[]> {
  await mkdir(dir, { recursive: true });
  const schemas = Object.entries(jsonSchemas(workspace));
  for (const [name, schema] of schemas)
    await writeFile(path.join(dir, name), `${JSON.stringify(schema, undefined, 1)}\n`);
  return schemas.map(([name]) => name);
}
