import aslValidator from "asl-validator";
import { StateMachine } from "aws-local-stepfunctions";
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
  const { isValid, errorsText } = aslValidator(definition as never);
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
    const given = Object.keys(state["Parameters"] as object).map((key) => key.replace(".$", ""));
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

describe("a run of it", () => {
  type Call = { readonly step: string; readonly input: any };
  type Answer = (input: any, nth: number) => unknown;
  const failure = (name: string) => Object.assign(new Error("told"), { name });

  /** Runs the synthesized graph with functions that answer as told; waiting takes no time. */
  async function run(input: object, answers: Record<string, Answer>) {
    const calls: Call[] = [];
    const handlers = Object.fromEntries(
      tasks.map(([step]) => [
        step,
        (given: unknown) => {
          calls.push({ step, input: given });
          const nth = calls.filter((call) => call.step === step).length;
          return Promise.resolve(answers[step]?.(given, nth) ?? { done: true, wait: 0 });
        },
      ]),
    );
    const names = statesOf(refresh as never).map(([name]) => name);
    const machine = new StateMachine(refresh as never, { validationOptions: { checkArn: false } });
    const execution = machine.run(input as never, {
      overrides: {
        taskResourceLocalHandlers: handlers as never,
        waitTimeOverrides: Object.fromEntries(names.map((name) => [name, 0])),
        retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, 0])),
      },
    });
    const problem = await execution.result.then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    return { calls, problem, steps: calls.map((call) => call.step) };
  }

  const night = { now: "2026-11-24T03:00:00Z", trigger: "nightly" };
  const begun = (...audiences: [string, string][]) => ({
    BeginRun: () => ({
      run: "r-1",
      now: night.now,
      audiences: audiences.map(([audience, platform]) => ({ audience, platform })),
    }),
  });

  test("removes first, then computes, publishes, pushes, checks and closes", async () => {
    const { steps, calls, problem } = await run(night, begun(["vip@meta-main", "meta"]));
    expect(problem).toBeUndefined();
    expect(steps).toEqual([
      "BeginRun",
      "RemoveFirst-meta",
      "Compute",
      "Publish",
      "Push-meta",
      "Drift",
      "EndRun",
    ]);
    expect(calls[0]?.input).toEqual(night);
    expect(calls[1]?.input).toEqual({
      run: "r-1",
      now: night.now,
      audience: "vip@meta-main",
      platform: "meta",
      lane: "removals",
    });
    expect(calls[4]?.input.lane).toBe("all");
    expect(calls.at(-1)?.input).toEqual({ run: "r-1", outcome: "finished" });
  });

  test("waits for the other uploads first, when an upload asked for it", async () => {
    const { steps, problem } = await run(
      { ...night, trigger: "upload", startAt: "2026-11-24T03:05:00Z" },
      begun(),
    );
    expect(problem).toBeUndefined();
    expect(steps).toEqual(["BeginRun", "Compute", "Publish", "Drift", "EndRun"]);
  });

  test("calls each platform's own function, and again until that is done", async () => {
    const { calls, problem } = await run(night, {
      ...begun(["a@m", "meta"], ["b@g", "google-data-manager"], ["c@o", "google-ads"]),
      "Push-google-ads": (_, nth) => ({ done: nth === 3, wait: 30 }),
    });
    expect(problem).toBeUndefined();
    const pushed = calls.filter((call) => call.input.lane === "all");
    expect(pushed.map((call) => `${call.step} ${call.input.audience}`).toSorted()).toEqual([
      "Push-google-ads c@o",
      "Push-google-ads c@o",
      "Push-google-ads c@o",
      "Push-google-data-manager b@g",
      "Push-meta a@m",
    ]);
    expect(Object.keys(pushed.at(-1)?.input)).not.toContain("push");
  });

  test("goes on with the other audiences when one fails", async () => {
    const { calls, steps, problem } = await run(night, {
      ...begun(["a@m", "meta"], ["b@m", "meta"], ["c@x", "unheard-of"]),
      "Push-meta": (input) => {
        if (input.audience === "a@m") throw failure("TypeError");
        return { done: true, wait: 0 };
      },
    });
    expect(problem).toBeUndefined();
    const reached = calls.filter((call) => call.step === "Push-meta").map((c) => c.input.audience);
    expect(reached.toSorted()).toEqual(["a@m", "b@m"]);
    expect(steps.at(-1)).toBe("EndRun");
  });

  test("tries a platform that is unwell again", async () => {
    const { steps } = await run(night, {
      ...begun(["a@m", "meta"]),
      "Push-meta": (_, nth) => {
        if (nth < 3) throw failure("PlatformFailure");
        return { done: true, wait: 0 };
      },
    });
    expect(steps.filter((step) => step === "Push-meta")).toHaveLength(3);
  });

  test("waits while another run holds the lease", async () => {
    const { steps, problem } = await run(night, {
      BeginRun: (_, nth) => {
        if (nth < 100) throw failure("Busy");
        return begun().BeginRun();
      },
    });
    expect(problem).toBeUndefined();
    expect(steps.filter((step) => step === "BeginRun")).toHaveLength(100);
  });

  test.each(["Compute", "Publish", "Drift"])(
    "is closed as failed, and fails with the cause, when %s fails; removals have gone out",
    async (step) => {
      const { calls, steps, problem } = await run(night, {
        ...begun(["a@m", "meta"]),
        [step]: () => {
          throw failure("TypeError");
        },
      });
      expect(steps).toContain("RemoveFirst-meta");
      expect(calls.at(-1)).toMatchObject({
        step: "EndRunFailed",
        input: { run: "r-1", outcome: "failed", error: { Error: "TypeError" } },
      });
      expect(problem?.name).toBe("TypeError");
    },
  );

  test("fails at once when it cannot begin, with nothing to close", async () => {
    const { steps, problem } = await run(night, {
      BeginRun: () => {
        throw failure("InputProblem");
      },
    });
    expect(steps).toEqual(["BeginRun"]);
    expect(problem?.name).toBe("InputProblem");
  });
});
