import * as z from "zod";
import { previewSegmentNow } from "../../app/preview-segment.ts";
import { exitCodes, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { sayPreview } from "../say-preview.ts";
import { lookOf, lookOptions, lookSchema } from "./explain.ts";

/** What a segment comes to, before anybody publishes or pushes it. */
export const preview: Command = {
  usage: "preview <segment>",
  does: "A segment's size, what each clause does, whom it shares, and what the next push would do",
  options: lookOptions,
  examples: [
    "audience preview loyal-slipping",
    "audience preview loyal-slipping --workspace my-company --json",
  ],
  run: async ({ args, options, out }) => {
    const [segment] = typed(z.tuple([textOption]), args);
    const given = typed(lookSchema, options);
    const look = await lookOf(given);
    const stack = await findStack(given.stack);
    out.progress("Computing it on the data as it is now …");
    const found = await previewSegmentNow(stack, { segment, ...look });
    out.json(found);
    sayPreview(found, out);
    return exitCodes.done;
  },
};
