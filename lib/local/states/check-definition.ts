import type { Json, JsonObject } from "../template/json.ts";
import { asText, isArray, isObject } from "../template/json.ts";
import { Unsupported } from "../template/unsupported.ts";

const everyState = ["Type", "Comment", "QueryLanguage"];
const paths = ["InputPath", "OutputPath"];
const next = ["Next", "End"];
const results = ["ResultPath", "ResultSelector", "Retry", "Catch"];

/** The fields that aws-local-stepfunctions 3.0.0 honours. It leaves out any other without a word. */
const fields: Readonly<Record<string, readonly string[]>> = {
  Task: [
    ...paths,
    ...next,
    ...results,
    "Resource",
    "Parameters",
    "TimeoutSeconds",
    "TimeoutSecondsPath",
  ],
  Parallel: [...paths, ...next, ...results, "Branches", "Parameters"],
  Map: [
    ...paths,
    ...next,
    ...results,
    "Iterator",
    "ItemProcessor",
    "Parameters",
    "ItemSelector",
    "ItemsPath",
    "MaxConcurrency",
    "MaxConcurrencyPath",
  ],
  Pass: [...paths, ...next, "ResultPath", "Parameters", "Result"],
  Wait: [...next, "Seconds", "Timestamp", "SecondsPath", "TimestampPath"],
  Choice: [...paths, "Choices", "Default"],
  Succeed: paths,
  Fail: ["Cause", "CausePath", "Error", "ErrorPath"],
};

const machine = ["StartAt", "States", "Comment", "Version", "TimeoutSeconds", "QueryLanguage"];
const processor = ["StartAt", "States", "Comment", "ProcessorConfig"];
const retrier = [
  "ErrorEquals",
  "IntervalSeconds",
  "MaxAttempts",
  "BackoffRate",
  "MaxDelaySeconds",
  "JitterStrategy",
];
const catcher = ["ErrorEquals", "Next", "ResultPath", "Comment"];

/** What the library keeps right in the context object; the item only where a Map picks it. */
const contextPaths = /^\$\$\.(Execution\.(Id|Name)|StateMachine\.(Id|Name))\b/;
const itemPath = /^\$\$\.Map\.Item\.(Value|Index)\b/;

/**
 * Refuses, by name, every part of a definition that the library would leave out or get wrong:
 * JSONata, variables, distributed maps, task tokens, service integrations, parts of the context object.
 * @param isResource whether a Task's Resource is something that runs here
 */
export function checkDefinition(
  name: string,
  definition: JsonObject,
  isResource: (resource: string) => boolean,
): void {
  const check: Check = { name, isResource, seen: new Set() };
  onlyFields(check, { where: "the machine", known: machine }, definition);
  checkLanguage(check, "the machine", definition);
  checkStates(check, definition);
}

interface Check {
  readonly name: string;
  readonly isResource: (resource: string) => boolean;
  readonly seen: Set<string>;
}

const refuse = ({ name }: Check, what: string): never => {
  throw new Unsupported(`The state machine ${name} cannot run locally: ${what}.`);
};

function onlyFields(
  check: Check,
  { where, known }: { where: string; known: readonly string[] },
  value: JsonObject,
) {
  const unknown = Object.keys(value).filter((field) => !known.includes(field));
  if (unknown.length > 0) refuse(check, `${where} uses ${unknown.join(", ")}`);
}

function checkLanguage(check: Check, where: string, { QueryLanguage }: JsonObject) {
  if (QueryLanguage !== undefined && QueryLanguage !== "JSONPath")
    refuse(check, `${where} uses the query language ${asText(QueryLanguage)}`);
}

function checkStates(check: Check, { States }: JsonObject) {
  for (const [state, value] of Object.entries(isObject(States) ? States : {})) {
    if (check.seen.has(state)) refuse(check, `two states are called ${state}`);
    check.seen.add(state);
    if (!isObject(value)) return refuse(check, `${state} is no state`);
    checkState(check, state, value);
  }
}

function checkState(check: Check, state: string, value: JsonObject) {
  const known = fields[asText(value["Type"])];
  if (known === undefined) return refuse(check, `${state} is a ${asText(value["Type"])}`);
  onlyFields(check, { where: state, known: [...everyState, ...known] }, value);
  checkLanguage(check, state, value);
  for (const [field, knownIn] of [
    ["Retry", retrier],
    ["Catch", catcher],
  ] as const) {
    for (const item of asObjects(value[field]))
      onlyFields(check, { where: `${state}'s ${field}`, known: knownIn }, item);
  }
  if (value["Type"] === "Task" && !check.isResource(asText(value["Resource"])))
    refuse(check, `${state} calls ${asText(value["Resource"])}`);
  checkPaths(check, state, value);
  checkInner(check, state, value);
}

const asObjects = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter(isObject) : [];

function checkInner(check: Check, state: string, value: JsonObject) {
  for (const branch of asObjects(value["Branches"])) checkStates(check, branch);
  const inner = value["ItemProcessor"] ?? value["Iterator"];
  if (!isObject(inner)) return;
  onlyFields(check, { where: `${state}'s processor`, known: processor }, inner);
  const config = inner["ProcessorConfig"];
  if (isObject(config) && (config["Mode"] ?? "INLINE") !== "INLINE")
    refuse(check, `${state} is a distributed map`);
  checkStates(check, inner);
}

const nested = new Set(["Branches", "ItemProcessor", "Iterator"]);

/** Every text that points into the context object. */
function checkPaths(check: Check, state: string, value: JsonObject) {
  for (const [field, part] of Object.entries(value)) {
    if (nested.has(field)) continue;
    const mayPickItem = value["Type"] === "Map" && ["ItemSelector", "Parameters"].includes(field);
    const isKnown = (path: string) =>
      contextPaths.test(path) || (mayPickItem && itemPath.test(path));
    const read = textsOf(part).flatMap((text) => text.match(/\$\$\.[\w.]+/g) ?? []);
    for (const path of read) if (!isKnown(path)) refuse(check, `${state} reads ${path}`);
  }
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (isArray(value)) return value.flatMap(textsOf);
  return isObject(value) ? Object.values(value).flatMap(textsOf) : [];
}
