import * as z from "zod";
import { storesOf } from "../../app/operate.ts";
import type { Hold } from "../../push/contract.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { aligned, count } from "../terminal.ts";

/** What a guard says, in words: `would shrink from 2,087 to 775 members`. */
export function holdInWords({
  guard,
  was,
  wouldBe,
}: Pick<Hold, "guard" | "was" | "wouldBe">): string {
  const size = wouldBe === null ? "any size" : `${count(wouldBe)} members`;
  if (guard === "first") return `first push, ${size}`;
  if (guard === "shrink" || guard === "grow") return `would ${guard} from ${count(was)} to ${size}`;
  return `${guard}: ${count(was)} now, ${size} then`;
}

/** Lists what waits for a decision. */
export const holds: Command = {
  usage: "holds",
  does: "Lists what a guard stopped and waits for a decision",
  options: stackOptions,
  examples: ["audience holds", "audience holds --json"],
  run: async ({ options, out }) => {
    const { stack } = typed(z.object({ stack: textOption.optional(), ...jsonOption }), options);
    const all = (await storesOf(await findStack(stack)).holds.list()).map(({ value }) => value);
    const open = all.filter(({ decision }) => decision !== "approved");
    out.json({ holds: open });
    if (open.length === 0) {
      out.say("Nothing is held.");
      return exitCodes.done;
    }
    out.say(
      aligned(
        [{ title: "hold" }, { title: "what would change" }, { title: "since" }, { title: "state" }],
        open.map((hold) => [
          hold.id,
          holdInWords(hold),
          hold.heldAt.slice(0, 16).replace("T", " "),
          hold.decision,
        ]),
      ),
    );
    out.say();
    out.say("Yesterday's audience stays, less those who must leave, until somebody decides:");
    out.say('  audience approve HOLD      audience reject HOLD --because "…"');
    return exitCodes.attention;
  },
};
