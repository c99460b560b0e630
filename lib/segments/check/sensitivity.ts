import { stageColumn } from "../features.ts";
import { askedBy, clausesOf } from "../rule.ts";
import type { Rule } from "../rule.ts";
import { suspectsIn, suspectsOfRule, textsUnder } from "./find-suspects.ts";
import type { Suspect } from "./find-suspects.ts";
import { documentOf } from "./material.ts";
import type { Material, ReadSegment } from "./material.ts";

/** What a segment is called: its id, its names, its labels at platforms. */
const saidNames = ({ document, segment }: ReadSegment): readonly Suspect[] =>
  [
    { text: segment.id, place: segment.place },
    ...textsUnder(document, ["name"]),
    ...textsUnder(document, ["to"]),
  ].flatMap(suspectsIn);

/** The same thing in the same place is told once. */
export const distinct = (of: readonly Suspect[]): readonly Suspect[] => [
  ...new Map(of.map((one) => [JSON.stringify(one), one])).values(),
];

/** Segments and stages that are sensitive themselves, by the columns that rules ask for them by. */
export class Sensitivity {
  readonly #material: Material;
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #own = new Map<string, readonly Suspect[]>();

  constructor(material: Material) {
    this.#material = material;
    const { segments, stages, workspace } = material;
    this.#rules = new Map([
      ...segments.map(({ segment, rule }) => [String(segment.id), rule] as const),
      ...[...stages].map(([stage, rule]) => [stageColumn(stage), rule] as const),
    ]);
    for (const read of segments)
      this.#own.set(
        read.segment.id,
        distinct([
          ...saidNames(read),
          ...suspectsOfRule({ ...read, path: ["who"] }, workspace.settings),
        ]),
      );
    this.#readStages();
  }

  #readStages(): void {
    const document = documentOf(this.#material, "workspace.yaml");
    if (document === undefined) return;
    const { settings } = this.#material.workspace;
    for (const [at, { stage }] of settings.journey.entries()) {
      const rule = this.#material.stages.get(stage);
      const path = ["journey", at, "who"];
      if (rule !== undefined)
        this.#own.set(stageColumn(stage), suspectsOfRule({ rule, document, path }, settings));
    }
  }

  own = (name: string): readonly Suspect[] => this.#own.get(name) ?? [];

  /** Why membership of something says something sensitive: by itself, or by what it asks for. */
  #because(name: string, way: readonly string[]): string | undefined {
    const acknowledged = this.#material.segments.find(({ segment }) => segment.id === name)?.segment
      .acknowledged;
    if (acknowledged !== undefined) return "is acknowledged as sensitive";
    const [first] = this.own(name);
    if (first !== undefined) return `is sensitive: ${first.says}`;
    const rule = this.#rules.get(name);
    const asked = rule === undefined || way.includes(name) ? [] : askedBy(rule);
    return asked.map((one) => this.#because(one, [...way, name])).find((one) => one !== undefined);
  }

  /** What a rule takes over from the segments and stages that it asks for. */
  inherited = (rule: Rule): readonly Suspect[] =>
    clausesOf(rule).flatMap(({ clause, place }) =>
      [...clause.references, ...clause.stages.map(stageColumn)].flatMap((name) => {
        const because = this.#because(name, []);
        return because === undefined
          ? []
          : [{ place, says: `this asks for “${name}”, which ${because}` }];
      }),
    );
}
