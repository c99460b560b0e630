import { didYouMean } from "../core/nearest.ts";
import type { YamlDocument, YamlPath } from "../workspace/parse-yaml.ts";
import { partOf, readYaml } from "../workspace/read-yaml.ts";
import type { Problem } from "../workspace/workspace.ts";
import type { RuleContext } from "./rule-kind.ts";
import { ruleKindOf, ruleKinds } from "./rule-kinds.ts";
import type { Rule } from "./rule.ts";

const combinators = ["all", "any", "not"] as const;

/** Where in a document a rule is read, and what it may refer to. */
export interface RuleReader {
  readonly document: YamlDocument;
  readonly context: RuleContext;
  readonly problems: Problem[];
}

/** A rule's place in the document, and within its `who`. */
interface At {
  readonly path: YamlPath;
  readonly within: readonly string[];
}

const under = (at: At, ...steps: readonly (string | number)[]): At => ({
  path: [...at.path, ...steps],
  within: [...at.within, ...steps.map(String)],
});

function refuse(reader: RuleReader, path: YamlPath, message: string): undefined {
  reader.problems.push({ severity: "error", place: reader.document.placeOf(path), message });
  return undefined;
}

/** The one key of a clause. */
function keyOf(found: unknown, at: At, reader: RuleReader): string | undefined {
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    return refuse(reader, at.path, "write a rule as a map with one key, such as lifecycle: loyal");
  }
  const keys = Object.keys(found);
  const [first, second] = keys;
  if (first === undefined)
    return refuse(reader, at.path, "an empty rule holds for everybody; write a rule");
  if (second === undefined) return first;
  const message = `a rule has one key, and here are ${keys.length} (${keys.join(", ")}); list them under all: or any:`;
  return refuse(reader, at.path, message);
}

function readList(is: "all" | "any", at: At, reader: RuleReader): Rule | undefined {
  const items = partOf(reader.document, at.path);
  if (!Array.isArray(items) || items.length === 0)
    return refuse(reader, at.path, `write a list of rules under ${is}`);
  const rules = items.map((_, index) => ruleAt(under(at, index), reader));
  const read = rules.filter((rule) => rule !== undefined);
  return read.length === rules.length ? { is, of: read } : undefined;
}

function readNot(at: At, reader: RuleReader): Rule | undefined {
  const rule = ruleAt(at, reader);
  return rule === undefined ? undefined : { is: "not", of: rule };
}

function readClause(key: string, at: At, reader: RuleReader): Rule | undefined {
  const kind = ruleKindOf(key);
  if (kind === undefined) {
    const known = [...combinators, ...Object.keys(ruleKinds)];
    const message = `unknown rule “${key}”.${didYouMean(key, known) || ` Known: ${known.join(", ")}.`}`;
    reader.problems.push({
      severity: "error",
      place: reader.document.placeOfKey(at.path),
      message,
    });
    return undefined;
  }
  const read = readYaml(kind.schema(reader.context), reader.document, at.path);
  const place = reader.document.placeOfKey(at.path);
  if (read.ok) return { is: "clause", path: at.within.join("/"), clause: read.value, place };
  reader.problems.push(...read.problems);
  return undefined;
}

function ruleAt(at: At, reader: RuleReader): Rule | undefined {
  const key = keyOf(partOf(reader.document, at.path), at, reader);
  if (key === undefined) return undefined;
  const inner = under(at, key);
  if (key === "all" || key === "any") return readList(key, inner, reader);
  return key === "not" ? readNot(inner, reader) : readClause(key, inner, reader);
}

/** Reads a `who` (or a destination's `only`) at a path of a document; what is wrong goes to the reader's problems. */
export const readRule = (path: YamlPath, reader: RuleReader): Rule | undefined =>
  ruleAt({ path, within: [] }, reader);
