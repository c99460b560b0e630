import { expect, test } from "vitest";
import { checkDefinition } from "../../../../lib/local/states/check-definition.ts";

const lambda = "arn:aws:lambda:eu-north-1:000000000000:function:push";
const task = { Type: "Task", Resource: lambda, End: true };
const check = (state: object, machine: object = {}) =>
  checkDefinition(
    "refresh",
    { StartAt: "S", States: { S: { ...state } }, ...machine },
    (resource) => [lambda, "arn:aws:states:::lambda:invoke"].includes(resource),
  );
const map = (more: object, processor: object = {}) => ({
  Type: "Map",
  End: true,
  ItemProcessor: { StartAt: "In", States: { In: { Type: "Pass", End: true } }, ...processor },
  ...more,
});

test("a definition that the library runs faithfully passes", () => {
  const selector = { ItemSelector: { "a.$": "$$.Map.Item.Value", "b.$": "$$.Execution.Name" } };
  const retry = [{ ErrorEquals: ["Busy"], IntervalSeconds: 60, MaxAttempts: 3 }];
  expect(() => check({ ...task, Retry: retry, TimeoutSeconds: 5 })).not.toThrow();
  expect(() => check(map(selector))).not.toThrow();
  expect(() => check({ ...task, QueryLanguage: "JSONPath" })).not.toThrow();
});

test.each([
  ["JSONata", { ...task, QueryLanguage: "JSONata" }, "query language JSONata"],
  ["variables", { ...task, Assign: { a: 1 } }, "S uses Assign"],
  ["JSONata's output", { ...task, Output: "{% 1 %}" }, "S uses Output"],
  ["JSONata's arguments", { ...task, Arguments: {} }, "S uses Arguments"],
  ["heartbeats", { ...task, HeartbeatSeconds: 5 }, "S uses HeartbeatSeconds"],
  ["item readers", map({ ItemReader: {} }), "S uses ItemReader"],
  ["item batchers", map({ ItemBatcher: {} }), "S uses ItemBatcher"],
  ["result writers", map({ ResultWriter: {} }), "S uses ResultWriter"],
  ["tolerated failures", map({ ToleratedFailureCount: 1 }), "S uses ToleratedFailureCount"],
  ["distributed maps", map({}, { ProcessorConfig: { Mode: "DISTRIBUTED" } }), "distributed map"],
  [
    "nested executions",
    { ...task, Resource: "arn:aws:states:::states:startExecution.sync:2" },
    "startExecution.sync:2",
  ],
  [
    "task tokens",
    { ...task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken" },
    "waitForTaskToken",
  ],
  ["the state's name", { ...task, Parameters: { "a.$": "$$.State.Name" } }, "reads $$.State.Name"],
  [
    "the start time",
    { ...task, Parameters: { "a.$": "$$.Execution.StartTime" } },
    "reads $$.Execution.StartTime",
  ],
  [
    "the item outside its map",
    { ...task, Parameters: { "a.$": "$$.Map.Item.Value" } },
    "reads $$.Map.Item.Value",
  ],
  [
    "the token inside a function",
    { ...task, Parameters: { "a.$": "States.Format('{}', $$.Task.Token)" } },
    "reads $$.Task.Token",
  ],
  [
    "unknown retry fields",
    { ...task, Retry: [{ ErrorEquals: ["A"], Extra: 1 }] },
    "S's Retry uses Extra",
  ],
  [
    "an input path on a wait",
    { Type: "Wait", Seconds: 1, InputPath: "$.a", End: true },
    "S uses InputPath",
  ],
  [
    "a name used twice",
    map({}, { States: { S: { Type: "Pass", End: true } } }),
    "two states are called S",
  ],
])("%s: refused, since the library leaves it out or gets it wrong", (_, state, message) => {
  expect(() => check(state)).toThrow(message);
});

test("what stands deep inside is refused as well", () => {
  const inner = { States: { In: { ...task, Assign: {} } } };
  expect(() => check(map({}, inner))).toThrow("In uses Assign");
  expect(() => check(task, { QueryLanguage: "JSONata" })).toThrow("the machine uses the query");
});
