import * as z from "zod";
import { aboutCustomer } from "../../app/about-customer.ts";
import { isDay } from "../../core/run-clock.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { sayAbout } from "../say-about.ts";

const schema = z.object({
  stack: textOption.optional(),
  at: textOption
    .refine(isDay, { error: "write a day of the calendar, such as 2026-11-24" })
    .optional(),
  ...jsonOption,
});

/** Everything that is known of a customer, but what could identify them. */
export const about: Command = {
  usage: "about <customer>",
  does: "A customer's segments, audiences and consents, and where those came from",
  options: {
    ...stackOptions,
    "--at <day>": "As it was at the end of that day (default: as it is now)",
  },
  examples: ["audience about 10045", "audience about 10045 --at 2026-11-24 --json"],
  run: async ({ args, options, out }) => {
    const [customer] = typed(z.tuple([textOption]), args);
    const { stack, at } = typed(schema, options);
    const found = await aboutCustomer(await findStack(stack), { customer, at, now: new Date() });
    out.json(found);
    sayAbout(found, out);
    return exitCodes.done;
  },
};
