import { dataManagerAudiences } from "../../../../lib/adapters/data-manager/data-manager-audiences.ts";
import { SANDBOX_REFRESH_TOKEN } from "../../../../lib/sandbox/google/start-google.ts";
import {
  AD_ACCOUNT,
  sha256,
  type PlatformUnderTest,
} from "../../../contracts/audience-platform.contract.ts";

const SECRET = "a-client-secret";
const DEAD = "a-refresh-token-that-died";

/** Data Manager's adapter on its stand-in. */
export const dataManager: PlatformUnderTest = {
  name: "Google, by Data Manager",
  open: (sandbox, { timeoutMs, deadToken }) =>
    dataManagerAudiences({
      operatingAccount: AD_ACCOUNT,
      membershipDays: 90,
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
  row: (person, { phone, address, plainEmail } = {}) => ({
    batch: 0,
    key: sha256(`${person} key`),
    emails: [plainEmail ?? sha256(`${person}@example.com`)],
    phones: phone === true ? [sha256(`${person} phone`)] : [],
    givenName: address === true ? sha256(person) : null,
    familyName: address === true ? sha256(`${person} family`) : null,
    regionCode: address === true ? "FI" : null,
    postalCode: address === true ? "00100" : null,
  }),
  held: ({ emails, phones, givenName, familyName, regionCode, postalCode }) => ({
    emails,
    phones,
    address: givenName === null ? null : { givenName, familyName, regionCode, postalCode },
    consent: { adUserData: "CONSENT_GRANTED", adPersonalization: "CONSENT_GRANTED" },
  }),
  members: (sandbox, id) => sandbox.dump().google.lists.find((one) => one.id === id)?.members ?? [],
  audiences: (sandbox) => sandbox.dump().google.lists.map(({ id, name }) => ({ id, name })),
  creates: { path: "/CreateUserList", nth: 1 },
  moves: "/IngestAudienceMembers",
  tokenFault: "token-expired",
  secrets: [SECRET, DEAD, SANDBOX_REFRESH_TOKEN, "sandbox-access"],
};
