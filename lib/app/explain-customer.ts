import { tmpdir } from "node:os";
import { scratchFolder } from "../adapters/files/scratch-folder.ts";
import { explainPerson } from "../compute/explain-person.ts";
import type { Cell, JudgedPerson } from "../compute/explain-person.ts";
import { handOver } from "../compute/hand-over.ts";
import type { LocalGeneration } from "../compute/hand-over.ts";
import type { MemberId, SegmentId } from "../core/ids.ts";
import { explainMember } from "../push/explain-member.ts";
import type { MemberOfAudience } from "../push/explain-member.ts";
import type { FoundColumn, Segment } from "../segments/contract.ts";
import type { Language } from "../segments/language.ts";
import type { Rule } from "../segments/rule.ts";
import { benches } from "./bench.ts";
import { languageFor, memberCalled, segmentCalled, unknownCustomer } from "./find-subject.ts";
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
import { fetchMergedBefore, whatCounts } from "./what-counts.ts";
import type { Look, WhatCounts } from "./what-counts.ts";

/** Something that a clause looked at in this person. */
export interface FoundValue {
  readonly what: string;
  /** Money in cents, a share of 1 as 1; null: not known. */
  readonly value: Cell;
  readonly as: FoundColumn["as"];
  readonly needs: string;
}

/** A node of a rule, and whether it holds for this person. */
export interface ExplainedRule {
  readonly is: Rule["is"];
  readonly words: string;
  /** Null: something that it needs is not known; then it counts as no. */
  readonly holds: boolean | null;
  readonly found: readonly FoundValue[];
  readonly of: readonly ExplainedRule[];
}

export type ExplainedAudience = NamedAudience & MemberOfAudience;

/** Why somebody is in a segment or not, and whether they are pushed. */
export interface ExplainedCustomer {
  readonly segment: SegmentId;
  readonly name: string;
  /** D, the day that was counted from. */
  readonly day: string;
  readonly language: Language;
  /** The id that goes by, where customers are one person. */
  readonly member: MemberId;
  /** They object or were erased: in no segment at all. */
  readonly gone: boolean;
  readonly in: boolean;
  /** Null where nothing was asked of them, since they are gone. */
  readonly rule: ExplainedRule | null;
  readonly audiences: readonly ExplainedAudience[];
}

/** Whom and what somebody asks about. */
export interface ToExplain extends Look {
  readonly segment: string;
  readonly customer: string;
  readonly language?: string | undefined;
}

type Judged = Extract<JudgedPerson, { readonly is: "judged" }>;

const verdictOf = (cell: Cell | undefined): boolean | null =>
  typeof cell === "boolean" ? cell : null;

function holds(
  rule: Rule,
  of: readonly ExplainedRule[],
  verdict: Cell | undefined,
): boolean | null {
  switch (rule.is) {
    case "clause":
      return verdictOf(verdict);
    case "not":
      return of.every((one) => one.holds !== true);
    case "all":
      return of.every((one) => one.holds === true);
    case "any":
      return of.some((one) => one.holds === true);
  }
}

function explained(
  rule: Rule,
  told: Judged & { readonly segment: Segment; readonly language: Language },
): ExplainedRule {
  const { cells, language } = told;
  const clause = rule.is === "clause" ? `${told.segment.id}/${rule.path}` : "";
  const of = below(rule).map((one) => explained(one, told));
  return {
    is: rule.is,
    words: ownWords(rule, language),
    holds: holds(rule, of, cells[clause]),
    found: (told.of.plan.found[clause] ?? []).map(({ what, needs, as, column }) => ({
      what: what(language),
      value: cells[column] ?? null,
      as,
      needs: needs(language),
    })),
    of,
  };
}

/** The person by the rules; what decides on audiences is left in files. */
async function judge(
  stores: OperatorStores,
  { rulebook, inputs, files }: WhatCounts,
  about: { readonly segment: Segment; readonly member: MemberId; readonly to: LocalGeneration },
): Promise<Exclude<JudgedPerson, { readonly is: "unknown" }>> {
  const { segment, member, to } = about;
  const segments = keepingOut(segment, rulebook);
  const only = segment.to.map(({ destination }) => destination);
  return benches(
    tmpdir(),
    memory.people,
  )(async (bench) => {
    const ports = { lake: stores.lake, tombstones: stores.erased };
    const mergedBefore = await fetchMergedBefore(stores, inputs, bench.path("merged-before"));
    const found = await explainPerson(
      ports,
      bench,
    )({
      member,
      rulebook,
      segment: segment.id,
      besides: { segments, only },
      moment: inputs.now,
      files,
      mergedBefore,
    });
    if (found.is === "unknown") throw unknownCustomer();
    const { minimumAge } = rulebook.workspace.settings;
    const what = { segments: [segment.id, ...segments], minimumAge, person: found.person };
    await handOver(bench, found.of, { what, to });
    return found;
  });
}

async function explainAudiences(
  stores: OperatorStores,
  { rulebook, inputs }: WhatCounts,
  about: {
    readonly segment: Segment;
    readonly person: MemberId;
    readonly generation: LocalGeneration;
  },
): Promise<readonly ExplainedAudience[]> {
  const audiences = audiencesOf(about.segment, rulebook, await audienceRecords(stores));
  if (audiences.length === 0) return [];
  const ports = portsOf(stores);
  return withAudiences(ports, { generation: about.generation, inputs }, (bench, people) => {
    const explain = explainMember(ports, bench, people);
    return lookAtAudiences(audiences, (audience) => explain(audience, about.person));
  });
}

/**
 * Why a customer is in a segment or not, and whether each of its audiences has them, by the data and the
 * definitions as they are now. Changes nothing. Throws `InputProblem` where there is no such segment or customer.
 */
export async function explainCustomer(stack: Stack, asked: ToExplain): Promise<ExplainedCustomer> {
  const stores = storesOf(stack);
  const counts = await whatCounts(stores, asked);
  const segment = segmentCalled(counts.rulebook, asked.segment);
  const language = languageFor(counts.rulebook, asked.language);
  const member = await memberCalled(stack, stores, asked.customer);
  const folder = await scratchFolder(tmpdir());
  try {
    const generation = generationIn(folder);
    const found = await judge(stores, counts, { segment, member, to: generation });
    const rule = counts.rulebook.rules.get(segment.id);
    const isJudged = found.is === "judged" && rule !== undefined;
    return {
      segment: segment.id,
      name: segment.names[language] ?? segment.name,
      day: found.of.clock.day,
      language,
      member: found.person,
      gone: found.is === "gone",
      in: found.is === "judged" && found.cells[segment.id] === true,
      rule: isJudged ? explained(rule, { ...found, segment, language }) : null,
      audiences: await explainAudiences(stores, counts, {
        segment,
        person: found.person,
        generation,
      }),
    };
  } finally {
    await folder.remove();
  }
}
