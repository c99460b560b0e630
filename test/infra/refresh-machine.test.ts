import aslValidator from "asl-validator";
import { describe, expect, test } from "vitest";
import { functionSpecs } from "../../infra/function-specs.ts";
import { functionNames } from "../../lib/app/names.ts";
import { definitionsOf, statesOf } from "./fixtures/definitions.ts";
import { templates } from "./fixtures/templates.ts";

const all = templates();
const definitions = definitionsOf(all);
const [refresh] = definitions;
if (refresh === undefined) throw new Error("no state machine");
const tasks = statesOf(refresh).filter(([, state]) => state.Type === "Task");

test.each(definitions)("the definition is valid Amazon States Language", (definition) => {
  // It fills in defaults, hence the copy.
  const { isValid, errorsText } = aslValidator(structuredClone(definition));
  expect(isValid ? "" : errorsText()).toBe("");
});

test("its steps are the functions of the pipeline, two of them in both lanes", () => {
  const called = tasks.map(([, state]) =>
    state.Resource?.split(":")
      .at(-1)
      ?.replace(/[0-9A-F]{8}$/, ""),
  );
  const steps = functionNames.slice(2).map((name) => name.replaceAll("-", ""));
  expect(new Set(called)).toEqual(new Set(steps));
});

describe.each(tasks)("step %s", (_, state) => {
  test("is tried again when waiting may help, never for whatever happened", () => {
    const errors = state.Retry?.flatMap((retry) => retry.ErrorEquals) ?? [];
    expect(errors).toEqual(
      expect.arrayContaining(["Lambda.ServiceException", "PlatformFailure", "Conflict"]),
    );
    expect(errors).not.toContain("States.ALL");
    expect(errors).not.toContain("States.TaskFailed");
  });

  test("does not end the run unseen: every error has somewhere to go", () => {
    expect(state.Catch?.map((one) => one.ErrorEquals)).toEqual([["States.ALL"]]);
  });

  test("waits a little longer than its function may take", () => {
    const name = functionNames.find((one) =>
      state.Resource?.includes(`:${one.replaceAll("-", "")}`),
    );
    expect(state.TimeoutSeconds).toBe(functionSpecs[name ?? "end-run"].timeout + 30);
  });

  test("is handed ids and dates only", () => {
    const given = Object.keys(state.Parameters ?? {}).map((key) => key.replace(".$", ""));
    const known = ["run", "now", "trigger", "audience", "platform", "lane", "outcome", "error"];
    expect(given.filter((key) => !known.includes(key))).toEqual([]);
  });
});

test("the logs of the machine hold no data, and it is traced", () => {
  const [machine] = all.ofType("AWS::StepFunctions::StateMachine");
  expect(machine?.Properties["LoggingConfiguration"]).toMatchObject({
    IncludeExecutionData: false,
    Level: "ALL",
  });
  expect(machine?.Properties["TracingConfiguration"]).toEqual({ Enabled: true });
});

test("it uses nothing that the local runner would skip", () => {
  const text = JSON.stringify(refresh);
  for (const field of [
    "QueryLanguage",
    "Assign",
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "waitForTaskToken",
    "$$.State",
    "$$.Execution.StartTime",
  ])
    expect(text).not.toContain(field);
});
