import type { Dataset } from "../core/dataset.ts";
import { durationText } from "../core/duration.ts";
import type { Duration } from "../core/duration.ts";
import { dayBefore, hoursBefore } from "../core/run-clock.ts";
import type { Finding } from "./contract.ts";

export interface FreshnessCase {
  readonly dataset: Dataset;
  readonly limit: Duration;
  /** The run's clock, ISO in UTC. */
  readonly now: string;
  /** When the newest file that counts arrived, ISO in UTC. */
  readonly newest: string | undefined;
}

const oldest = (now: string, limit: Duration): string =>
  limit.unit === "hours"
    ? hoursBefore(now, limit.amount)
    : `${dayBefore(now.slice(0, 10), limit)}${now.slice(10)}`;

const minute = (moment: string): string => moment.slice(0, 16).replace("T", " ");

const told = (status: Finding["status"], detail: string): Finding => ({
  check: "freshness",
  audience: null,
  status,
  detail,
});

/** The age of a dataset's newest file against the limit that the workspace sets. */
export function planFreshness({ dataset, limit, now, newest }: FreshnessCase): Finding {
  const promise = `the limit is ${durationText(limit)}`;
  if (newest === undefined) return told("finding", `No file of ${dataset} counts yet; ${promise}.`);
  const late = Date.parse(newest) < Date.parse(oldest(now, limit));
  return late
    ? told(
        "finding",
        `The newest file of ${dataset} is from ${minute(newest)} UTC: too old, ${promise}.`,
      )
    : told("ok", `The newest file of ${dataset} is from ${minute(newest)} UTC; ${promise}.`);
}
