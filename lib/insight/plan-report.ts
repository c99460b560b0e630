import type { Summary } from "../compute/contract.ts";
import type { Hold } from "../push/contract.ts";
import type { EndRunInput, FileReport, Night, PastRun, RunReport } from "./contract.ts";
import type { Gathered } from "./gather-run.ts";
import { openHolds } from "./plan-audiences.ts";
import { rowsOf } from "./plan-files.ts";
import { median, remembered, segmentReport } from "./plan-segments.ts";
import { toldError } from "./told-error.ts";

/** What a run came to, and when. */
export interface Ending {
  readonly input: EndRunInput;
  readonly holds: readonly Hold[];
  readonly startedAt: string | null;
  readonly finishedAt: string;
}

const seconds = ({ startedAt, finishedAt }: Ending): number | null =>
  startedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;

/** Accepted rows of erasure files: each is one request. */
const erasures = (files: readonly FileReport[]): number =>
  files.reduce((sum, file) => sum + (file.dataset === "erasures" ? file.accepted : 0), 0);

function totals({ audiences }: Gathered) {
  const sum = (key: "added" | "removed" | "withdrawn" | "requests") =>
    audiences.reduce((total, audience) => total + audience[key], 0);
  const sent = audiences.filter(({ requests }) => requests > 0);
  return {
    added: sum("added"),
    removed: sum("removed"),
    withdrawn: sum("withdrawn"),
    requests: sum("requests"),
    accounts: new Set(sent.map(({ destination }) => destination)).size,
  };
}

const stages = ({ ingestSeconds, summary, publication, inputs }: Gathered): Night["stages"] => ({
  ingest: ingestSeconds,
  compute: summary?.run === inputs.run ? summary.seconds : null,
  membership: publication?.seconds ?? null,
});

function night(found: Gathered, ending: Ending): Night {
  const { files, summary, publication } = found;
  const before = (found.carried?.history ?? []).flatMap((past) => past.seconds ?? []);
  return {
    ...totals(found),
    customers: summary?.customers ?? null,
    erased: erasures(files),
    written: publication?.written ?? null,
    rows: rowsOf(files),
    seconds: seconds(ending),
    medianSeconds: median(before),
    stages: stages(found),
  };
}

function thisRun({ inputs, summary }: Gathered, ending: Ending): PastRun {
  const own = summary?.run === inputs.run ? summary : undefined;
  return {
    run: inputs.run,
    now: inputs.now,
    outcome: ending.input.outcome,
    definitions: inputs.workspace,
    seconds: seconds(ending),
    customers: own?.customers ?? null,
    sizes: Object.fromEntries((own?.segments ?? []).map(({ id, size }) => [id, size])),
  };
}

/** What the newest computation found; nothing where there is none yet. */
const figuresOf = (summary: Summary | undefined) =>
  summary === undefined
    ? {
        figuresFrom: null,
        checks: [],
        overlaps: [],
        coverage: [],
        oldHashes: null,
        merged: null,
        predicted: null,
      }
    : {
        figuresFrom: summary.run,
        checks: summary.findings,
        overlaps: summary.overlaps,
        coverage: summary.coverage,
        oldHashes: summary.oldHashes,
        merged: summary.merged,
        predicted: summary.predicted,
      };

/** The report of a run, from what the stages left. */
export function planReport(found: Gathered, ending: Ending): RunReport {
  const { definitions, inputs, summary, carried } = found;
  const { settings } = definitions.workspace;
  const before = carried?.history ?? [];
  const figures = { summary, ofThisRun: summary?.run === inputs.run };
  const last = before.at(-1);
  return {
    run: inputs.run,
    trigger: inputs.trigger,
    workspace: settings.name,
    languages: [...settings.languages],
    timezone: settings.timezone,
    definitions: inputs.workspace,
    sameDefinitions: last === undefined ? null : last.definitions === inputs.workspace,
    now: inputs.now,
    startedAt: ending.startedAt,
    finishedAt: ending.finishedAt,
    outcome: ending.input.outcome,
    error: toldError(ending.input.error),
    ...figuresOf(summary),
    files: [...found.files],
    segments: definitions.segments.map((segment) => segmentReport(segment, figures, before)),
    audiences: [...found.audiences],
    holds: openHolds(ending.holds, definitions),
    findings: found.findings === undefined ? null : [...found.findings],
    night: night(found, ending),
    history: [...before, thisRun(found, ending)].slice(-remembered),
    told: found.told,
  };
}
