import { PlatformFailure } from "../../core/failure.ts";

/** How long a call of ours, of one or more requests, may still take. */
export interface Deadline {
  /** Milliseconds left. Throws an unknown outcome when time is over: nothing may be started any more. */
  left(): number;
  /** The outcome of `work`, or an unknown outcome when time is over first. */
  within<T>(work: Promise<T>): Promise<T>;
}

const outOfTime = () =>
  new PlatformFailure("Google did not answer in time: what was sent may or may not have arrived", {
    code: "unknown-outcome",
    remedy: "later",
  });

/** Starts to count. The libraries' own timeouts are minutes and more, and count each try anew. */
export function startDeadline(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  const left = () => {
    const ms = Math.ceil(end - performance.now());
    if (ms <= 0) throw outOfTime();
    return ms;
  };
  return {
    left,
    within: async (work) => {
      let timer: NodeJS.Timeout | undefined;
      const over = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(outOfTime()), end - performance.now());
      });
      try {
        return await Promise.race([work, over]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
