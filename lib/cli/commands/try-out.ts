import { writeFile } from "node:fs/promises";
import * as z from "zod";
import { approveAllFirst } from "../../app/operate.ts";
import { writeMembers } from "../../app/write-members.ts";
import type { RunReport } from "../../insight/contract.ts";
import { exitCodes, jsonOption, textOption, timeOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { dropFiles, filesIn } from "../drop-files.ts";
import { readFolder } from "../read-folder.ts";
import { rehearse } from "../rehearsal.ts";
import type { Rehearsal } from "../rehearsal.ts";
import { runRefresh } from "../run-refresh.ts";
import { needsAttention, sayReport } from "../say-report.ts";
import { rowsInWords, sayReceipt } from "../say-receipt.ts";
import { tryDocument } from "../try-document.ts";

const schema = z.object({
  workspace: textOption,
  data: textOption,
  now: timeOption.optional(),
  state: textOption.optional(),
  members: textOption.optional(),
  sandboxDump: textOption.optional(),
  ...jsonOption,
});

async function keepAsked(
  asked: z.infer<typeof schema>,
  rehearsal: Rehearsal,
  report: RunReport,
): Promise<void> {
  if (asked.members !== undefined) {
    const segments = rehearsal.definitions.segments.map(({ id }) => id);
    await writeMembers(rehearsal.stores, report.run, { folder: asked.members, segments });
  }
  if (asked.sandboxDump !== undefined) {
    await writeFile(
      asked.sandboxDump,
      `${JSON.stringify(rehearsal.sandbox.dump(), undefined, 1)}\n`,
    );
  }
}

/** One whole refresh on a local cloud: a rehearsal. First pushes are approved by itself. */
export const tryOut: Command = {
  usage: "try",
  does: "One whole refresh on a fresh local cloud and stand-in platforms: what would happen",
  options: {
    "--workspace <dir>": "The workspace folder",
    "--data <dir>": "Files to upload, in folders called like datasets (DATA/orders/…)",
    "--now <iso>": "The run's clock (default: now)",
    "--state <dir>": "Keep the local cloud here, and go on from what is there",
    "--members <dir>": "Write <segment>.csv with the customer ids of each segment",
    "--sandbox-dump <file>": "Write what arrived at the platforms",
  },
  examples: [
    "audience try --workspace my-company --data exports",
    "audience try --workspace my-company --data exports --now 2026-11-24T03:00:00Z --json",
  ],
  run: async ({ options, out }) => {
    const asked = typed(schema, options);
    const folder = await readFolder(asked.workspace);
    const files = await filesIn(asked.data);
    out.progress("Starting the local cloud …");
    const rehearsal = await rehearse(folder, {
      state: asked.state,
      now: asked.now,
      disabledRules: ["UploadRule"],
    });
    try {
      const { stores, definitions, clock } = rehearsal;
      const audiences = definitions.segments.flatMap(({ to }) =>
        to.map(({ audience }) => audience),
      );
      await approveAllFirst(stores, clock.now)(audiences);
      out.say(out.bold("Files"));
      const receipts = await dropFiles(stores, files, {
        told: (receipt) => {
          if (out.wantsJson)
            out.progress(`${receipt.file}: ${receipt.status}, ${rowsInWords(receipt)}`);
          sayReceipt(receipt, out);
        },
        idle: () => rehearsal.cloud.idle(),
      });
      out.say();
      out.progress("Refreshing …");
      const began = performance.now();
      const report = await runRefresh(stores, asked.now ?? clock.now());
      const seconds = (performance.now() - began) / 1000;
      await keepAsked(asked, rehearsal, report);
      out.json(tryDocument(report, receipts, seconds));
      sayReport(report, out);
      if (report.outcome === "failed") return exitCodes.failed;
      return needsAttention(report) ? exitCodes.attention : exitCodes.done;
    } finally {
      await rehearsal.stop();
    }
  },
};
