import { userInfo } from "node:os";
import * as z from "zod";
import { decide, storesOf } from "../../app/operate.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { holdInWords } from "./holds.ts";

const options = {
  ...stackOptions,
  "--because <text>": "Why; kept with the decision",
  "--by <name>": "Who decides (default: who is logged in)",
} as const;

const schema = z.object({
  stack: textOption.optional(),
  because: textOption.optional(),
  by: textOption.optional(),
  ...jsonOption,
});

const deciding = (
  decision: "approved" | "rejected",
  about: Pick<Command, "usage" | "does" | "examples"> & { readonly next: string },
): Command => ({
  ...about,
  options,
  run: async ({ args, options: given, out }) => {
    const [id] = typed(z.tuple([z.string()]), args);
    const { stack, because, by } = typed(schema, given);
    const stores = storesOf(await findStack(stack));
    const hold = await decide(stores, () => new Date())(id, {
      decision,
      by: by ?? userInfo().username,
      because: because ?? null,
    });
    out.json(hold);
    out.say(`${hold.id} is ${decision} by ${hold.decidedBy ?? ""}: ${holdInWords(hold)}.`);
    out.say(about.next);
    return exitCodes.done;
  },
});

/** Lets an audience past its guard, up to the held size. */
export const approve = deciding("approved", {
  usage: "approve <hold>",
  does: "Lets a held audience past its guard, up to that size",
  examples: ["audience approve loyal@meta-main.first"],
  next: 'The next run sends it, planned anew from today\'s consents. "audience refresh" runs now.',
});

/** Keeps yesterday's audience until the data or the rule changes. */
export const reject = deciding("rejected", {
  usage: "reject <hold>",
  does: "Keeps yesterday's audience until the data or the rule changes",
  examples: ['audience reject loyal@meta-main.shrink --because "the order file lacks categories"'],
  next: "Yesterday's audience stays, less those who must leave.",
});
