import { metaAudiences } from "../../../../lib/adapters/meta/meta-audiences.ts";
import { AD_ACCOUNT, sha256, type PlatformUnderTest } from "../../../contracts/audience-platform.contract.ts";

const TOKEN = "sandbox-meta-token";
const DEAD = "a-token-that-died";

/** Meta's adapter on its stand-in. */
export const meta: PlatformUnderTest = {
  name: "Meta",
  open: (sandbox, { timeoutMs, deadToken }) =>
    metaAudiences({
      adAccount: AD_ACCOUNT,
      token: deadToken === true ? DEAD : TOKEN,
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
  held: ({ batch: _, key: __, ...cells }) =>
    Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null)),
  members: (sandbox, id) => sandbox.dump().meta.audiences.find((one) => one.id === id)?.members ?? [],
  audiences: (sandbox) => sandbox.dump().meta.audiences.map(({ id, name }) => ({ id, name })),
  creates: { path: `/act_${AD_ACCOUNT}/customaudiences`, nth: 2 },
  moves: "/users",
  tokenFault: "token-expired",
  secrets: [TOKEN, DEAD, "access_token"],
};
