import { expect, test } from "vitest";
import { sandboxClock } from "../../../lib/sandbox/sandbox-clock.ts";

test("the clock goes on by itself and by what it is moved, and never back", () => {
  let real = 5_000;
  const clock = sandboxClock(1_000_000, () => real);
  expect(clock.now()).toBe(1_000_000);
  real += 2_000;
  clock.moveBy(60);
  expect(clock.now()).toBe(1_062_000);
  expect(() => clock.moveBy(-1)).toThrow(RangeError);
});
