import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { approveAllFirst } from "../../app/operate.ts";
import { outputs } from "../../app/names.ts";
import { reportKeys } from "../../insight/contract.ts";
import type { RunReport } from "../../insight/contract.ts";
import { starterWorkspace } from "../../starter/starter-workspace.ts";
import { cacheFolder } from "../assembly.ts";
import { exitCodes, jsonOption, typed, wholeNumber } from "../command.ts";
import type { Command } from "../command.ts";
import { generateShop } from "../demo/generate-shop.ts";
import type { Night } from "../demo/generate-shop.ts";
import { dropFiles, filesIn } from "../drop-files.ts";
import { readFolder } from "../read-folder.ts";
import { rehearse } from "../rehearsal.ts";
import type { Rehearsal } from "../rehearsal.ts";
import { waitForRefresh } from "../run-refresh.ts";
import { sayReceipt } from "../say-receipt.ts";
import { sayReport } from "../say-report.ts";
import { aligned } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

const schema = z.object({
  customers: wholeNumber(300, 1_000_000).default(20_000),
  ...jsonOption,
});

/** The first night of the shop, in the small hours. */
const firstNight = "2026-11-24T01:00:00.000Z";
const demoState = path.join(cacheFolder, "demo");

const until = (rehearsal: Rehearsal, moment: Date): number =>
  Math.max(0, (moment.getTime() - rehearsal.clock.now().getTime()) / 1000);

/** Moves all clocks to the evening before the night, when the shop's systems drop their files. */
function moveTo(rehearsal: Rehearsal, moment: Date): void {
  const seconds = until(rehearsal, moment);
  rehearsal.clock.moveBy(seconds);
  rehearsal.sandbox.clock.moveBy(seconds);
}

/** Files come in, the schedule fires, the report is told. */
async function liveThrough(rehearsal: Rehearsal, night: Night, out: Terminal): Promise<RunReport> {
  const at = new Date(night.date);
  moveTo(rehearsal, new Date(at.getTime() - 2 * 3_600_000));
  out.say(out.bold("Files"));
  await dropFiles(rehearsal.stores, await filesIn(night.folder), {
    told: (receipt) => sayReceipt(receipt, out),
    idle: () => rehearsal.cloud.idle(),
  });
  out.say();
  moveTo(rehearsal, at);
  out.progress("Refreshing …");
  const execution = await rehearsal.cloud.fireSchedule(outputs.nightlySchedule, at);
  if (execution === undefined) throw new Error("the nightly schedule started nothing");
  const report = await waitForRefresh(rehearsal.stores, execution);
  sayReport(report, out);
  out.say();
  return report;
}

async function liveThroughAll(
  rehearsal: Rehearsal,
  nights: readonly Night[],
  out: Terminal,
): Promise<readonly RunReport[]> {
  const { stores, definitions, clock } = rehearsal;
  await approveAllFirst(
    stores,
    clock.now,
  )(definitions.segments.flatMap(({ to }) => to.map(({ audience }) => audience)));
  const reports: RunReport[] = [];
  for (const [at, night] of nights.entries()) {
    out.say(out.bold(`Night ${at + 1}, ${night.date.slice(0, 10)}: ${night.story}`));
    out.say();
    reports.push(await liveThrough(rehearsal, night, out));
  }
  return reports;
}

/** Keeps each night's page where it can be opened. */
async function keepPages(
  { stores }: Rehearsal,
  reports: readonly RunReport[],
): Promise<readonly string[]> {
  const pages = reports.map((report, at) => ({
    from: reportKeys(report.run).page,
    to: path.join(demoState, `night-${at + 1}.html`),
  }));
  for (const { from, to } of pages) await stores.lake.download(from, to);
  return pages.map(({ to }) => to);
}

const here = (file: string): string => path.relative(process.cwd(), file);

function sayWhereToLook(pages: readonly string[], out: Terminal): void {
  const places = [
    ...pages.map((page, at) => [
      here(page),
      `night ${at + 1} as a page: open it in a browser, send it to a marketer`,
    ]),
    [here(starterWorkspace), "the workspace that did this, in plain YAML"],
    ["npx audience init my-company", "a copy of it, to make your own"],
    ["npx audience try --workspace my-company --data exports", "the same with your own files"],
  ];
  out.say(out.bold("Where to look next"));
  out.say(
    aligned([{ title: "" }, { title: "" }], places)
      .split("\n")
      .slice(1)
      .join("\n"),
  );
}

/** A made-up shop's three nights. */
export const demo: Command = {
  usage: "demo",
  does: "A made-up Nordic shop's three nights: a first push, a night that moves only the difference, a bad night",
  options: { "--customers <n>": "How many customers the shop has (default: 20000, at least 300)" },
  examples: ["audience demo", "audience demo --customers 2000 --json"],
  run: async ({ options, out }) => {
    const { customers } = typed(schema, options);
    const folder = await mkdtemp(path.join(tmpdir(), "audience-shop-"));
    await rm(demoState, { recursive: true, force: true });
    try {
      out.progress(`Making up a shop with ${customers} customers …`);
      const nights = await generateShop({ customers, folder, now: firstNight });
      out.progress("Starting the local cloud …");
      const now = new Date(new Date(firstNight).getTime() - 3 * 3_600_000);
      const rehearsal = await rehearse(await readFolder(starterWorkspace), {
        state: demoState,
        now,
        disabledRules: ["UploadRule"],
      });
      try {
        const reports = await liveThroughAll(rehearsal, nights, out);
        const pages = await keepPages(rehearsal, reports);
        out.json({ nights: reports, pages });
        sayWhereToLook(pages, out);
        return exitCodes.done;
      } finally {
        await rehearsal.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
