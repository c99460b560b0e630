import * as z from "zod";
import { storesOf } from "../../app/operate.ts";
import { exitCodes, jsonOption, stackOptions, textOption, timeOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { runRefresh } from "../run-refresh.ts";
import { needsAttention, sayReport } from "../say-report.ts";

/** Runs one refresh now. */
export const refresh: Command = {
  usage: "refresh",
  does: "Runs one refresh now: computes, publishes, pushes, checks drift",
  options: { ...stackOptions, "--now <iso>": "The run's clock (default: now)" },
  examples: ["audience refresh", "audience refresh --stack audience-sync --json"],
  run: async ({ options, out }) => {
    const schema = z.object({
      stack: textOption.optional(),
      now: timeOption.optional(),
      ...jsonOption,
    });
    const { stack, now } = typed(schema, options);
    const stores = storesOf(await findStack(stack));
    out.progress("Refreshing …");
    const report = await runRefresh(stores, now ?? new Date());
    out.json(report);
    sayReport(report, out);
    if (report.outcome === "failed") return exitCodes.failed;
    return needsAttention(report) ? exitCodes.attention : exitCodes.done;
  },
};
