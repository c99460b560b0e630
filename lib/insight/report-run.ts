import { Conflict } from "../core/failure.ts";
import { reportKeys, reportSchema } from "./contract.ts";
import type { EndRunInput, RunReport } from "./contract.ts";
import { gatherRun } from "./gather-run.ts";
import { planReport } from "./plan-report.ts";
import type { InsightPorts } from "./ports.ts";

async function makeReport(ports: InsightPorts, input: EndRunInput): Promise<RunReport> {
  const found = await gatherRun(ports, input.run);
  const holds = (await ports.holds.list()).map(({ value }) => value);
  const startedAt = await ports.startedAt(input.run);
  const finishedAt = ports.now().toISOString();
  // Parsed, so that nothing but what the report is made of gets into it.
  return reportSchema.parse(planReport(found, { input, holds, startedAt, finishedAt }));
}

async function pointTo({ pointer }: InsightPorts, run: RunReport["run"]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await pointer.read("report");
    try {
      return await pointer.write("report", { run }, found?.version ?? 0);
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === 5) throw error;
    }
  }
}

/**
 * Tells what a run came to: `reports/<run>.json`, the same as a page in the workspace's first language
 * at `reports/<run>.html`, and the pointer to the newest. Told once: a repetition gives the same report.
 */
export const reportRun =
  (ports: InsightPorts) =>
  async (input: EndRunInput): Promise<RunReport> => {
    const keys = reportKeys(input.run);
    const told = await ports.lake.readJson(keys.json, reportSchema);
    const report = told ?? (await makeReport(ports, input));
    await ports.lake.writeJson(keys.json, report);
    const page = ports.renderPage(report, report.languages[0] ?? "en");
    await ports.lake.writeText(keys.page, page, "text/html; charset=utf-8");
    await pointTo(ports, report.run);
    return report;
  };
