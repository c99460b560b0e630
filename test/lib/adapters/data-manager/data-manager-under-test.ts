import { dataManagerAudiences } from "../../../../lib/adapters/data-manager/data-manager-audiences.ts";
import { SANDBOX_REFRESH_TOKEN } from "../../../../lib/sandbox/google/start-google.ts";
import { googlePeople } from "../../../builders/google-people.ts";
import { AD_ACCOUNT, type PlatformUnderTest } from "../../../builders/platform-bench.ts";

const SECRET = "a-client-secret";
const DEAD = "a-refresh-token-that-died";

/** Data Manager's adapter on its stand-in. */
export const dataManager: PlatformUnderTest = {
  ...googlePeople,
  name: "Google, by Data Manager",
  open: (sandbox, { timeoutMs, deadToken, membershipDays = 90 }) =>
    dataManagerAudiences({
      operatingAccount: AD_ACCOUNT,
      membershipDays,
      credentials: {
        client_id: "a-client",
        client_secret: SECRET,
        refresh_token: deadToken === true ? DEAD : SANDBOX_REFRESH_TOKEN,
      },
      tokenUrl: sandbox.endpoints.token,
      endpoint: `http://${sandbox.endpoints.dataManager}`,
      timeoutMs,
      now: () => new Date(sandbox.clock.now()),
    }),
  creates: { path: "/CreateUserList", nth: 1 },
  moves: "/IngestAudienceMembers",
  refusals: {
    "token-expired": "token",
    terms: "terms",
    flagged: "eu-political-declaration",
  },
  secrets: [SECRET, DEAD, SANDBOX_REFRESH_TOKEN, "sandbox-access"],
};
