import type { Place } from "../../core/failure.ts";
import type { YamlDocument, YamlPath } from "../../workspace/parse-yaml.ts";
import { partOf } from "../../workspace/read-yaml.ts";
import type { WorkspaceSettings } from "../../workspace/workspace.ts";
import { clausesOf } from "../rule.ts";
import type { PlacedClause, Rule } from "../rule.ts";
import { findSensitive } from "../sensitive/find-sensitive.ts";
import { topicWords } from "../sensitive/sensitive-topics.ts";
import { foldText } from "../texts.ts";

/** Something that may not be said of people in an advertising audience, and where it stands. */
export interface Suspect {
  readonly place: Place;
  /** `“diabetes” suggests health`. */
  readonly says: string;
}

/** A text of the folder. */
interface PlacedText {
  readonly text: string;
  readonly place: Place;
}

/** What a text suggests, each topic once. */
export function suspectsIn({ text, place }: PlacedText): readonly Suspect[] {
  const topics = new Map(findSensitive(text).map(({ topic, word }) => [topic, word.trim()]));
  return [...topics].map(([topic, word]) => ({
    place,
    says: `“${word}” suggests ${topicWords(topic, "en")}`,
  }));
}

/** Keys whose values name segments: those are looked at by themselves. */
const naming: ReadonlySet<string> = new Set(["segment", "among"]);

/** Every text of a part of a document, keys among them. */
export function textsUnder(document: YamlDocument, path: YamlPath): readonly PlacedText[] {
  const found = partOf(document, path);
  if (typeof found === "string") return [{ text: found, place: document.placeOf(path) }];
  if (Array.isArray(found)) return found.flatMap((_, at) => textsUnder(document, [...path, at]));
  if (typeof found !== "object" || found === null) return [];
  return Object.keys(found)
    .filter((key) => !naming.has(key))
    .flatMap((key) => [
      { text: key, place: document.placeOfKey([...path, key]) },
      ...textsUnder(document, [...path, key]),
    ]);
}

const trimmed = (path: string): string => foldText(path).replaceAll(/^\/+|\/+$/g, "");

const isUnder = (path: string, category: string): boolean =>
  trimmed(path) === trimmed(category) || trimmed(path).startsWith(`${trimmed(category)}/`);

/** What the workspace itself marks as sensitive. */
function marked(
  { clause, place }: PlacedClause,
  { categories, attributes }: WorkspaceSettings["sensitive"],
): readonly Suspect[] {
  const columns = attributes.filter((name) => clause.asks.some(({ column }) => column === name));
  const paths = clause.asks.flatMap(({ path, texts }) => (path === true ? texts : []));
  const under = categories.filter((category) => paths.some((path) => isUnder(path, category)));
  return [...columns, ...under].map((mark) => ({
    place,
    says: `workspace.yaml marks “${mark}” as sensitive`,
  }));
}

/** A rule, and where it stands. */
export interface WrittenRule {
  readonly rule: Rule;
  readonly document: YamlDocument;
  readonly path: YamlPath;
}

/** What a rule itself asks for that is sensitive: by its words, and by the marks of the workspace. */
export const suspectsOfRule = (
  { rule, document, path }: WrittenRule,
  { sensitive }: WorkspaceSettings,
): readonly Suspect[] => [
  ...textsUnder(document, path).flatMap(suspectsIn),
  ...clausesOf(rule).flatMap((clause) => marked(clause, sensitive)),
];
