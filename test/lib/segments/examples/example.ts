import type { Folder } from "../../../../lib/workspace/workspace.ts";
import type { Dropped } from "../../compute/a-company.ts";

/** One example of the language: the rule as it is written, for whom it holds, how it is told. */
export interface Example {
  readonly rule: string;
  /** Everybody for whom it holds, in order. */
  readonly who: string;
  readonly words: readonly [en: string, fi: string, sv: string];
}

/** Examples over one small company, whose people differ from each other in one thing each. */
export interface Examples {
  readonly about: string;
  readonly dropped: Dropped;
  /** Files of the workspace that the rules need. */
  readonly folder?: Folder;
  /** Segments that the rules ask for. */
  readonly segments?: Readonly<Record<string, string>>;
  readonly examples: readonly Example[];
}

/** A workspace.yaml that says more than a small one. */
export const aWorkspaceWith = (more: string): Folder => ({
  "workspace.yaml": `name: Pohjolan Lemmikki\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n${more}\n`,
});

/** Attributes that the examples ask for. */
export const attributes: Folder = {
  "datasets/all.yaml": `
dataset: customers
attributes:
  club: { from: club, type: yes-no }
  points: { from: points, type: number }
  contract_end: { from: contract_end, type: date }
---
dataset: orders
attributes: { campaign: utm_campaign }
---
dataset: events
attributes: { campaign: utm_campaign }
`,
};

/** `one1 one2 one3`, in the order of texts. */
export const numbered = (name: string, many: number): readonly string[] =>
  Array.from({ length: many }, (_, at) => `${name}${at + 1}`).toSorted();

/** Customers of whom nothing is known but that they are there. */
export const people = (...names: readonly string[]) => names.map((memberId) => ({ memberId }));
