import * as z from "zod";
import { columnValues } from "../../app/column-values.ts";
import { exitCodes, textOption, typed, wholeNumber } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { sayValues } from "../say-values.ts";
import { lookOf, lookOptions, lookSchema } from "./explain.ts";

const { "--language <code>": _language, ...options } = lookOptions;
const schema = lookSchema.omit({ language: true }).extend({
  limit: wholeNumber(1, 10_000).default(40),
});

/** What a column really holds, so that nobody has to guess what a rule must ask for. */
export const values: Command = {
  usage: "values <column>",
  does: "What a column really holds, most frequent first, so that nobody has to guess",
  options: { ...options, "--limit <n>": "So many values at most (default: 40)" },
  examples: [
    "audience values category",
    "audience values customers.interests --limit 100",
    "audience values events.event --json",
  ],
  run: async ({ args, options: given, out }) => {
    const [column] = typed(z.tuple([textOption]), args);
    const { stack, workspace, now, limit } = typed(schema, given);
    const { folder, now: moment } = await lookOf({ workspace, now });
    const found = await columnValues(await findStack(stack), {
      column,
      limit,
      folder,
      now: moment,
    });
    out.json(found);
    sayValues(found, out);
    return exitCodes.done;
  },
};
