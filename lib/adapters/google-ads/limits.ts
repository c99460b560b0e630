/** Numbers of the Google Ads API v25, each with the page it comes from. */

/** Users of one delivery, which is one job. Our own: with ten identifiers each they fit one request. */
export const usersPerDelivery = 10_000;

/** Identifiers of one request that adds operations (offline_user_data_job_error.proto v25, TOO_MANY_USER_IDENTIFIERS). */
export const identifiersPerRequest = 100_000;

/** Our own: seconds that one delivery may take: the token, the job, its operations, its start. The library's default is four hours. */
export const secondsPerDelivery = 90;

/** Seconds until a job's end is worth asking for: jobs take 10 minutes to 24 hours (Customer Match guide, get started, read 2026-11-22). */
export const statusAfter = 600;

/** Where the API is (googleapis REST discovery, v25). */
export const restUrl = "https://googleads.googleapis.com";
