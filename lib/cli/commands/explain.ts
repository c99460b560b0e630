import * as z from "zod";
import { explainCustomer } from "../../app/explain-customer.ts";
import { exitCodes, jsonOption, stackOptions, textOption, timeOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { readFolder } from "../read-folder.ts";
import { sayExplained } from "../say-explained.ts";

/** Options of commands that look at the data as it stands. */
export const lookOptions = {
  ...stackOptions,
  "--workspace <dir>": "By this workspace folder, published or not (default: the published one)",
  "--language <code>": "en, fi or sv (default: the first of the workspace's languages)",
  "--now <iso>": "The moment that days are counted from (default: now)",
} as const;

export const lookSchema = z.object({
  stack: textOption.optional(),
  workspace: textOption.optional(),
  language: textOption.optional(),
  now: timeOption.optional(),
  ...jsonOption,
});

/** What of the options says how to look. */
export const lookOf = async (given: {
  readonly workspace?: string | undefined;
  readonly now?: Date | undefined;
}) => ({
  folder: given.workspace === undefined ? undefined : await readFolder(given.workspace),
  now: given.now ?? new Date(),
});

/** Why a customer is in a segment or not, and in its audiences or not. */
export const explain: Command = {
  usage: "explain <segment> <customer>",
  does: "Why a customer is in a segment or not, clause by clause, and whether they are pushed",
  options: lookOptions,
  examples: [
    "audience explain loyal-slipping 10045",
    "audience explain loyal-slipping 10045 --language sv --json",
  ],
  run: async ({ args, options, out }) => {
    const [segment, customer] = typed(z.tuple([textOption, textOption]), args);
    const { language, ...given } = typed(lookSchema, options);
    const look = await lookOf(given);
    const stack = await findStack(given.stack);
    out.progress("Looking at the data as it is now …");
    const explained = await explainCustomer(stack, { segment, customer, language, ...look });
    out.json(explained);
    sayExplained(explained, out);
    return exitCodes.done;
  },
};
