import { cp, readdir } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";
import { starterWorkspace } from "../../starter/starter-workspace.ts";
import { exitCodes, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { readFolder } from "../read-folder.ts";
import { schemaFolder, writeSchemas } from "../write-schemas.ts";

/** Copies the starter workspace into a new or empty folder. */
export const init: Command = {
  usage: "init <dir>",
  does: "Copies the starter workspace: a Nordic shop's settings, datasets and segments to change into yours",
  options: {},
  examples: ["audience init my-company"],
  run: async ({ args, out }) => {
    const [dir] = typed(z.tuple([z.string()]), args);
    const there = await readdir(dir).catch(() => []);
    if (there.length > 0) throw new InputProblem(`${dir} is not empty: name a new folder`);
    await cp(starterWorkspace, dir, { recursive: true });
    await writeSchemas(await readFolder(dir), path.join(dir, schemaFolder));
    const files = (await readdir(dir, { recursive: true }))
      .filter((name) => name.endsWith(".yaml"))
      .toSorted();
    out.json({ workspace: dir, files });
    out.say(`${dir} has a workspace to start from:`);
    for (const file of files) out.say(`  ${file}`);
    out.say();
    out.say(`Next: change it, then "audience check --workspace ${dir}".`);
    return exitCodes.done;
  },
};
