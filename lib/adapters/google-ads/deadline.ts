import { PlatformFailure } from "../../core/failure.ts";

/** How long a whole call of ours may still take. */
export interface Deadline {
  /** Milliseconds left, at least 1. */
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
  const left = () => Math.max(1, Math.ceil(end - performance.now()));
  return {
    left,
    within: async (work) => {
      let timer: NodeJS.Timeout | undefined;
      const over = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(outOfTime()), left());
      });
      try {
        return await Promise.race([work, over]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
