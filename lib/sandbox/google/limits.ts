/**
 * The numbers of Google's two Customer Match APIs, and the few this sandbox makes up.
 * Pages were read on 2026-11-22.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** developers.google.com/data-manager/api/devguides/limits; error reasons TOO_MANY_*. */
export const dataManagerLimits = {
  members: 10_000,
  identifiersPerMember: 10,
  destinations: 10,
  /** Ingestion writes, ingestion reads and the other services each have their own count. */
  requestsPerMinute: 300,
  ingestionRequestsPerDay: 100_000,
  otherRequestsPerDay: 50_000,
  /** user_list_service.proto: default and greatest page of ListUserLists. */
  listsPerPage: 50,
  mostListsPerPage: 1_000,
} as const;

/** offline_user_data_job_error.proto v25 (TOO_MANY_USER_IDENTIFIERS); get-started page of Customer Match. */
export const adsLimits = {
  identifiersPerOperation: 20,
  identifiersPerRequest: 100_000,
  /** A job that was not run this long after its creation is gone. */
  daysToRun: 5,
} as const;

/** Both APIs: a member stays at most 540 days (since 2025-04-07), unset means 540. */
export const LIFE_SPAN_DAYS = 540;

/** A list may be used for targeting from so many members on (send-audience-members guide). */
export const MEMBERS_TO_TARGET = 100;

/** Made up where Google gives a range or nothing. */
export const madeUp = {
  /** Google: poll a request's status after about 30 minutes. */
  processing: 30 * MINUTE,
  /** Google: 10 minutes to 24 hours a job. */
  jobDuration: 30 * MINUTE,
  /** How long a started job stays PENDING. */
  jobPending: MINUTE,
  /** Sizes are unknown for so long after a list was made. */
  sizesKnownAfter: DAY,
  /** Share of members that belong to a Google account. */
  matchShare: 0.6,
  /** An answer lists no more field violations than this: they travel in a header. */
  violationsShown: 30,
  /** Real time that a job or a list stays locked by a call, in milliseconds. */
  lockedFor: 3,
} as const;

/** One gRPC message may be so long, in bytes (10,000 members with ten hashes each are about 8 MB). */
export const MESSAGE_BYTES = 64 * 1024 * 1024;
