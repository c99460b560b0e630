import * as z from "zod";
import { storesOf } from "../../app/operate.ts";
import { heldFiles } from "../../app/operate-files.ts";
import type { FileHold } from "../../app/operate-files.ts";
import type { Hold } from "../../push/contract.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { aligned, count } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

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

const momentOf = (iso: string): string => iso.slice(0, 16).replace("T", " ");

/** A held file as `--json` tells it. */
const fileDocument = ({ hold, entry, dataset, why, heldAt, decision }: FileHold) => ({
  hold,
  guard: "files",
  file: entry.file,
  dataset,
  rows: entry.rows,
  why,
  heldAt,
  decision,
});

function sayAudienceHolds(open: readonly Hold[], out: Terminal): void {
  if (open.length === 0) return;
  out.say(
    aligned(
      [{ title: "hold" }, { title: "what would change" }, { title: "since" }, { title: "state" }],
      open.map((hold) => [hold.id, holdInWords(hold), momentOf(hold.heldAt), hold.decision]),
    ),
  );
  out.say();
  out.say("Yesterday's audience stays, less those who must leave, until somebody decides.");
  out.say();
}

function sayFileHolds(held: readonly FileHold[], out: Terminal): void {
  if (held.length === 0) return;
  out.say(
    aligned(
      [{ title: "hold" }, { title: "file" }, { title: "why" }, { title: "since" }],
      held.map(({ hold, entry, why, heldAt, decision }) => [
        hold,
        entry.file,
        decision === "open" ? why : `${decision}, but not carried out: decide once more`,
        momentOf(heldAt),
      ]),
    ),
  );
  out.say();
  out.say("None of its rows counts until somebody decides.");
  out.say();
}

/** Lists what waits for a decision: audiences that a guard stopped, and files that are too odd. */
export const holds: Command = {
  usage: "holds",
  does: "Lists what a guard stopped, audiences and files, and waits for a decision",
  options: stackOptions,
  examples: ["audience holds", "audience holds --json"],
  run: async ({ options, out }) => {
    const { stack } = typed(z.object({ stack: textOption.optional(), ...jsonOption }), options);
    const stores = storesOf(await findStack(stack));
    const all = (await stores.holds.list()).map(({ value }) => value);
    const open = all.filter(({ decision }) => decision !== "approved");
    const files = await heldFiles(stores);
    out.json({ holds: open, files: files.map(fileDocument) });
    if (open.length === 0 && files.length === 0) {
      out.say("Nothing is held.");
      return exitCodes.done;
    }
    sayAudienceHolds(open, out);
    sayFileHolds(files, out);
    out.say('  audience approve HOLD      audience reject HOLD --because "…"');
    return exitCodes.attention;
  },
};
