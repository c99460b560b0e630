import { audienceIdOf, segmentIdSchema } from "../core/ids.ts";
import type { DestinationId, SegmentId } from "../core/ids.ts";
import { parseYaml } from "../workspace/parse-yaml.ts";
import type { YamlDocument } from "../workspace/parse-yaml.ts";
import { filesUnder, readWorkspace } from "../workspace/read-workspace.ts";
import { readYaml } from "../workspace/read-yaml.ts";
import type { Folder, Problem, Workspace } from "../workspace/workspace.ts";
import { checkDefinitions } from "./check/check-definitions.ts";
import type { Material, ReadSegment } from "./check/material.ts";
import type { Reading, Rulebook, Segment, Target } from "./contract.ts";
import { findCircles } from "./find-circles.ts";
import { readRule } from "./read-rule.ts";
import { rulebookOf } from "./rulebook.ts";
import { stageColumn } from "./features.ts";
import { askedBy } from "./rule.ts";
import type { RuleContext } from "./rule-kind.ts";
import type { Rule } from "./rule.ts";
import { segmentSchema } from "./segment-schema.ts";
import type { WrittenSegment } from "./segment-schema.ts";

/** A segments file that can be read at all. */
interface SegmentFile {
  readonly id: SegmentId;
  readonly document: YamlDocument;
}

const at = (file: string, message: string): Problem => ({
  severity: "error",
  place: { file, line: 1, column: 1 },
  message,
});

function openFile(file: string, text: string, problems: Problem[]): readonly SegmentFile[] {
  const id = segmentIdSchema.safeParse(file.slice("segments/".length, -".yaml".length));
  if (!id.success)
    problems.push(
      at(file, "a segment's file is named with small letters, digits and single dashes"),
    );
  const parsed = parseYaml(text, file);
  problems.push(...parsed.problems);
  const [document, second] = parsed.documents;
  if (second !== undefined)
    problems.push(at(file, "write one segment a file; a second one stands after ---"));
  return id.success && document !== undefined ? [{ id: id.data, document }] : [];
}

function targetsOf(id: SegmentId, name: string, written: WrittenSegment): readonly Target[] {
  return written.to.map(({ destination, use, label, approve }) => ({
    audience: audienceIdOf(id, destination),
    destination,
    label: label ?? name,
    use,
    approve,
  }));
}

function toSegment(
  { id, document }: SegmentFile,
  written: WrittenSegment,
  { settings }: Workspace,
): Segment {
  const name = written.name[settings.languages[0] ?? "en"] ?? id;
  return {
    id,
    names: written.name,
    name,
    why: written.why,
    owner: written.owner,
    stakeholders: written.stakeholders,
    review: written.review && { every: written.review.every, last: written.review.last },
    strategy: written.strategy,
    goals: written.goals,
    cards: written.cards,
    acknowledged: written.acknowledge.sensitive,
    value: written.value,
    was: written.was,
    firstId: written.was ?? id,
    exclude: written.exclude,
    holdout: written.holdout,
    exclusive: written.exclusive,
    guard: {
      shrink: written.guard.shrink ?? settings.guard.shrink,
      grow: written.guard.grow ?? settings.guard.grow,
      minimum: written.guard.minimum ?? settings.guard.minimum,
    },
    to: targetsOf(written.was ?? id, name, written),
    place: document.placeOf([]),
  };
}

/** What the schema alone cannot see: one audience asked for twice, a segment that excludes itself. */
function oddities({ document }: SegmentFile, segment: Segment): readonly Problem[] {
  const twice = segment.to.find(
    (one, index) => segment.to.findIndex((other) => other.audience === one.audience) !== index,
  );
  const severity = "error" as const;
  return [
    ...(twice === undefined
      ? []
      : [
          {
            severity,
            place: document.placeOf(["to"]),
            message: `${twice.destination} stands here twice; keep one`,
          },
        ]),
    ...(segment.exclude.includes(segment.id)
      ? [
          {
            severity,
            place: document.placeOf(["exclude"]),
            message: "a segment cannot exclude itself",
          },
        ]
      : []),
  ];
}

function readSegment(
  file: SegmentFile,
  context: RuleContext,
  problems: Problem[],
): readonly ReadSegment[] {
  const written = readYaml(segmentSchema(context), file.document);
  const hasWho =
    written.ok || !written.problems.some(({ message }) => message.startsWith("“who” is missing"));
  const rule = hasWho
    ? readRule(["who"], { document: file.document, context, problems })
    : undefined;
  if (!written.ok) {
    problems.push(...written.problems);
    return [];
  }
  const segment = toSegment(file, written.value, context.workspace);
  problems.push(...oddities(file, segment));
  return rule === undefined ? [] : [{ segment, rule, document: file.document }];
}

/** The rules of the journey's stages, in their order. */
function readStages(
  folder: Folder,
  context: RuleContext,
  problems: Problem[],
): ReadonlyMap<string, Rule> {
  const file = "workspace.yaml";
  const [document] = parseYaml(folder[file] ?? "", file).documents;
  const rules = new Map<string, Rule>();
  if (document === undefined) return rules;
  for (const [order, stage] of context.stages.entries()) {
    const rule = readRule(["journey", order, "who"], { document, context, problems });
    if (rule !== undefined) rules.set(stage, rule);
  }
  return rules;
}

/** The rules of destinations that take only some people. */
function readOnly(
  folder: Folder,
  context: RuleContext,
  problems: Problem[],
): ReadonlyMap<DestinationId, Rule> {
  const file = "destinations.yaml";
  const [document] = parseYaml(folder[file] ?? "", file).documents;
  const rules = new Map<DestinationId, Rule>();
  for (const { id, only } of context.workspace.destinations) {
    if (only === undefined || document === undefined) continue;
    const rule = readRule([id, "only"], { document, context, problems });
    if (rule !== undefined) rules.set(id, rule);
  }
  return rules;
}

function circleProblems(
  read: readonly ReadSegment[],
  stages: ReadonlyMap<string, Rule>,
): readonly Problem[] {
  const asks = new Map([
    ...read.map(({ segment, rule }) => [String(segment.id), askedBy(rule)] as const),
    ...[...stages].map(([stage, rule]) => [stageColumn(stage), askedBy(rule)] as const),
  ]);
  return findCircles(asks).map((circle) => ({
    severity: "error",
    place: read.find(({ segment }) => segment.id === circle[0])?.segment.place ?? {
      file: "workspace.yaml",
    },
    message: `these segments ask for each other in a circle: ${[...circle, circle[0]].join(" → ")}; break it`,
  }));
}

/**
 * Reads the whole folder: workspace, destinations, datasets and segments, with the rules inside.
 * The definitions are undefined when anything in the folder must be mended first.
 */
export function readDefinitions(folder: Folder): Reading<Rulebook> {
  const { workspace, problems: found } = readWorkspace(folder);
  const problems: Problem[] = [...found];
  const files = filesUnder(folder, "segments/").flatMap(([file, text]) =>
    openFile(file, text, problems),
  );
  if (workspace === undefined) return { definitions: undefined, problems };
  const context: RuleContext = {
    workspace,
    segments: files.map(({ id }) => id),
    stages: workspace.settings.journey.map(({ stage }) => stage),
  };
  const segments = files.flatMap((file) => readSegment(file, context, problems));
  const only = readOnly(folder, context, problems);
  const stages = readStages(folder, context, problems);
  const material: Material = { folder, workspace, segments, only, stages };
  const circles = circleProblems(segments, stages);
  problems.push(...circles, ...checkDefinitions(material, { circles: circles.length > 0 }));
  const definitions = problems.some(({ severity }) => severity === "error")
    ? undefined
    : rulebookOf(material, problems);
  return { definitions, problems };
}
