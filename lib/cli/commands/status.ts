import * as z from "zod";
import { allFiles, storesOf } from "../../app/operate.ts";
import type { OperatorStores } from "../../app/operate.ts";
import { reportKeys } from "../../insight/contract.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { newestReport } from "../run-refresh.ts";
import { needsAttention, sayReport } from "../say-report.ts";
import { aligned, count } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

async function sayFiles(stores: OperatorStores, out: Terminal): Promise<void> {
  const files = await allFiles(stores);
  out.json({ files });
  out.say(
    aligned(
      [
        { title: "file" },
        { title: "came in" },
        { title: "status" },
        { title: "rows", right: true },
        { title: "accepted", right: true },
        { title: "rejected", right: true },
        { title: "problem" },
      ],
      files.map((file) => [
        file.file,
        file.receivedAt.slice(0, 16).replace("T", " "),
        file.status,
        file.rows === null ? "–" : count(file.rows),
        count(file.accepted),
        count(file.rejected),
        file.problem ?? "",
      ]),
    ),
  );
}

/** How the last run ended, and where its page is. */
export const status: Command = {
  usage: "status",
  does: "The last run: segments, audiences, what waits for a decision, drift, and its page",
  options: { ...stackOptions, "--files": "Instead: every file that came in" },
  examples: ["audience status", "audience status --files", "audience status --json"],
  run: async ({ options, out }) => {
    const schema = z.object({
      stack: textOption.optional(),
      files: z.boolean().optional(),
      ...jsonOption,
    });
    const { stack, files } = typed(schema, options);
    const found = await findStack(stack);
    const stores = storesOf(found);
    if (files === true) {
      await sayFiles(stores, out);
      return exitCodes.done;
    }
    const report = await newestReport(stores);
    const page =
      report === undefined ? null : `s3://${stores.lakeBucket}/${reportKeys(report.run).page}`;
    out.json({ report: report ?? null, page });
    if (report === undefined) {
      out.say('No run has ended yet: "audience refresh" runs one.');
      return exitCodes.done;
    }
    out.say(
      `${out.bold(report.workspace)}  ${report.run} ${report.outcome} ${report.finishedAt.slice(0, 16).replace("T", " ")}`,
    );
    out.say();
    sayReport(report, out);
    out.say();
    out.say(`The run's page, to look at or to send: ${page}`);
    return needsAttention(report) ? exitCodes.attention : exitCodes.done;
  },
};
