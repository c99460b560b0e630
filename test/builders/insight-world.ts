import { generationKeys } from "../../lib/compute/contract.ts";
import type { RunInputs } from "../../lib/compute/contract.ts";
import { fileRecordSchema, receiptKey, receiptSchema } from "../../lib/ingest/contract.ts";
import type { FileRecord } from "../../lib/ingest/contract.ts";
import { endRunInputSchema } from "../../lib/insight/contract.ts";
import type { ReportPointer } from "../../lib/insight/contract.ts";
import { reportRun } from "../../lib/insight/report-run.ts";
import { holdSchema } from "../../lib/push/contract.ts";
import type { Audience, Hold } from "../../lib/push/contract.ts";
import { anAudience } from "./audiences.ts";
import { memoryObjects } from "./memory-objects.ts";
import { memoryRecords } from "./memory-records.ts";
import { aSegment, shopDefinitions } from "./shop-definitions.ts";

/** A file of orders, most of it accepted. */
export const aReceipt = (differs: object = {}) =>
  receiptSchema.parse({
    file: "inbox/orders/a.csv",
    id: "0000000000000001",
    dataset: "orders",
    status: "accepted",
    problem: null,
    rows: 100,
    accepted: 90,
    rejected: 8,
    skipped: 2,
    reasons: { "order_id-missing": 3, "customer_id-missing": 5 },
    lines: { "customer_id-missing": [2, 7], "order_id-missing": [4] },
    expected: {},
    completeness: {},
    unusable: {},
    identifiers: {},
    changes: null,
    alarm: null,
    quarantine: [],
    receivedAt: "2026-11-23T20:00:00.000Z",
    finishedAt: "2026-11-23T20:00:05.000Z",
    seconds: 5,
    ...differs,
  });

/** A shrink that waits. */
export const aHold = (differs: object = {}): Hold =>
  holdSchema.parse({
    id: "loyal@meta-main.shrink",
    audience: "loyal@meta-main",
    guard: "shrink",
    was: 1000,
    wouldBe: 400,
    run: "r-now",
    workspace: "w1",
    heldAt: "2026-11-24T01:01:00.000Z",
    decision: "open",
    decidedBy: null,
    decidedAt: null,
    because: null,
    ...differs,
  });

/** A shop whose nights can be told one after another; each night gets a minute more. */
export function aShopToTell() {
  const lake = memoryObjects();
  const files = memoryRecords<FileRecord>();
  const holds = memoryRecords<Hold>();
  const pointer = memoryRecords<ReportPointer>();
  const audiences = memoryRecords<Audience>({ a: anAudience() });
  const definitions = shopDefinitions([aSegment("loyal"), aSegment("former", [])]);
  let previous: string | null = null;
  let minutes = 0;
  const ports = {
    lake,
    files,
    holds,
    pointer,
    audiences,
    definitionsOf: async (run: string) => ({
      definitions,
      inputs: {
        run,
        now: "2026-11-24T01:00:00.000Z",
        trigger: "nightly",
        workspace: "w1",
        previous,
      } as unknown as RunInputs,
    }),
    startedAt: async () => "2026-11-24T01:00:00.000Z",
    paused: async () => false,
    renderPage: (report: { readonly run: string }, language: string) =>
      `page of ${report.run} in ${language}`,
    now: () => {
      minutes += 1;
      return new Date(Date.parse("2026-11-24T01:00:00.000Z") + minutes * 60_000);
    },
  };
  const receive = async (receipt: ReturnType<typeof aReceipt>) => {
    await lake.writeJson(receiptKey(receipt.id), receipt);
    await files.write(receipt.id, fileRecordSchema.parse(receipt), 0);
  };
  const compute = async (run: string, size: number, found: object = {}) => {
    await lake.writeJson(generationKeys(run).summary, {
      run,
      now: "2026-11-24T01:00:00.000Z",
      day: "2026-11-24",
      customers: 5000,
      oldHashes: 3,
      segments: [
        { id: "loyal", size, entered: 30, left: 10 },
        { id: "former", size: 7, entered: 0, left: 0 },
      ],
      changes: 40,
      rfm: null,
      seconds: 1.5,
      ...found,
    });
    previous = run;
  };
  const tell = (run: string, end: object = { outcome: "finished" }) =>
    reportRun(ports)(endRunInputSchema.parse({ run, ...end }));
  return { ...ports, receive, compute, tell };
}
