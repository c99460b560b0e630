import { tmpdir } from "node:os";
import { scratchFolder } from "../adapters/files/scratch-folder.ts";
import { handOver } from "../compute/hand-over.ts";
import type { LocalGeneration } from "../compute/hand-over.ts";
import { withMirror } from "../compute/mirror-segment.ts";
import { previewSegment } from "../compute/preview-segment.ts";
import type { Overlap, SegmentFigures } from "../compute/preview-segment.ts";
import type { SegmentId } from "../core/ids.ts";
import { previewAudience } from "../push/preview-audience.ts";
import type { AudiencePreview } from "../push/preview-audience.ts";
import type { Segment } from "../segments/contract.ts";
import type { Language } from "../segments/language.ts";
import type { Rule } from "../segments/rule.ts";
import { benches } from "./bench.ts";
import { languageFor, segmentCalled } from "./find-subject.ts";
import {
  audienceRecords,
  audiencesOf,
  generationIn,
  keepingOut,
  lookAtAudiences,
  memory,
  portsOf,
  withAudiences,
} from "./judge-audiences.ts";
import type { NamedAudience } from "./judge-audiences.ts";
import { storesOf } from "./operate.ts";
import type { OperatorStores, Stack } from "./operate.ts";
import { below, ownWords } from "./tell-rule.ts";
import { fetchMergedBefore, rulebookOf, whatCounts } from "./what-counts.ts";
import type { Look, WhatCounts } from "./what-counts.ts";

/** A node of a rule and what it comes to. */
export interface PreviewedRule {
  readonly is: Rule["is"];
  readonly words: string;
  /** Of a clause: for how many of all customers it holds, and for how many it is not known. */
  readonly holds: number | null;
  readonly unknown: number | null;
  /** Of a clause: by how many the segment would grow (or shrink) without it. */
  readonly without: number | null;
  /** Of a `not`: members who are in only because something is not known. */
  readonly onlyUnknown: number | null;
  readonly of: readonly PreviewedRule[];
}

export type PreviewedAudience = NamedAudience & AudiencePreview;

/** What a segment comes to now. */
export interface SegmentPreview extends Pick<SegmentFigures, "customers" | "size" | "shares"> {
  readonly segment: SegmentId;
  readonly name: string;
  readonly day: string;
  readonly language: Language;
  readonly rule: PreviewedRule;
  readonly overlaps: readonly Overlap[];
  readonly audiences: readonly PreviewedAudience[];
}

/** Which segment, told how. */
export interface ToPreview extends Look {
  readonly segment: string;
  readonly language?: string | undefined;
}

function previewed(rule: Rule, figures: SegmentFigures, language: Language): PreviewedRule {
  const clause = figures.clauses.get(rule);
  return {
    is: rule.is,
    words: ownWords(rule, language),
    holds: clause?.holds ?? null,
    unknown: clause?.unknown ?? null,
    without: clause === undefined ? null : clause.without - figures.size,
    onlyUnknown: figures.nots.get(rule) ?? null,
    of: below(rule).map((one) => previewed(one, figures, language)),
  };
}

/** The segment by the rules; what decides on audiences is left in files. */
function computeFigures(
  stores: OperatorStores,
  { folder, inputs, files }: WhatCounts,
  { segment, to }: { readonly segment: Segment; readonly to: LocalGeneration },
) {
  const mirrored = withMirror(folder);
  const rulebook = rulebookOf(mirrored.folder);
  const rule = rulebook.rules.get(segment.id);
  if (rule === undefined) throw new Error(`there is no rule of ${segment.id}`);
  const ports = { lake: stores.lake, tombstones: stores.erased };
  return benches(
    tmpdir(),
    memory.people,
  )(async (bench) => {
    const { mirror } = mirrored;
    const mergedBefore = await fetchMergedBefore(stores, inputs, bench.path("merged-before"));
    const { figures, of } = await previewSegment(
      ports,
      bench,
    )({ rulebook, mirror, segment: segment.id, moment: inputs.now, files, mergedBefore });
    const segments = [segment.id, ...keepingOut(segment, rulebook)];
    const { minimumAge } = rulebook.workspace.settings;
    await handOver(bench, of, { what: { segments, minimumAge }, to });
    return { figures, rule, day: of.clock.day };
  });
}

async function previewAudiences(
  stores: OperatorStores,
  { rulebook, inputs }: WhatCounts,
  { segment, generation }: { readonly segment: Segment; readonly generation: LocalGeneration },
): Promise<readonly PreviewedAudience[]> {
  const audiences = audiencesOf(segment, rulebook, await audienceRecords(stores));
  if (audiences.length === 0) return [];
  const ports = portsOf(stores);
  return withAudiences(ports, { generation, inputs }, (bench, people) =>
    lookAtAudiences(audiences, previewAudience(ports, bench, people)),
  );
}

/**
 * What a segment comes to by the data as it is now: its size, what each clause does, whom it shares with other
 * segments, and what the next push would do. Changes nothing. Throws `InputProblem` where there is no such segment.
 */
export async function previewSegmentNow(stack: Stack, asked: ToPreview): Promise<SegmentPreview> {
  const stores = storesOf(stack);
  const counts = await whatCounts(stores, asked);
  const segment = segmentCalled(counts.rulebook, asked.segment);
  const language = languageFor(counts.rulebook, asked.language);
  const folder = await scratchFolder(tmpdir());
  try {
    const generation = generationIn(folder);
    const { figures, rule, day } = await computeFigures(stores, counts, {
      segment,
      to: generation,
    });
    const { customers, size, shares, overlaps } = figures;
    return {
      segment: segment.id,
      name: segment.names[language] ?? segment.name,
      day,
      language,
      customers,
      size,
      rule: previewed(rule, figures, language),
      overlaps,
      shares,
      audiences: await previewAudiences(stores, counts, { segment, generation }),
    };
  } finally {
    await folder.remove();
  }
}
