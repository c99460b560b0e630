import { createHash } from "node:crypto";
import { AdAccount, CustomAudience, FacebookAdsApi } from "facebook-nodejs-business-sdk";
import { afterAll, beforeAll } from "vitest";
import { faults, type FaultList } from "../../../../lib/sandbox/faults.ts";
import type { MetaOptions } from "../../../../lib/sandbox/meta/meta-options.ts";
import { startMeta, type MetaServer } from "../../../../lib/sandbox/meta/start-meta.ts";
import { sandboxClock } from "../../../../lib/sandbox/sandbox-clock.ts";

export const TOKEN = "sandbox-meta-token";
export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The SDK has no setting for its address and version; both are getters that can be defined anew. */
export function pointSdk(endpoint: string, version = "v25.0"): FacebookAdsApi {
  Object.defineProperty(FacebookAdsApi, "GRAPH", { configurable: true, get: () => endpoint });
  Object.defineProperty(FacebookAdsApi, "VERSION", { configurable: true, get: () => version });
  return new FacebookAdsApi(TOKEN, "en_US", false);
}

interface Started {
  readonly meta: MetaServer;
  readonly api: FacebookAdsApi;
  readonly account: AdAccount;
}

/** A stand-in for Meta on a clock that only moves when told, with the real SDK pointed at it. */
export function metaBench(options: MetaOptions = {}) {
  const clock = sandboxClock(Date.UTC(2026, 10, 22), () => 0);
  const planned = faults();
  let running: Started | undefined;
  const started = () => {
    if (running === undefined) throw new Error("used before the tests began");
    return running;
  };
  beforeAll(async () => {
    const meta = await startMeta(options, { clock, faults: planned, control: () => undefined });
    const api = pointSdk(meta.endpoint);
    running = { meta, api, account: new AdAccount("act_1234567890", {}, undefined, api) };
  });
  afterAll(() => started().meta.close());
  return {
    clock,
    plan: (list: FaultList) => planned.plan(list),
    get meta() {
      return started().meta;
    },
    get api() {
      return started().api;
    },
    get account() {
      return started().account;
    },
    /** A fresh audience, made through the SDK. */
    make: async (differs: Record<string, unknown> = {}) => {
      const { account, api } = started();
      const made = await account.createCustomAudience([], {
        name: "Loyal",
        subtype: "CUSTOM",
        customer_file_source: "USER_PROVIDED_ONLY",
        ...differs,
      });
      return new CustomAudience(made.id, {}, undefined, api);
    },
    members: (audience: CustomAudience) =>
      started()
        .meta.dump()
        .audiences.find(({ id }) => id === audience.id)?.members ?? [],
  };
}

/** What the platform answered, out of the object that the SDK wraps it in. */
export function told(answer: unknown): Record<string, unknown> {
  if (typeof answer !== "object" || answer === null) throw new Error("no answer");
  return { ...Reflect.get(answer, "_data") };
}

/** An upload of `count` people by their e-mail hashes, numbered from `from`. */
export const people = (count: number, from = 0) => ({
  payload: {
    schema: ["EMAIL"],
    data: Array.from({ length: count }, (_, i) => [sha256(`p${from + i}@example.com`)]),
  },
});

interface Refused {
  readonly name: string;
  readonly status: number | null;
  readonly headers: Record<string, string>;
  readonly response: Record<string, unknown> | null;
}

/** How the SDK reports a refused call. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  return call.then(
    () => {
      throw new Error("the call was not refused");
    },
    (error: Refused) => error,
  );
}
