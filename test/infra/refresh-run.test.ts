import { StateMachine } from "aws-local-stepfunctions";
import { describe, expect, test } from "vitest";
import { installPromiseWithResolvers } from "../../lib/local/states/promise-with-resolvers.ts";
import { definitionsOf, statesOf } from "./fixtures/definitions.ts";
import type { Loose } from "./fixtures/loose.ts";
import { templates } from "./fixtures/templates.ts";

installPromiseWithResolvers();
const refresh: Loose = definitionsOf(templates())[0];
const states = statesOf(refresh);

interface Call {
  readonly step: string;
  readonly input: Loose;
}
type Answers = Record<string, (input: Loose, nth: number) => unknown>;

const failure = (name: string) => Object.assign(new Error("told"), { name });

/** Functions that note how they were called and answer as told, else that they are done. */
function functionsThat(answers: Answers, calls: Call[]): Loose {
  const answer = (step: string) => async (input: Loose) => {
    calls.push({ step, input });
    const nth = calls.filter((call) => call.step === step).length;
    return answers[step]?.(input, nth) ?? { done: true, wait: 0 };
  };
  return Object.fromEntries(states.map(([step]) => [step, answer(step)]));
}

/** Runs the synthesized graph; waiting takes no time. */
async function run(input: Loose, answers: Answers) {
  const calls: Call[] = [];
  const noTime = Object.fromEntries(states.map(([name]) => [name, 0]));
  const machine = new StateMachine(refresh, { validationOptions: { checkArn: false } });
  const execution = machine.run(input, {
    overrides: {
      taskResourceLocalHandlers: functionsThat(answers, calls),
      waitTimeOverrides: noTime,
      retryIntervalOverrides: noTime,
    },
  });
  const problem: Error | undefined = await execution.result.then(
    () => undefined,
    (wrapped: Loose) => wrapped.cause,
  );
  return { calls, problem, steps: calls.map((call) => call.step) };
}

describe("a run of it", () => {
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
      "CollectFiles",
      "BeginRun",
      "RemoveFirst-meta",
      "Compute",
      "Publish",
      "Push-meta",
      "Drift",
      "EndRun",
    ]);
    expect(calls[0]?.input).toEqual({});
    expect(calls[1]?.input).toEqual(night);
    expect(calls[2]?.input).toEqual({
      run: "r-1",
      now: night.now,
      audience: "vip@meta-main",
      platform: "meta",
      lane: "removals",
    });
    expect(calls[5]?.input.lane).toBe("all");
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

  test("goes on without the files whose events were lost, when they cannot be looked for", async () => {
    const { steps, problem } = await run(night, {
      ...begun(),
      CollectFiles: () => {
        throw failure("TypeError");
      },
    });
    expect(problem).toBeUndefined();
    expect(steps).toEqual(["CollectFiles", "BeginRun", "Compute", "Publish", "Drift", "EndRun"]);
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
    expect(new Set(reached)).toEqual(new Set(["a@m", "b@m"]));
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
    expect(steps).toEqual(["CollectFiles", "BeginRun"]);
    expect(problem?.name).toBe("InputProblem");
  });
});
