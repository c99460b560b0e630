/** Meta's numbers, each with the page it comes from. */

/** Rows of one call that moves people (Custom Audiences guide, read 2026-09-12). */
export const rowsPerCall = 10_000;

/** Our own: seconds that one call may take. The SDK itself would wait for ever (24.0.1, tried). */
export const secondsPerCall = 60;

/** Audiences of one page of a list; more may be refused with error 1, "reduce the amount of data" (Marketing API, read 2026-09). */
export const audiencesPerPage = 20;

/**
 * The version of the Marketing API that we speak. The SDK's own, v24.0, ended on 2026-10-06
 * (versions page, read 2026-09).
 */
export const defaultVersion = "v25.0";

/** Sizes below are not told apart: Meta says "below 1000" (Marketing API forum answers, read 2026-11-22). */
export const smallestShownSize = 1000;

/** From this delivery status on an audience cannot be used; 300 means too small (Custom Audience reference, read 2026-09). */
export const deliveryStatus = { tooSmall: 300, unusable: 400 } as const;

/**
 * operation_status (Custom Audience reference, read 2026-09): nothing uploaded yet, a replacement
 * runs, people are being found.
 */
export const uncountedStatuses: readonly number[] = [410, 414, 441];

/**
 * operation_status: expiring, a failed replacement, pixel and lookalike failures, inactive, flagged
 * for sensitive traits (471), error. A low match rate (411) or many invalid rows (412) are none.
 */
export const unusableStatuses: readonly number[] = [
  100, 415, 421, 422, 423, 431, 432, 433, 434, 442, 450, 470, 471, 500,
];

/** A session id fits a JavaScript number: larger ones lose digits on their way (tried). */
export const sessionIdBits = 52;
