import path from "node:path";
import * as z from "zod";
import { exitCodes, jsonOption, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { readFolder } from "../read-folder.ts";
import { schemaFolder, writeSchemas } from "../write-schemas.ts";
import { workspaceOption, workspaceSchema } from "./check.ts";

/** Writes the JSON Schemas by which editors complete and check a workspace. */
export const schema: Command = {
  usage: "schema",
  does: "Writes JSON Schemas, by which editors complete and check the workspace's files; again when its attributes or destinations change",
  options: {
    ...workspaceOption,
    "--out <dir>": `Where to write them (default: ${schemaFolder} in the workspace, where its files look)`,
  },
  examples: ["audience schema --workspace my-company", "audience schema --out schemas"],
  run: async ({ options, out }) => {
    const asked = typed(
      z.object({ workspace: workspaceSchema, out: textOption.optional(), ...jsonOption }),
      options,
    );
    const folder = await readFolder(asked.workspace);
    const dir = asked.out ?? path.join(asked.workspace, schemaFolder);
    const files = await writeSchemas(folder, dir);
    out.json({ folder: dir, files });
    for (const file of files) out.say(path.join(dir, file));
    return exitCodes.done;
  },
};
