import type { Instance } from "./start-instance.ts";

/** All warm instances of the cloud. A laptop keeps few: whoever rested longest goes first. */
export interface WarmLimit {
  add(instance: Instance): void;
  /** It rests: it may be taken away, as long as nobody claims it again. */
  rest(instance: Instance, forget: () => void): void;
  claim(instance: Instance): void;
  drop(instance: Instance): void;
  retireAll(): Promise<void>;
}

/** Each worker holds its bundle and its heap in our own process. A night calls eight functions in turn: with fewer, each is cold each time. */
const MOST_WARM = 7;

export function warmLimit(): WarmLimit {
  const all = new Set<Instance>();
  const resting = new Map<Instance, () => void>();
  const drop = (instance: Instance) => {
    all.delete(instance);
    resting.delete(instance);
  };
  function makeRoom() {
    for (const [instance, forget] of resting) {
      if (all.size <= MOST_WARM) return;
      drop(instance);
      forget();
      void instance.retire();
    }
  }
  return {
    add: (instance) => {
      all.add(instance);
      makeRoom();
    },
    rest: (instance, forget) => {
      resting.set(instance, forget);
      makeRoom();
    },
    claim: (instance) => {
      resting.delete(instance);
    },
    drop,
    retireAll: async () => {
      const everybody = [...all];
      all.clear();
      resting.clear();
      await Promise.all(everybody.map((instance) => instance.retire()));
    },
  };
}
