import { userInfo } from "node:os";
import * as z from "zod";
import { decide, storesOf } from "../../app/operate.ts";
import type { OperatorStores } from "../../app/operate.ts";
import { decideOnFile, heldFileOf } from "../../app/operate-files.ts";
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

interface Decision {
  readonly decision: "approved" | "rejected";
  readonly by: string;
  readonly because: string | null;
}

const clock = (): Date => new Date();

/** Decides on the hold of an audience or of a file; gives its record, and what it was about in words. */
async function decideOn(stores: OperatorStores, hold: string, decision: Decision) {
  const file = heldFileOf(hold);
  if (file === undefined) {
    const record = await decide(stores, clock)(hold, decision);
    return { record, by: record.decidedBy, about: holdInWords(record) };
  }
  const record = await decideOnFile(stores, clock)(file, decision);
  return { record, by: record.decidedBy, about: `${record.entry.file}, ${record.why}` };
}

const deciding = (
  decision: "approved" | "rejected",
  about: Pick<Command, "usage" | "does" | "examples"> & {
    readonly next: { readonly audience: string; readonly file: string };
  },
): Command => ({
  ...about,
  options,
  run: async ({ args, options: given, out }) => {
    const [hold] = typed(z.tuple([z.string()]), args);
    const { stack, because, by } = typed(schema, given);
    const stores = storesOf(await findStack(stack));
    const decided = await decideOn(stores, hold, {
      decision,
      by: by ?? userInfo().username,
      because: because ?? null,
    });
    out.json(decided.record);
    out.say(`${hold} is ${decision} by ${decided.by ?? ""}: ${decided.about}.`);
    out.say(heldFileOf(hold) === undefined ? about.next.audience : about.next.file);
    return exitCodes.done;
  },
});

/** Lets an audience past its guard, up to the held size; a held file counts. */
export const approve = deciding("approved", {
  usage: "approve <hold>",
  does: "Lets a held audience past its guard, up to that size; lets a held file count",
  examples: ["audience approve loyal@meta-main.first", "audience approve file-0123456789abcdef"],
  next: {
    audience:
      'The next run sends it, planned anew from today\'s consents. "audience refresh" runs now.',
    file: 'The next run counts its rows. "audience refresh" runs now.',
  },
});

/** Keeps yesterday's audience until the data or the rule changes; a held file stays out. */
export const reject = deciding("rejected", {
  usage: "reject <hold>",
  does: "Keeps yesterday's audience until the data or the rule changes; keeps a held file out",
  examples: ['audience reject loyal@meta-main.shrink --because "the order file lacks categories"'],
  next: {
    audience: "Yesterday's audience stays, less those who must leave.",
    file: "None of its rows counts. A mended file may be dropped at any time.",
  },
});
