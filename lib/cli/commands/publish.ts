import * as z from "zod";
import { publishWorkspace, storesOf } from "../../app/operate.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { readFolder } from "../read-folder.ts";
import { sayProblems } from "../say-problems.ts";
import { workspaceOption, workspaceSchema } from "./check.ts";

/** Checks, uploads the definitions, moves the pointer. */
export const publish: Command = {
  usage: "publish",
  does: "Checks the workspace and makes it the one that the next run uses",
  options: { ...workspaceOption, ...stackOptions },
  examples: ["audience publish --workspace my-company", "audience publish --stack audience-sync"],
  run: async ({ options, out }) => {
    const { workspace, stack } = typed(
      z.object({ workspace: workspaceSchema, stack: textOption.optional(), ...jsonOption }),
      options,
    );
    const folder = await readFolder(workspace);
    const { hash, problems } = await publishWorkspace(
      storesOf(await findStack(stack)),
      folder,
      new Date(),
    );
    out.json({ workspace, definitions: hash, problems });
    sayProblems(problems, out);
    out.say(`Published as ${hash}: the next run uses it. "audience refresh" runs now.`);
    return exitCodes.done;
  },
};
