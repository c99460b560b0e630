import { openCsv } from "./csv/open-csv.ts";
import type { FormatReader } from "./format.ts";
import { type KnownFile, readingOf } from "./judge-rows.ts";
import { openNdjson } from "./ndjson/open-ndjson.ts";
import { openParquet } from "./parquet/open-parquet.ts";
import { datasetPlans } from "./dataset-plans.ts";
import { mappedHeaders, wantedHeaders } from "./plan-layout.ts";
import type { IngestPorts, Workbench } from "./ports.ts";
import type { PartOutcome, Progress } from "./progress.ts";
import type { SurveyedFile } from "./survey-file.ts";
import { takeInPart } from "./take-in-part.ts";
import { beginning } from "./text-parts.ts";

/** How many milliseconds this call has left. */
export type TimeLeft = () => number;

function openFormat(
  { partSize }: IngestPorts,
  bench: Workbench,
  { known, surveyed }: { readonly known: KnownFile; readonly surveyed: SurveyedFile },
): Promise<FormatReader> {
  const map = known.workspace.datasets[known.dataset];
  const wanted = wantedHeaders(map, datasetPlans[known.dataset]);
  const mapped = mappedHeaders(map);
  const { files } = map;
  switch (known.format) {
    case "csv":
      return openCsv(bench, surveyed.text, { files, wanted, mapped, partSize: partSize.bytes });
    case "ndjson":
      return openNdjson(bench, surveyed.text, { files, mapped, partSize: partSize.bytes });
    case "parquet":
      return openParquet(bench, surveyed.text, { wanted, mapped, partSize: partSize.rows });
  }
}

/** A part takes about as long as the one before it; this much more is left for what comes after the last. */
const margin = 2;

/** Takes in the parts that a file still has, and keeps how far it is between two of them. */
async function goThrough(
  ports: IngestPorts,
  bench: Workbench,
  about: {
    readonly known: KnownFile;
    readonly reader: FormatReader;
    readonly timeLeft: TimeLeft;
  },
): Promise<readonly PartOutcome[] | undefined> {
  const { known, reader, timeLeft } = about;
  const { progress } = ports;
  const reading = readingOf(known, reader.names);
  const found = await progress.read(known.id);
  let { parts, next }: Progress = found?.value ?? { parts: [], next: beginning };
  let version = found?.version ?? 0;
  for (;;) {
    const began = timeLeft();
    const clean = await reader.part(next);
    const number = parts.length + 1;
    parts = [...parts, await takeInPart(ports, bench, { known, reading, clean, number })];
    if (clean.next === undefined) return parts;
    next = clean.next;
    await progress.write(known.id, { parts, next }, version);
    version += 1;
    if (timeLeft() < (began - timeLeft()) * margin) {
      await ports.goOn(known.object);
      return undefined;
    }
  }
}

/**
 * Takes the rows of a file into the lake, part by part. Undefined when the time of this call would
 * not do for the next one: another call was asked for, and goes on from there.
 */
export async function takeInParts(
  ports: IngestPorts,
  bench: Workbench,
  about: {
    readonly known: KnownFile;
    readonly surveyed: SurveyedFile;
    readonly timeLeft: TimeLeft;
  },
): Promise<readonly PartOutcome[] | undefined> {
  const reader = await openFormat(ports, bench, about);
  return goThrough(ports, bench, { ...about, reader });
}
