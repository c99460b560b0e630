import { userInfo } from "node:os";
import * as z from "zod";
import { storesOf } from "../../app/operate.ts";
import { wholeWorkspace } from "../../app/stores.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";

const schema = z.object({ stack: textOption.optional(), ...jsonOption });
const what = z.tuple([z.string().default(wholeWorkspace)]).rest(z.unknown());

const named = (id: string): string => (id === wholeWorkspace ? "every destination" : id);

/** The kill switch: nothing is added anywhere; who must leave still leaves. */
export const pause: Command = {
  usage: "pause [destination]",
  does: "Stops pushing to a destination, or to all: only those who must leave are still removed",
  options: stackOptions,
  examples: ["audience pause", "audience pause meta-main"],
  run: async ({ args, options, out }) => {
    const { stack } = typed(schema, options);
    const [id] = typed(what, args);
    const { pauses } = storesOf(await findStack(stack));
    const found = await pauses.read(id);
    const paused = { by: userInfo().username, at: new Date().toISOString() };
    if (found === undefined) await pauses.write(id, paused, 0);
    out.json({ paused: id, ...(found?.value ?? paused) });
    out.say(
      `Paused: ${named(id)}. A running push stops at its next batch. "audience resume" goes on.`,
    );
    return exitCodes.done;
  },
};

/** Goes on after a pause. */
export const resume: Command = {
  usage: "resume [destination]",
  does: "Goes on pushing after a pause",
  options: stackOptions,
  examples: ["audience resume", "audience resume meta-main"],
  run: async ({ args, options, out }) => {
    const { stack } = typed(schema, options);
    const [id] = typed(what, args);
    const { pauses } = storesOf(await findStack(stack));
    const found = await pauses.read(id);
    if (found !== undefined) await pauses.remove(id, found.version);
    out.json({ resumed: id, wasPaused: found !== undefined });
    out.say(
      found === undefined
        ? `${named(id)} was not paused.`
        : `${named(id)} goes on with the next run.`,
    );
    return exitCodes.done;
  },
};
