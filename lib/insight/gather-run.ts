import { generationKeys, summarySchema } from "../compute/contract.ts";
import type { RunInputs, Summary } from "../compute/contract.ts";
import { driftKey, findingsSchema } from "../drift/contract.ts";
import type { Finding } from "../drift/contract.ts";
import { receiptKey, receiptSchema } from "../ingest/contract.ts";
import type { FileRecord, Receipt } from "../ingest/contract.ts";
import { publicationKey, publicationSchema } from "../membership/contract.ts";
import type { Publication } from "../membership/contract.ts";
import type { Definitions } from "../segments/contract.ts";
import { carriedSchema, reportKeys } from "./contract.ts";
import type { AudienceReport, Carried, FileReport } from "./contract.ts";
import { audienceReport, knownAudiences } from "./plan-audiences.ts";
import { fileReport, toldNow, untold } from "./plan-files.ts";
import type { InsightPorts } from "./ports.ts";

/** Everything that a report is made of, read from where the stages left it. */
export interface Gathered {
  readonly definitions: Definitions;
  readonly inputs: RunInputs;
  readonly carried: Carried | undefined;
  readonly summary: Summary | undefined;
  readonly publication: Publication | undefined;
  readonly findings: readonly Finding[] | undefined;
  readonly files: readonly FileReport[];
  readonly ingestSeconds: number;
  readonly told: Carried["told"];
  readonly audiences: readonly AudienceReport[];
}

async function carriedOver(ports: InsightPorts): Promise<Carried | undefined> {
  const newest = await ports.pointer.read("report");
  if (newest === undefined) return undefined;
  return ports.lake.readJson(reportKeys(newest.value.run).json, carriedSchema);
}

/** The run's own summary, else that of the generation that still stands. */
async function summaryOf({ lake }: InsightPorts, inputs: RunInputs): Promise<Summary | undefined> {
  const own = await lake.readJson(generationKeys(inputs.run).summary, summarySchema);
  if (own !== undefined || inputs.previous === null) return own;
  return lake.readJson(generationKeys(inputs.previous).summary, summarySchema);
}

async function readFiles({ lake }: InsightPorts, records: readonly FileRecord[]) {
  const files: FileReport[] = [];
  const receipts: Receipt[] = [];
  for (const record of records) {
    const receipt = await lake.readJson(receiptKey(record.id), receiptSchema);
    files.push(fileReport(record, receipt));
    if (receipt !== undefined) receipts.push(receipt);
  }
  const ingestSeconds = receipts.reduce((sum, { seconds }) => sum + seconds, 0);
  return { files, ingestSeconds };
}

async function readAudiences(
  ports: InsightPorts,
  run: string,
  definitions: Definitions,
): Promise<AudienceReport[]> {
  const stored = (await ports.audiences.list()).map(({ value }) => value);
  const reports = [];
  for (const known of knownAudiences(definitions, stored)) {
    const paused = await ports.paused(known.destination);
    reports.push(audienceReport(known, { run, paused }));
  }
  return reports;
}

/** Reads what the stages left of a run. Throws when the run's inputs are not there. */
export async function gatherRun(ports: InsightPorts, run: string): Promise<Gathered> {
  const { definitions, inputs } = await ports.definitionsOf(run);
  const carried = await carriedOver(ports);
  const records = (await ports.files.list()).map(({ value }) => value);
  return {
    definitions,
    inputs,
    carried,
    summary: await summaryOf(ports, inputs),
    publication: await ports.lake.readJson(publicationKey(run), publicationSchema),
    findings: await ports.lake.readJson(driftKey(run), findingsSchema),
    ...(await readFiles(ports, untold(records, carried?.told))),
    told: toldNow(records),
    audiences: await readAudiences(ports, run, definitions),
  };
}
