import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import type { LocalClock } from "./local-clock.ts";

/**
 * What is going on in the cloud. Work (an invocation, a delivery, a message) goes on in real
 * time; whoever only waits sleeps in virtual time: when nothing works any more, the clock moves
 * to the earliest sleeper. So a night of waiting takes no time, and no clock ever jumps under a
 * function that runs.
 */
export interface Flow {
  /** Work in flight: the clock does not jump meanwhile. */
  work<T>(job: () => Promise<T>): Promise<T>;
  /** Something that lasts and may sleep (an execution): `idle` waits for it, the clock does not. */
  last<T>(job: Promise<T>): Promise<T>;
  /** Sleeps in virtual time. */
  sleep(seconds: number): Promise<void>;
  /** When nothing works, lasts or sleeps. */
  idle(): Promise<void>;
  /** Wakes nobody any more. */
  stop(): void;
}

export interface FlowOptions {
  readonly clock: LocalClock;
  /** Told by how many seconds the clock moves, before the sleepers wake. */
  readonly onWait: (seconds: number) => void | Promise<void>;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

interface State {
  working: number;
  lasting: number;
  /** Grows with everything that happens, so that quiet can be told. */
  changes: number;
  isWatched: boolean;
  isStopped: boolean;
  sleepers: Sleeper[];
  idlers: (() => void)[];
}

/** Nothing has happened for so long: whoever is there, sleeps. */
const QUIET_MS = 4;

export function startFlow(options: FlowOptions): Flow {
  const state = newState();
  const change = (kind: "working" | "lasting", by: number) => {
    state[kind] += by;
    state.changes += 1;
    void watch(state, options);
  };
  async function counted<T>(kind: "working" | "lasting", job: () => Promise<T>): Promise<T> {
    change(kind, 1);
    try {
      return await job();
    } finally {
      change(kind, -1);
    }
  }
  return {
    work: (job) => counted("working", job),
    last: (job) => counted("lasting", () => job),
    sleep: (seconds) =>
      new Promise((wake) => {
        const due = options.clock.now().getTime() + Math.ceil(seconds * 1000);
        state.sleepers.push({ due, wake });
        change("lasting", 0);
      }),
    idle: () =>
      new Promise((tell) => {
        state.idlers.push(tell);
        change("lasting", 0);
      }),
    stop: () => {
      state.isStopped = true;
    },
  };
}

const newState = (): State => ({
  working: 0,
  lasting: 0,
  changes: 0,
  isWatched: false,
  isStopped: false,
  sleepers: [],
  idlers: [],
});

/** Whether quiet would lead to anything: somebody to wake, or somebody to tell. */
const isWorthWatching = (state: State): boolean =>
  !state.isStopped &&
  state.working === 0 &&
  (state.sleepers.length > 0 || (state.idlers.length > 0 && state.lasting === 0));

async function watch(state: State, options: FlowOptions): Promise<void> {
  if (state.isWatched) return;
  state.isWatched = true;
  while (isWorthWatching(state)) {
    const { changes } = state;
    await pause(QUIET_MS);
    // Timers may be late: let what was ready to run come first.
    await nextTurn();
    await nextTurn();
    if (state.changes !== changes || !isWorthWatching(state)) continue;
    if (state.sleepers.length > 0) await jumpToEarliest(state, options);
    else for (const tell of state.idlers.splice(0)) tell();
  }
  state.isWatched = false;
}

async function jumpToEarliest(state: State, { clock, onWait }: FlowOptions): Promise<void> {
  const due = Math.min(...state.sleepers.map((sleeper) => sleeper.due));
  const seconds = (due - clock.now().getTime()) / 1000;
  if (seconds > 0) {
    clock.moveBy(seconds);
    await onWait(seconds);
  }
  const awake = state.sleepers.filter((sleeper) => sleeper.due <= due);
  state.sleepers = state.sleepers.filter((sleeper) => sleeper.due > due);
  for (const { wake } of awake) wake();
}
