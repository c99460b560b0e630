import type { Json, JsonObject } from "../template/json.ts";
import { asText, isArray, isObject } from "../template/json.ts";

/** What a Task does here, by the name of its state. */
export interface PreparedDefinition {
  readonly definition: JsonObject;
  /** Tasks of the template: the resource they call. */
  readonly tasks: ReadonlyMap<string, string>;
  /** Wait states, played as Tasks that sleep in the cloud's time. */
  readonly waits: ReadonlySet<string>;
}

/** Longer than any execution (23 days; timers hold no more than 24): AWS knows no default timeout, the library 60 s. */
const NO_TIMEOUT_SECONDS = 2_000_000;

/**
 * Makes a checked definition ready for the library: each Wait becomes a Task whose handler
 * sleeps (the library could only skip it, unseen), and Tasks without a timeout get a very long one.
 */
export function prepareDefinition(definition: JsonObject): PreparedDefinition {
  const tasks = new Map<string, string>();
  const waits = new Set<string>();

  function prepareState(name: string, state: JsonObject): JsonObject {
    if (state["Type"] === "Wait") {
      waits.add(name);
      return playedWait(state);
    }
    if (state["Type"] === "Task") {
      tasks.set(name, asText(state["Resource"]));
      return { TimeoutSeconds: NO_TIMEOUT_SECONDS, ...state };
    }
    return Object.fromEntries(
      Object.entries(state).map(([field, value]) => [field, prepareInner(field, value)]),
    );
  }
  function prepareInner(field: string, value: Json): Json {
    if (field === "Branches" && isArray(value))
      return value.map((branch) => (isObject(branch) ? prepareStates(branch) : branch));
    if ((field === "ItemProcessor" || field === "Iterator") && isObject(value))
      return prepareStates(value);
    return value;
  }
  function prepareStates(container: JsonObject): JsonObject {
    const States = isObject(container["States"]) ? container["States"] : {};
    const prepared = Object.entries(States).map(([name, state]): [string, Json] => [
      name,
      isObject(state) ? prepareState(name, state) : state,
    ]);
    return { ...container, States: Object.fromEntries(prepared) };
  }
  return { definition: prepareStates(definition), tasks, waits };
}

function playedWait(wait: JsonObject): JsonObject {
  const { Seconds, Timestamp, SecondsPath, TimestampPath, Type: _, ...rest } = wait;
  const asked: Record<string, Json> = {};
  if (Seconds !== undefined) asked["seconds"] = Seconds;
  if (Timestamp !== undefined) asked["until"] = Timestamp;
  if (SecondsPath !== undefined) asked["seconds.$"] = SecondsPath;
  if (TimestampPath !== undefined) asked["until.$"] = TimestampPath;
  return {
    ...rest,
    Type: "Task",
    Resource: "wait",
    Parameters: asked,
    ResultPath: null,
    TimeoutSeconds: NO_TIMEOUT_SECONDS,
  };
}
