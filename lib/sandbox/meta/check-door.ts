import { GraphError } from "./graph-error.ts";
import { CURRENT_VERSIONS, WARNED_VERSION } from "./limits.ts";
import type { GraphCall } from "./read-call.ts";

const numberOf = (version: string) => Number(version.slice(1));

function checkVersion(version: string | undefined): void {
  if (version !== undefined && (version === WARNED_VERSION || CURRENT_VERSIONS.includes(version)))
    return;
  if (version !== undefined && numberOf(version) > numberOf(WARNED_VERSION)) {
    throw new GraphError(`Unknown path components: /${version}`, { code: 2500 });
  }
  throw new GraphError(
    `(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: ${CURRENT_VERSIONS.at(-1)}.`,
    { code: 2635 },
  );
}

/** Token first, then version: 104 without a token, 190 for a wrong one, 2635 for an expired or missing version. */
export function checkDoor(call: GraphCall, token: string): void {
  if (call.token === undefined) {
    throw new GraphError("An access token is required to request this resource.", { code: 104 });
  }
  if (call.token !== token) {
    throw new GraphError("Invalid OAuth access token - Cannot parse access token", {
      code: 190,
      status: 401,
    });
  }
  checkVersion(call.version);
}

/** `X-Ad-Api-Version-Warning` on calls of the version that Meta upgrades by itself. */
export const versionWarning = (version: string | undefined): Readonly<Record<string, string>> =>
  version === WARNED_VERSION
    ? {
        "x-ad-api-version-warning":
          "The call has been auto-upgraded to v25.0 as v24.0 has been deprecated.",
      }
    : {};
