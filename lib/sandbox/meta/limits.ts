/**
 * Meta's numbers, from the Custom Audiences guide and the Marketing API pages (read 2026-09-12),
 * where a line does not say otherwise.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Rows of one call that moves members. */
export const MAX_ROWS = 10_000;

/** Customer-file audiences of one ad account. */
export const MAX_AUDIENCES = 500;

/** Milliseconds after its first batch in which an upload session or a replacement must be done. */
export const SESSION_WINDOW = 90 * MINUTE;

/** Milliseconds until a change shows in an audience's size ("up to 24 hours"). */
export const SIZE_DELAY = 24 * HOUR;

/** Fewest people of an audience that may be advertised to, and from which people may be removed. */
export const SMALL_AUDIENCE = 100;

/** Sizes below are shown as this. */
export const SMALLEST_SHOWN_SIZE = 1000;

/** Samples of refused rows in one answer. */
export const MAX_SAMPLES = 100;

/** Calls per ad account and hour that count as full use of the quota. */
export const CALLS_PER_HOUR = 190_000;

/** Rows of one page of a list: as asked, but "please reduce the amount of data" above the larger. */
export const PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 500;

/** Days after which a member may be forgotten (`retention_days`). */
export const MAX_RETENTION_DAYS = 180;

/** Largest session id: a signed 64-bit number. */
export const MAX_SESSION_ID = 9_223_372_036_854_775_807n;

/** Bytes of request line and headers; more is answered 431 with an empty body, as found at large deletions. */
export const MAX_HEADER_BYTES = 16 * 1024;

/** Bytes of a body. Invented: 10,000 rows with every key are about 10 MB. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Milliseconds that an idle connection stays open. Invented. */
export const KEEP_ALIVE = 10 * MINUTE;

/** Versions of the Marketing API (versions page, read 2026-09): current ones, and the one upgraded with a warning. */
export const CURRENT_VERSIONS: readonly string[] = ["v25.0", "v26.0"];
export const WARNED_VERSION = "v24.0";
