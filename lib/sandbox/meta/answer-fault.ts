import type { FaultName } from "../faults.ts";
import { GraphError, termsNotAccepted, tooSmallToRemove, uploadBlocked } from "./graph-error.ts";
import { usageHeader } from "./usage-header.ts";

/** Minutes that a throttled caller is told to wait. */
const THROTTLED_MINUTES = 5;

const throttled = (account: string) =>
  new GraphError(
    "(#80003) There have been too many calls to this ad-account. Wait a bit and try again.",
    { code: 80_003, headers: usageHeader(account, { calls: 0, waitMinutes: THROTTLED_MINUTES }) },
  );

const transient = () =>
  new GraphError("An unexpected error has occurred. Please retry your request later.", {
    code: 2,
    status: 500,
    transient: true,
  });

const tokenExpired = () =>
  new GraphError("Error validating access token: Session has expired.", {
    code: 190,
    subcode: 463,
    status: 401,
  });

const REFUSALS: Partial<Record<FaultName, (account: string) => GraphError>> = {
  throttle: throttled,
  transient,
  "token-expired": tokenExpired,
  terms: termsNotAccepted,
  flagged: uploadBlocked,
  "too-small": tooSmallToRemove,
};

/** The refusal that a planned fault stands for, if it stands for one. */
export const refusalOf = (fault: FaultName | undefined, account: string): GraphError | undefined =>
  fault === undefined ? undefined : REFUSALS[fault]?.(account);

/** What Meta's front door sends when the API behind it is away. */
export const ERROR_PAGE =
  '<!DOCTYPE html>\n<html lang="en" id="facebook"><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>\n';
