import { access } from "node:fs/promises";
import * as z from "zod";
import { storesOf } from "../../app/operate.ts";
import { fileHold } from "../../app/operate-files.ts";
import { InputProblem } from "../../core/failure.ts";
import { datasetSchema } from "../../core/dataset.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { dropFiles } from "../drop-files.ts";
import { findStack } from "../find-stack.ts";
import { sayReceipt } from "../say-receipt.ts";

/** Uploads files and waits for their receipts. */
export const drop: Command = {
  usage: "drop <dataset> <...files>",
  does: "Uploads files into a dataset and prints the receipt of each",
  options: stackOptions,
  examples: [
    "audience drop orders orders-2026-11.csv.gz",
    "audience drop consents consents.csv --json",
  ],
  run: async ({ args, options, out }) => {
    const { stack } = typed(z.object({ stack: textOption.optional(), ...jsonOption }), options);
    const [name, paths] = typed(z.tuple([z.string(), z.array(z.string()).min(1)]), args);
    const dataset = datasetSchema.safeParse(name);
    if (!dataset.success) {
      throw new InputProblem(
        `there is no dataset "${name}": it is one of ${datasetSchema.options.join(", ")}`,
      );
    }
    for (const file of paths) {
      await access(file).catch(() => {
        throw new InputProblem(`there is no file ${file}`);
      });
    }
    const stores = storesOf(await findStack(stack));
    const files = paths.map((path) => ({ dataset: dataset.data, path }));
    const receipts = await dropFiles(stores, files, {
      told: (receipt) => {
        sayReceipt(receipt, out);
        if (receipt.status === "held") out.say(`    audience approve ${fileHold(receipt.id)}`);
      },
    });
    out.json({ receipts });
    return receipts.some(({ status }) => status === "held") ? exitCodes.attention : exitCodes.done;
  },
};
