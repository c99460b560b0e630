import * as z from "zod";
import { allFiles, storesOf } from "../../app/operate.ts";
import type { OperatorStores, Stack } from "../../app/operate.ts";
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

/** Where a run's page is: for a browser where the local cloud serves it, else as S3 calls it. */
function pageOf({ place }: Stack, bucket: string, run: string): string {
  const { page } = reportKeys(run);
  return place.endpoint === undefined
    ? `s3://${bucket}/${page}`
    : `${place.endpoint}/${bucket}/${page}`;
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
    const page = report === undefined ? null : pageOf(found, stores.lakeBucket, report.run);
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
