import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { PlatformFailure } from "../../lib/core/failure.ts";
import type { AudiencePlatform, DeliveryOutcome } from "../../lib/push/ports.ts";
import type { FaultName } from "../../lib/sandbox/faults.ts";
import { startSandbox, type Sandbox } from "../../lib/sandbox/start-sandbox.ts";
import type { SqlRow } from "../../lib/sql/engine.ts";

export const AD_ACCOUNT = "1234567890";
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const START = new Date("2026-11-22T01:00:00Z");

/** How a test wants its adapter; everything else is as in the sandbox. */
export interface Wish {
  readonly timeoutMs?: number;
  readonly deadToken?: boolean;
  readonly membershipDays?: number;
}

/** One platform under the contract. */
export interface PlatformUnderTest {
  readonly name: string;
  open(sandbox: Sandbox, wish: Wish): AudiencePlatform;
  /** A row as the planner makes it: hashed, with the cells that the person has. */
  row(
    person: string,
    has?: { readonly phone?: boolean; readonly address?: boolean; readonly plainEmail?: string },
  ): SqlRow;
  /** What the platform must then hold of that row. */
  held(row: SqlRow): unknown;
  /** What the platform holds of the audience. */
  members(sandbox: Sandbox, platformId: string): readonly unknown[];
  audiences(sandbox: Sandbox): readonly { readonly id: string; readonly name: string }[];
  /** The call that creates an audience: part of its path, and the how manieth of `ensure` it is on a short list. */
  readonly creates: { readonly path: string; readonly nth: number };
  /** Part of the path of the first call of a delivery. */
  readonly moves: string;
  /** Refusals that only a person can end: the sandbox's fault, and our code for it. */
  readonly refusals: Partial<Record<FaultName, string>>;
  /** What no message may contain. */
  readonly secrets: readonly string[];
}

/** The failure of a call; fails the test when there is none. */
export async function failureOf(call: Promise<unknown>): Promise<PlatformFailure> {
  const error: unknown = await call.then(
    () => new Error("the call did not fail"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof PlatformFailure) return error;
  throw error;
}

const text = (values: readonly unknown[]) =>
  values.map((value) => JSON.stringify(value)).toSorted();

/** A platform on its sandbox, with an audience of its own for each test. */
export function platformBench(under: PlatformUnderTest) {
  let sandbox: Sandbox;
  let platform: AudiencePlatform;
  let made = 0;
  let id = "";
  beforeAll(async () => {
    sandbox = await startSandbox({ now: START });
    platform = under.open(sandbox, {});
  });
  afterAll(() => sandbox.close());
  beforeEach(async () => {
    sandbox.faults.plan([]);
    made += 1;
    id = await platform.ensure({ platformId: null, name: `Audience ${made}`, description: "why" });
  });
  /** Asks until the platform is done, on its own clock. */
  const settle = async (outcome: DeliveryOutcome): Promise<number> => {
    if (outcome.state === "done") return outcome.invalid;
    for (let asked = 0; asked < 10; asked += 1) {
      const now = await platform.settle(outcome.receipt);
      if (now.state === "failed") throw new Error(now.message);
      if (now.state === "done") return now.invalid + outcome.refused.length;
      expect(now.wait).toBeGreaterThan(0);
      sandbox.clock.moveBy(now.wait);
    }
    throw new Error("it never ended");
  };
  const deliver = (op: "add" | "remove", rows: readonly SqlRow[], by = platform) =>
    by.deliver({ op, platformId: id, batchId: sha256(JSON.stringify(rows)).slice(0, 32), rows });
  return {
    get sandbox() {
      return sandbox;
    },
    get platform() {
      return platform;
    },
    get id() {
      return id;
    },
    open: (wish: Wish) => under.open(sandbox, wish),
    plan: (path: string, fault: FaultName, nth = 1) =>
      sandbox.faults.plan([{ match: { path, nth }, fault }]),
    deliver,
    settle,
    add: async (...rows: SqlRow[]) => settle(await deliver("add", rows)),
    remove: async (...rows: SqlRow[]) => settle(await deliver("remove", rows)),
    members: () => text(under.members(sandbox, id)),
    expected: (...rows: SqlRow[]) => text(rows.map((row) => under.held(row))),
  };
}
