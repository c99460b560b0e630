import { metaAudiences } from "../../../../lib/adapters/meta/meta-audiences.ts";
import { AD_ACCOUNT, sha256, type PlatformUnderTest } from "../../../builders/platform-bench.ts";

export const SANDBOX_TOKEN = "sandbox-meta-token";
const DEAD = "a-token-that-died";

/** Meta's adapter on its stand-in. */
export const meta: PlatformUnderTest = {
  name: "Meta",
  open: (sandbox, { timeoutMs, deadToken }) =>
    metaAudiences({
      adAccount: AD_ACCOUNT,
      token: deadToken === true ? DEAD : SANDBOX_TOKEN,
      graphUrl: sandbox.endpoints.meta,
      timeoutMs,
    }),
  row: (person, { phone, address, plainEmail } = {}) => ({
    batch: 0,
    key: sha256(`${person} key`),
    EMAIL: plainEmail ?? sha256(`${person}@example.com`),
    PHONE: phone === true ? sha256(`${person} phone`) : null,
    FN: address === true ? sha256(person) : null,
    LN: address === true ? sha256(`${person} family`) : null,
    MADID: null,
  }),
  held: (row) =>
    Object.fromEntries(
      Object.entries(row).filter(([name, cell]) => /^[A-Z]/.test(name) && cell !== null),
    ),
  members: (sandbox, id) =>
    sandbox.dump().meta.audiences.find((one) => one.id === id)?.members ?? [],
  audiences: (sandbox) => sandbox.dump().meta.audiences.map(({ id, name }) => ({ id, name })),
  creates: { path: `/act_${AD_ACCOUNT}/customaudiences`, nth: 2 },
  moves: "/users",
  refusals: {
    "token-expired": "token",
    terms: "terms",
    flagged: "flagged",
    "too-small": "too-small",
  },
  secrets: [SANDBOX_TOKEN, DEAD, "access_token"],
};
