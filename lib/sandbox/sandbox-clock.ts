/** The platforms' own clock: real time plus whatever it was moved by. Moved, never turned back. */
export interface SandboxClock {
  /** Milliseconds since 1970. */
  now(): number;
  moveBy(seconds: number): void;
}

/** A clock that starts at `start` (milliseconds) and goes on as `tick` does (default: real time). */
export function sandboxClock(start: number, tick: () => number = Date.now): SandboxClock {
  const begun = tick();
  let moved = 0;
  return {
    now: () => start + moved + (tick() - begun),
    moveBy: (seconds) => {
      if (seconds < 0) throw new RangeError("the sandbox's clock does not go back");
      moved += seconds * 1000;
    },
  };
}
