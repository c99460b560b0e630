import * as z from "zod";
import { allFiles, storesOf } from "../../app/operate.ts";
import type { OperatorStores, Stack } from "../../app/operate.ts";
import { arrivals, heldFiles } from "../../app/operate-files.ts";
import { reportKeys } from "../../insight/contract.ts";
import type { RunReport } from "../../insight/contract.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { newestReport } from "../run-refresh.ts";
import { needsAttention, sayReport } from "../say-report.ts";
import { sayWaiting, someoneMustAct } from "../say-waiting.ts";
import type { Waiting } from "../say-waiting.ts";
import { aligned, count } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

const momentOf = (iso: string): string => iso.slice(0, 16).replace("T", " ");

async function sayFiles(stores: OperatorStores, out: Terminal): Promise<void> {
  const files = await allFiles(stores);
  out.json({ files });
  out.say(
    aligned(
      [
        { title: "file" },
        { title: "status" },
        { title: "rows", right: true },
        { title: "accepted", right: true },
        { title: "rejected", right: true },
        { title: "skipped", right: true },
        { title: "received" },
        { title: "problem" },
      ],
      files.map((file) => [
        file.file,
        file.status,
        file.rows === null ? "–" : count(file.rows),
        count(file.accepted),
        count(file.rejected),
        count(file.skipped),
        momentOf(file.receivedAt),
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

/** What waits now, whatever the last run said. */
async function waitingNow(stores: OperatorStores, report: RunReport | undefined): Promise<Waiting> {
  const audiences = (await stores.holds.list())
    .filter(({ value }) => value.decision === "open")
    .map(({ id }) => id);
  const files = await heldFiles(stores);
  return {
    held: { audiences, files: files.map(({ hold, entry }) => ({ hold, file: entry.file })) },
    ...(await arrivals(stores, () => new Date())),
    oldHashes: report?.oldHashes ?? 0,
  };
}

function sayRun(report: RunReport, page: string, out: Terminal): void {
  out.say(
    `${out.bold(report.workspace)}  ${report.run} ${report.outcome} ${momentOf(report.finishedAt)}`,
  );
  out.say();
  sayReport(report, out);
  out.say();
  out.say(`The run's page, to look at or to send: ${page}`);
}

/** What waits, how the last run ended, and where its page is. */
export const status: Command = {
  usage: "status",
  does: "What waits for somebody, and the last run: segments, audiences, drift, and its page",
  options: { ...stackOptions, "--files": "Instead: every file that came in, the newest last" },
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
    const waiting = await waitingNow(stores, report);
    const page = report === undefined ? null : pageOf(found, stores.lakeBucket, report.run);
    out.json({ waiting, report: report ?? null, page });
    sayWaiting(waiting, out);
    if (report === undefined || page === null)
      out.say('No run has ended yet: "audience refresh" runs one.');
    else sayRun(report, page, out);
    const attention = someoneMustAct(waiting) || (report !== undefined && needsAttention(report));
    return attention ? exitCodes.attention : exitCodes.done;
  },
};
