/** Numbers of Google's Data Manager API, each with the page it comes from. */

/** Members of one request (developers.google.com/data-manager/api/devguides/limits, read 2026-11-22). */
export const membersPerRequest = 10_000;

/** Our own: seconds that one delivery may take, with the token and a second try without refused members. */
export const secondsPerDelivery = 60;

/** Seconds until the status of a request is worth asking for ("about 30 minutes", Data Manager guide on diagnostics, read 2026-11-22). */
export const firstStatusAfter = 1_800;

/** Our own: seconds between later questions. */
export const nextStatusAfter = 300;

/** Quotas are counted a minute and a day at a time (limits page, read 2026-11-22); days end at midnight in California (Cloud Quotas). */
export const minuteQuotaWait = 60;
export const dayQuotaZone = "America/Los_Angeles";

/** Requests made of one batch at most: a refusal names only some of the members that are wrong. Our own. */
export const mostTries = 5;

/** Seconds of a day: membership durations are whole days (user_list.proto 0.3.0). */
export const daySeconds = 86_400;
