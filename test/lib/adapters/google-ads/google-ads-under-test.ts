import { googleAdsAudiences } from "../../../../lib/adapters/google-ads/google-ads-audiences.ts";
import { SANDBOX_REFRESH_TOKEN } from "../../../../lib/sandbox/google/start-google.ts";
import { AD_ACCOUNT, type PlatformUnderTest } from "../../../builders/platform-bench.ts";
import { googlePeople } from "../../../builders/google-people.ts";

const SECRET = "a-client-secret";
const DEVELOPER = "a-developer-token";
const DEAD = "a-refresh-token-that-died";

/** The Google Ads API's adapter on its stand-in. */
export const googleAds: PlatformUnderTest = {
  ...googlePeople,
  name: "Google, by the Google Ads API",
  open: (sandbox, { timeoutMs, deadToken, membershipDays = 90 }) =>
    googleAdsAudiences({
      customer: AD_ACCOUNT,
      membershipDays,
      credentials: {
        client_id: "a-client",
        client_secret: SECRET,
        refresh_token: deadToken === true ? DEAD : SANDBOX_REFRESH_TOKEN,
        developer_token: DEVELOPER,
      },
      tokenUrl: sandbox.endpoints.token,
      grpcEndpoint: `http://${sandbox.endpoints.adsGrpc}`,
      restUrl: sandbox.endpoints.adsRest,
      timeoutMs,
    }),
  creates: { path: "/MutateUserLists", nth: 1 },
  moves: "/CreateOfflineUserDataJob",
  refusals: {
    "token-expired": "token",
    terms: "terms",
    flagged: "eu-political-declaration",
    "not-allowlisted": "not-allowlisted",
  },
  secrets: [SECRET, DEVELOPER, DEAD, SANDBOX_REFRESH_TOKEN, "sandbox-access"],
};
