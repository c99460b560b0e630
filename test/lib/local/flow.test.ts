import { expect, test } from "vitest";
import { startFlow } from "../../../lib/local/flow.ts";
import { localClock } from "../../../lib/local/local-clock.ts";

const aFlow = () => {
  const waits: number[] = [];
  const clock = localClock(new Date("2026-03-01T00:00:00Z"));
  const flow = startFlow({ clock, onWait: (seconds) => void waits.push(Math.round(seconds)) });
  return { flow, clock, waits };
};

test("a night of waiting takes no time, and the clock shows it afterwards", async () => {
  const { flow, clock, waits } = aFlow();
  await flow.sleep(8 * 3600);
  expect(waits).toEqual([8 * 3600]);
  expect(clock.now().toISOString()).toMatch(/^2026-03-01T08:00:0/);
});

test("sleepers wake in the order of their time, and those that sleep together sleep once", async () => {
  const { flow, waits } = aFlow();
  const woke: string[] = [];
  const sleep = (name: string, seconds: number) => flow.sleep(seconds).then(() => woke.push(name));
  await Promise.all([sleep("late", 90), sleep("early", 30), sleep("as late", 90)]);
  expect(woke).toEqual(["early", "late", "as late"]);
  expect(waits.reduce((sum, seconds) => sum + seconds)).toBeLessThanOrEqual(91);
});

test("the clock never jumps under work in flight", async () => {
  const { flow, clock } = aFlow();
  const sleeping = flow.sleep(3600);
  await flow.work(async () => {
    const before = clock.now().getTime();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(clock.now().getTime() - before).toBeLessThan(1000);
  });
  await sleeping;
});

test("idle waits for work, for what lasts, and for sleepers", async () => {
  const { flow } = aFlow();
  const ended: string[] = [];
  void flow.last(flow.sleep(60).then(() => flow.work(async () => ended.push("execution"))));
  await flow.idle();
  expect(ended).toEqual(["execution"]);
});
