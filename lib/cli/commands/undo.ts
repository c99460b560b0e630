import * as z from "zod";
import { storesOf } from "../../app/operate.ts";
import { acceptedFile, takeBack } from "../../app/operate-files.ts";
import { previewUndo } from "../../app/preview-undo.ts";
import { exitCodes, jsonOption, stackOptions, textOption, timeOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { confirm } from "../confirm.ts";
import { findStack } from "../find-stack.ts";
import { aligned, count, counted, signed } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

type Accepted = Awaited<ReturnType<typeof acceptedFile>>;
type Changes = Awaited<ReturnType<typeof previewUndo>>;

const schema = z.object({
  stack: textOption.optional(),
  now: timeOption.optional(),
  yes: z.boolean().optional(),
  ...jsonOption,
});

function sayChanges(changes: Changes, out: Terminal): void {
  out.say(
    aligned(
      [
        { title: "segment" },
        { title: "name" },
        { title: "now", right: true },
        { title: "without it", right: true },
        { title: "in", right: true },
        { title: "out", right: true },
      ],
      changes.map(({ id, name, before, after, entering, leaving }) => [
        id,
        name,
        count(before),
        count(after),
        signed(entering),
        signed(-leaving),
      ]),
    ),
  );
}

/** Whose no is taken back with it may be pushed again: that is no segment's matter. */
const withdrawals: ReadonlySet<string> = new Set(["customers", "consents", "objections"]);

function sayWhatItMeans(file: Accepted, changes: Changes, out: Terminal): void {
  const rows = counted(file.accepted, "accepted row");
  const received = file.receivedAt.slice(0, 16).replace("T", " ");
  out.say(`${out.bold(file.file)}  ${rows}, received ${received}`);
  out.say("Without it, by the newest definitions:");
  out.say();
  sayChanges(changes, out);
  out.say();
  if (withdrawals.has(file.dataset)) {
    out.say(out.warn("What people said in it counts no more either, also a no to advertising."));
    out.say();
  }
}

/** Takes an accepted file back, after showing who would enter and leave. */
export const undo: Command = {
  usage: "undo <file>",
  does: "Takes an accepted file back, after showing who would enter and leave each segment",
  options: {
    ...stackOptions,
    "--yes": "Without asking",
    "--now <iso>": "The moment for which segments are compared (default: now)",
  },
  examples: ["audience undo orders/spring.csv", "audience undo 0123456789abcdef --yes --json"],
  run: async ({ args, options, out }) => {
    const [meant] = typed(z.tuple([textOption]), args);
    const { stack, now, yes } = typed(schema, options);
    const stores = storesOf(await findStack(stack));
    const file = await acceptedFile(stores, meant);
    out.progress("Comparing segments with it and without it …");
    const segments = await previewUndo(stores, file, now ?? new Date());
    const { id, dataset, file: name } = file;
    const about = { file: name, id, dataset, accepted: file.accepted, segments };
    sayWhatItMeans(file, segments, out);
    const desk = { input: process.stdin, output: process.stderr };
    const answer = yes === true ? true : await confirm(`Take ${name} back?`, desk);
    if (answer !== true) {
      out.json({ ...about, takenBack: false });
      if (answer === false) out.say("Nothing was changed.");
      else out.progress("Nobody can be asked here, so nothing was changed: --yes takes it back.");
      return exitCodes.attention;
    }
    await takeBack(stores, id);
    out.json({ ...about, takenBack: true });
    out.say(`${name} is taken back: the next run does without it. "audience refresh" runs now.`);
    return exitCodes.done;
  },
};
