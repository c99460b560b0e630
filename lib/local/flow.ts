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

/** Nothing has happened for so long: whoever is there, sleeps. */
const QUIET_MS = 4;

export function startFlow({ clock, onWait }: FlowOptions): Flow {
  const state = { working: 0, lasting: 0, changes: 0, watching: false, stopped: false };
  let sleepers: Sleeper[] = [];
  let idlers: (() => void)[] = [];

  const isIdle = () => state.working === 0 && state.lasting === 0 && sleepers.length === 0;
  const needsWatch = () => !state.stopped && (sleepers.length > 0 || idlers.length > 0);

  async function jumpToEarliest() {
    const due = Math.min(...sleepers.map((sleeper) => sleeper.due));
    const seconds = Math.max(0, due - clock.now().getTime()) / 1000;
    if (seconds > 0) {
      clock.moveBy(seconds);
      await onWait(seconds);
    }
    const awake = sleepers.filter((sleeper) => sleeper.due <= due);
    sleepers = sleepers.filter((sleeper) => sleeper.due > due);
    for (const sleeper of awake) sleeper.wake();
  }

  async function settle() {
    const before = state.changes;
    await pause(QUIET_MS);
    await nextTurn();
    await nextTurn();
    if (state.stopped || state.working > 0 || state.changes !== before) return;
    if (sleepers.length > 0) return jumpToEarliest();
    if (!isIdle()) return;
    const waiting = idlers;
    idlers = [];
    for (const tell of waiting) tell();
  }

  async function watch() {
    if (state.watching) return;
    state.watching = true;
    try {
      while (needsWatch() && state.working === 0 && (sleepers.length > 0 || isIdle()))
        await settle();
    } finally {
      state.watching = false;
    }
  }

  const changed = (by: { working?: number; lasting?: number }) => {
    state.working += by.working ?? 0;
    state.lasting += by.lasting ?? 0;
    state.changes += 1;
    if (needsWatch()) void watch();
  };

  return {
    work: async (job) => {
      changed({ working: 1 });
      try {
        return await job();
      } finally {
        changed({ working: -1 });
      }
    },
    last: async (job) => {
      changed({ lasting: 1 });
      try {
        return await job;
      } finally {
        changed({ lasting: -1 });
      }
    },
    sleep: (seconds) =>
      new Promise((wake) => {
        sleepers.push({ due: clock.now().getTime() + Math.ceil(seconds * 1000), wake });
        changed({});
      }),
    idle: () =>
      new Promise((tell) => {
        idlers.push(tell);
        changed({});
      }),
    stop: () => {
      state.stopped = true;
    },
  };
}
