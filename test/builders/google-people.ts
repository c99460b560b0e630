import { sha256 } from "./platform-bench.ts";
import type { PlatformUnderTest } from "./platform-bench.ts";

/** People as Google's two adapters get them, and as the sandbox shows them. */
export const googlePeople: Pick<PlatformUnderTest, "row" | "held" | "members" | "audiences"> = {
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
};
