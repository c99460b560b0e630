import type * as z from "zod";
import type { Problem } from "./workspace.ts";
import type { YamlDocument, YamlPath } from "./parse-yaml.ts";

type Issue = z.core.$ZodIssue;

const kindWords: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  tuple: "a list",
  object: "a map (key: value)",
  record: "a map (key: value)",
  boolean: "true or false",
};

const kindOf = (value: unknown): string => {
  if (value === undefined) return "missing";
  return Array.isArray(value) ? "array" : typeof value;
};

function valueAt(value: unknown, path: YamlPath): unknown {
  let at: unknown = value;
  for (const step of path) {
    at = typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined;
  }
  return at;
}

const steps = (path: readonly PropertyKey[]): YamlPath =>
  path.map((step) => (typeof step === "symbol" ? String(step) : step));

/** What to write where something of the wrong kind stands. */
function wrongKind(
  expected: readonly string[],
  found: unknown,
  source: string | undefined,
): string {
  const plain = typeof found === "number" || typeof found === "boolean";
  if (expected.includes("string") && plain) {
    const written = source ?? String(found);
    return `found the ${typeof found} ${written} where text is wanted; write it in quotes: "${written}"`;
  }
  const words = [...new Set(expected.map((one) => kindWords[one] ?? one))].join(" or ");
  return `found ${kindWords[kindOf(found)] ?? kindOf(found)}; write ${words}`;
}

/** What was wanted where the value as a whole is of the wrong kind; of nothing else: nothing. */
function expectations(issue: Issue): readonly string[] {
  if (issue.path.length > 0) return [];
  if (issue.code === "invalid_type") return [issue.expected];
  return issue.code === "invalid_union" ? wanted(issue) : [];
}

const wanted = (issue: Extract<Issue, { code: "invalid_union" }>): readonly string[] =>
  issue.errors.flatMap((branch) => branch.flatMap(expectations));

const isMistaken = (issue: Issue): boolean =>
  issue.path.length === 0 &&
  (issue.code === "invalid_type" ||
    (issue.code === "invalid_union" && issue.errors.every((branch) => branch.some(isMistaken))));

/** Of the readings that were tried, the one that was meant: where the value itself was of the right kind. */
const meant = (issue: Extract<Issue, { code: "invalid_union" }>): readonly Issue[] | undefined =>
  issue.errors.find((branch) => !branch.some(isMistaken));

/** Where a key is unknown, what is said of the map as a whole follows from that. */
function essential(issues: readonly Issue[]): readonly Issue[] {
  const odd = new Set(
    issues.filter(({ code }) => code === "unrecognized_keys").map(({ path }) => path.join("/")),
  );
  return issues.filter(({ code, path }) => code !== "custom" || !odd.has(path.join("/")));
}

interface Reader {
  readonly yaml: YamlDocument;
  readonly under: YamlPath;
}

/** The wording of zod itself is replaced; what our own schemas say stands. */
function wording(issue: Issue, found: unknown, source: string | undefined): string {
  const own = !/^(Invalid|Too|Unrecognized)/.test(issue.message);
  if (own) return issue.message;
  if (issue.code === "invalid_union") return wrongKind(wanted(issue), found, source);
  if (issue.code === "invalid_type") return wrongKind([issue.expected], found, source);
  if (issue.code === "invalid_value") {
    return `found ${source ?? kindWords[kindOf(found)] ?? "something else"}; write ${issue.values.map(String).join(" or ")}`;
  }
  if (issue.code === "too_small") return tooSmall(issue.origin, Number(issue.minimum));
  if (issue.code === "too_big") return `too much; at most ${issue.maximum}`;
  return issue.message;
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "array")
    return minimum === 1 ? "the list is empty; write at least one" : `write at least ${minimum}`;
  if (origin === "string") return "the text is empty; write one";
  return `too little; at least ${minimum}`;
}

const unfit = (key: string): string => `“${key}” cannot stand here as a key`;

function problemsOf(issue: Issue, reader: Reader): readonly Problem[] {
  const path = [...reader.under, ...steps(issue.path)];
  const severity = "error" as const;
  if (issue.code === "unrecognized_keys") {
    const sentences = issue.message.split("\n");
    return issue.keys.map((key, at) => ({
      severity,
      place: reader.yaml.placeOfKey([...path, key]),
      message: sentences[at] ?? `unknown key “${key}”`,
    }));
  }
  if (issue.code === "invalid_key") {
    const [about] = issue.issues;
    const key = String(issue.path.at(-1));
    const message = about === undefined ? unfit(key) : wording(about, key, key);
    return [{ severity, place: reader.yaml.placeOfKey(path), message }];
  }
  if (issue.code === "invalid_union") {
    const branch = meant(issue);
    if (branch !== undefined)
      return essential(branch).flatMap((one) => problemsOf(one, { ...reader, under: path }));
  }
  const found = valueAt(reader.yaml.value, path);
  const last = path.at(-1);
  if (found === undefined && issue.code !== "custom" && typeof last === "string") {
    return [
      { severity, place: reader.yaml.placeOf(path), message: `“${last}” is missing; write it` },
    ];
  }
  return [
    {
      severity,
      place: reader.yaml.placeOf(path),
      message: wording(issue, found, reader.yaml.sourceOf(path)),
    },
  ];
}

/** A value that was read, or what is wrong with it. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a part of a document against a schema; every problem says its file, line and column. */
export function readYaml<T>(
  schema: z.ZodType<T>,
  yaml: YamlDocument,
  under: YamlPath = [],
): Read<T> {
  const found = schema.safeParse(valueAt(yaml.value, under));
  if (found.success) return { ok: true, value: found.data };
  return {
    ok: false,
    problems: essential(found.error.issues).flatMap((issue) => problemsOf(issue, { yaml, under })),
  };
}

/** The value of a part of a document, unchecked. */
export const partOf = (yaml: YamlDocument, path: YamlPath): unknown => valueAt(yaml.value, path);
