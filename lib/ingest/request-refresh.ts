import type { Objects } from "../core/stores.ts";
import { receiptPrefix, receiptSchema } from "./contract.ts";
import { objectCreatedSchema } from "./ingest-events.ts";
import type { RefreshStarter } from "./ports.ts";

export interface RequestRefreshPorts {
  readonly lake: Pick<Objects, "readJson">;
  readonly refresh: RefreshStarter;
  readonly now: () => Date;
  /** Uploads within this many seconds are gathered into one refresh. */
  readonly windowSeconds: number;
}

/** What became of a request. */
export interface RefreshRequest {
  readonly refresh: "started" | "already" | "not-needed";
}

/** The end of the window that a moment falls into: all uploads of one window ask for the same refresh. */
function windowEnd(now: Date, seconds: number): Date {
  const length = seconds * 1000;
  return new Date((Math.floor(now.getTime() / length) + 1) * length);
}

/**
 * Answers the event of a new receipt: an accepted file asks for a refresh at the end of its window.
 * The execution is named after the window, so that many files ask for one.
 */
export const requestRefresh =
  ({ lake, refresh, now, windowSeconds }: RequestRefreshPorts) =>
  async (event: unknown): Promise<RefreshRequest> => {
    const { key } = objectCreatedSchema.parse(event).detail.object;
    const receipt = key.startsWith(receiptPrefix)
      ? await lake.readJson(key, receiptSchema)
      : undefined;
    if (receipt?.status !== "accepted") return { refresh: "not-needed" };
    const startAt = windowEnd(now(), windowSeconds).toISOString();
    const name = `upload-${startAt.replaceAll(/[-:]|\.\d+/g, "")}`;
    return { refresh: await refresh.start(name, { now: startAt, trigger: "upload", startAt }) };
  };
