import { availableParallelism } from "node:os";
import type { FunctionSpec } from "./function-spec.ts";
import type { Instance, InstanceOptions, Outcome } from "./start-instance.ts";
import { startInstance } from "./start-instance.ts";
import type { WarmLimit } from "./warm-limit.ts";

export interface FunctionPool {
  /** Runs in a warm instance, a new one, or, at the limit, when one is free. */
  invoke(payload: string): Promise<Outcome>;
}

export interface PoolOptions {
  readonly spec: FunctionSpec;
  readonly limit: WarmLimit;
  readonly instance: InstanceOptions;
}

/** So many copies of one function may run at once, unless the template reserves fewer: as many as have a core. */
const MOST_AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

export function functionPool({ spec, limit, instance }: PoolOptions): FunctionPool {
  const most = Math.max(1, Math.min(spec.reserved ?? MOST_AT_ONCE, MOST_AT_ONCE));
  const free: Instance[] = [];
  const waiting: (() => void)[] = [];
  let running = 0;

  function take(): Instance {
    for (let warm = free.pop(); warm !== undefined; warm = free.pop()) {
      limit.claim(warm);
      if (warm.isAlive()) return warm;
      limit.drop(warm);
    }
    const fresh = startInstance(instance);
    limit.add(fresh);
    return fresh;
  }

  function giveBack(used: Instance) {
    if (!used.isAlive()) {
      limit.drop(used);
      return;
    }
    free.push(used);
    limit.rest(used, () => free.splice(free.indexOf(used), 1));
  }

  return {
    invoke: async (payload) => {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      const used = take();
      try {
        return await used.invoke(payload);
      } finally {
        giveBack(used);
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
