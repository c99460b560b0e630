import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  aDestination,
  aList,
  anIngest,
  anIngestionBench,
  emailsOf,
  ingestOf,
  sha256,
} from "../google-clients.ts";

let bench: Awaited<ReturnType<typeof anIngestionBench>>;
let list: string;
let lists = 0;
beforeAll(async () => {
  bench = await anIngestionBench();
});
beforeEach(async () => {
  bench.clear();
  list = await aList(bench.google, `List ${(lists += 1)}`);
});
afterAll(() => bench.close());

describe("one bad record refuses the request", () => {
  const member = "audience_members[0].user_data.user_identifiers[0]";
  const address = {
    givenName: sha256("a"),
    familyName: sha256("b"),
    regionCode: "SE",
    postalCode: "1",
  };
  test.each([
    ["a plain e-mail address", { emailAddress: "anna@example.com" }, `${member}.email_address`],
    ["a hash in capitals", { emailAddress: sha256("a").toUpperCase() }, `${member}.email_address`],
    ["half a hash", { phoneNumber: sha256("a").slice(32) }, `${member}.phone_number`],
    ["the hash of nothing", { emailAddress: sha256("") }, `${member}.email_address`],
    [
      "an address without postal code",
      { address: { ...address, postalCode: "" } },
      `${member}.address.postal_code`,
    ],
    [
      "a plain given name",
      { address: { ...address, givenName: "anna" } },
      `${member}.address.given_name`,
    ],
    [
      "a hashed region",
      { address: { ...address, regionCode: sha256("SE") } },
      `${member}.address.region_code`,
    ],
    ["an empty identifier", {}, member],
  ])("%s", async (_, identifier, field) => {
    const request = ingestOf(list, identifier);
    const good = anIngest(list, ["good"]).audienceMembers;
    const refused = bench.ingest({
      ...request,
      audienceMembers: [...request.audienceMembers, ...good],
    });
    await expect(refused).rejects.toMatchObject({
      code: 3,
      statusDetails: [{ reason: "INVALID_ARGUMENT" }, { fieldViolations: [{ field }] }],
    });
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([]);
  });

  test("no message repeats the contact data", async () => {
    const refused = bench.ingest(ingestOf(list, { emailAddress: "anna@example.com" }));
    const problem = await refused.catch((error: unknown) => error);
    expect(JSON.stringify(problem)).toContain("was not hashed");
    expect(JSON.stringify(problem)).not.toContain("anna@example.com");
  });

  test.each([
    [
      "more than 10,000 members",
      () =>
        anIngest(
          list,
          Array.from({ length: 10_001 }, (_, i) => `m${i}`),
        ),
      "audience_members",
    ],
    [
      "more than ten destinations",
      () => ({
        ...anIngest(list, ["a"]),
        destinations: Array.from({ length: 11 }, () => aDestination(list)),
      }),
      "destinations",
    ],
    [
      "a list that does not exist",
      () => anIngest("99", ["a"]),
      "destinations[0].product_destination_id",
    ],
    [
      "no encoding",
      () => ({ ...anIngest(list, ["a"]), encoding: "ENCODING_UNSPECIFIED" as const }),
      "encoding",
    ],
    [
      "more than ten identifiers of one member",
      () => ({
        ...anIngest(list, []),
        audienceMembers: [
          {
            userData: {
              userIdentifiers: Array.from({ length: 11 }, (_, i) => ({
                emailAddress: sha256(`${i}`),
              })),
            },
          },
        ],
      }),
      "audience_members[0].user_data.user_identifiers",
    ],
  ])("%s", async (_, request, field) => {
    await expect(bench.ingest(request())).rejects.toMatchObject({
      code: 3,
      statusDetails: [{}, { fieldViolations: [{ field }] }],
    });
  });

  test("terms of service that nobody accepted", async () => {
    await expect(
      bench.ingest({ ...anIngest(list, ["a"]), termsOfService: null }),
    ).rejects.toMatchObject({
      reason: "TERMS_AND_CONDITIONS_NOT_SIGNED",
    });
  });
});
