import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import type { Job } from "../google-state.ts";
import { listKey } from "../google-world.ts";
import type { GoogleWorld } from "../google-world.ts";
import { adsLimits, DAY, madeUp } from "../limits.ts";
import { consentProblem, matches } from "../member.ts";
import type { Consent } from "../member.ts";
import { readRequest } from "../perform-call.ts";
import type { Method } from "../perform-call.ts";
import { Refusal } from "../refusal.ts";
import { concurrentModification, notAllowlisted, termsNotAccepted } from "./ads-gate.ts";
import { adsRefusal } from "./ads-refusal.ts";
import { findUserList, refuseCustomerId } from "./user-lists.ts";

const consentSchema = z.object({
  ad_user_data: z.string().default("UNSPECIFIED"),
  ad_personalization: z.string().default("UNSPECIFIED"),
});

const createSchema = z.object({
  customer_id: z.string().default(""),
  validate_only: z.boolean().default(false),
  job: z
    .object({
      external_id: z.coerce.string().optional(),
      type: z.string().default("UNSPECIFIED"),
      customer_match_user_list_metadata: z
        .object({ user_list: z.string().default(""), consent: consentSchema.optional() })
        .optional(),
    })
    .default({ type: "UNSPECIFIED" }),
});
type Create = z.infer<typeof createSchema>;

const jobError = (name: string, message: string) =>
  adsRefusal("INVALID_ARGUMENT", [{ code: ["offline_user_data_job_error", name], message }]);

const consentWord = (status: string | undefined) =>
  status === "GRANTED" || status === "DENIED" ? `CONSENT_${status}` : "CONSENT_STATUS_UNSPECIFIED";

/** Consent in the words of the store: CONSENT_GRANTED, CONSENT_DENIED, CONSENT_STATUS_UNSPECIFIED. */
const readConsent = (sent: z.infer<typeof consentSchema> | undefined): Consent => ({
  adUserData: consentWord(sent?.ad_user_data),
  adPersonalization: consentWord(sent?.ad_personalization),
});

/** Refuses unless the project may still use Customer Match through this API. */
export function refuseUnlessAllowlisted(world: GoogleWorld): void {
  if (!world.adsAllowlisted) throw notAllowlisted();
}

function refuseExternalId(world: GoogleWorld, asked: Create): void {
  const { external_id: externalId } = asked.job;
  const used = world.state.jobs.some(
    (job) => job.account === asked.customer_id && job.externalId === externalId,
  );
  if (externalId !== undefined && used) {
    throw jobError("EXTERNAL_UPDATE_ID_ALREADY_EXISTS", "The external update ID already exists.");
  }
}

function targetOf(world: GoogleWorld, asked: Create): string {
  const { type, customer_match_user_list_metadata: metadata } = asked.job;
  if (type !== "CUSTOMER_MATCH_USER_LIST") {
    throw new Refusal("UNIMPLEMENTED", "The sandbox runs CUSTOMER_MATCH_USER_LIST jobs alone.");
  }
  const list = findUserList(world, asked.customer_id, metadata?.user_list ?? "");
  if (list === undefined)
    throw jobError("INVALID_USER_LIST_ID", "The user list ID provided for the job is invalid.");
  return listKey(list.about.account, list.about.id);
}

/** OfflineUserDataJobService.CreateOfflineUserDataJob. Consent that was denied is refused here. */
export const createOfflineUserDataJob: Method = (world, request) => {
  refuseUnlessAllowlisted(world);
  const asked = readRequest(createSchema, request);
  refuseCustomerId(asked.customer_id);
  const list = targetOf(world, asked);
  refuseExternalId(world, asked);
  const consent = readConsent(asked.job.customer_match_user_list_metadata?.consent);
  if (consentProblem(consent) === "DENIED_CONSENT") throw termsNotAccepted();
  if (asked.validate_only) return {};
  const id = String(world.nextId());
  const resourceName = `customers/${asked.customer_id}/offlineUserDataJobs/${id}`;
  world.state.jobs.push({
    resourceName,
    id,
    account: asked.customer_id,
    externalId: asked.job.external_id ?? null,
    list,
    consent,
    createdAt: world.clock.now(),
    startedAt: null,
    dueAt: null,
    removeAll: false,
    kind: null,
    members: [],
    operations: 0,
    matched: 0,
  });
  return { resource_name: resourceName };
};

/** The job of a resource name, while it may still be filled and run. */
export function openJob(world: GoogleWorld, resourceName: string): Job {
  const job = world.state.jobs.find((one) => one.resourceName === resourceName);
  const over =
    job?.startedAt === null && world.clock.now() - job.createdAt > adsLimits.daysToRun * DAY;
  if (job === undefined || over) {
    throw adsRefusal("NOT_FOUND", [
      { code: ["mutate_error", "RESOURCE_NOT_FOUND"], message: "Resource was not found." },
    ]);
  }
  if (job.startedAt !== null) {
    throw jobError(
      "JOB_ALREADY_STARTED",
      "Once the upload job is started, new operations cannot be added.",
    );
  }
  return job;
}

const locked = new WeakMap<GoogleWorld, Set<string>>();

/** Works on the job alone: calls that overlap on its list get CONCURRENT_MODIFICATION. */
export async function alone<T>(world: GoogleWorld, job: Job, work: () => T): Promise<T> {
  const held = locked.get(world) ?? new Set<string>();
  locked.set(world, held);
  if (held.has(job.list)) throw concurrentModification();
  held.add(job.list);
  try {
    await wait(madeUp.lockedFor);
    return work();
  } finally {
    held.delete(job.list);
  }
}

/**
 * When a started job ends. Jobs of one list run beside each other at Google, and the later one may
 * be done first: so a job that is started while another is under way overtakes it here.
 */
function endOf(world: GoogleWorld, job: Job, now: number): number {
  const running = world.state.jobs.filter((one) => one.list === job.list && (one.dueAt ?? 0) > now);
  return Math.min(now + madeUp.jobDuration, ...running.map((one) => (one.dueAt ?? 0) - 1));
}

const runSchema = z.object({
  resource_name: z.string().default(""),
  validate_only: z.boolean().default(false),
});

function start(world: GoogleWorld, job: Job): void {
  const now = world.clock.now();
  const dueAt = endOf(world, job, now);
  // Without consent a job succeeds and adds nobody; removals need none.
  const members =
    job.kind === "create" && consentProblem(job.consent) !== undefined ? [] : job.members;
  if (job.removeAll) world.later(job.list, dueAt, { kind: "remove-all", before: dueAt });
  const kind = job.kind === "remove" ? "remove" : "add";
  if (members.length > 0) world.later(job.list, dueAt, { kind, members });
  Object.assign(job, {
    startedAt: now,
    dueAt,
    members: [],
    matched: job.members.filter(matches).length,
  });
}

/** OfflineUserDataJobService.RunOfflineUserDataJob: a long-running operation that is never reported here. */
export const runOfflineUserDataJob: Method = async (world, request) => {
  refuseUnlessAllowlisted(world);
  const asked = readRequest(runSchema, request);
  const job = openJob(world, asked.resource_name);
  await alone(world, job, () => {
    if (!asked.validate_only) start(world, job);
  });
  return { name: asked.resource_name.replace("offlineUserDataJobs", "operations"), done: false };
};

/** PENDING until shortly after it was run, RUNNING, then SUCCESS; by the sandbox's clock. */
export function jobStatus(job: Job, now: number): "PENDING" | "RUNNING" | "SUCCESS" {
  if (job.startedAt === null || job.dueAt === null) return "PENDING";
  if (now >= job.dueAt) return "SUCCESS";
  return now - job.startedAt < madeUp.jobPending ? "PENDING" : "RUNNING";
}
