import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  aDestination,
  aList,
  anIngest,
  anIngestionBench,
  emailsOf,
  GRANTED,
  ingestOf,
  sha256,
  sha256Base64,
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

describe("what was accepted", () => {
  test("is processed half an hour later, and only then in the list", async () => {
    const id = await bench.ingest(anIngest(list, ["anna", "bertil", "cilla"]));
    expect(await bench.statusOf(id)).toMatchObject({ requestStatus: "PROCESSING" });
    expect(emailsOf(bench.google)).toEqual([]);
    bench.halfAnHour();
    expect(await bench.statusOf(id)).toMatchObject({
      requestStatus: "SUCCESS",
      audienceMembersIngestionStatus: {
        userDataIngestionStatus: { recordCount: "3", userIdentifierCount: "3" },
      },
    });
    await bench.remove(anIngest(list, ["bertil"]));
    expect(emailsOf(bench.google)).toHaveLength(3);
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([
      sha256("anna@example.com"),
      sha256("cilla@example.com"),
    ]);
    const path = "/google.ads.datamanager.v1.IngestionService";
    expect(bench.google.dump().requests).toEqual([
      { method: "POST", path: `${path}/IngestAudienceMembers`, rows: 3 },
      { method: "POST", path: `${path}/RemoveAudienceMembers`, rows: 1 },
    ]);
  });

  test("a removal takes everybody who shares one identifier, an address only as a whole", async () => {
    const address = {
      givenName: sha256("anna"),
      familyName: sha256("berg"),
      regionCode: "SE",
      postalCode: "111 22",
    };
    const phone = sha256("+46700000001");
    await bench.ingest({
      ...anIngest(list, []),
      audienceMembers: [
        {
          userData: {
            userIdentifiers: [{ phoneNumber: phone }, { emailAddress: sha256("a@example.com") }],
          },
        },
        {
          userData: {
            userIdentifiers: [{ phoneNumber: phone }, { emailAddress: sha256("b@example.com") }],
          },
        },
        { userData: { userIdentifiers: [{ address }, { emailAddress: sha256("c@example.com") }] } },
      ],
    });
    await bench.remove(ingestOf(list, { phoneNumber: phone }));
    await bench.remove(ingestOf(list, { address: { ...address, postalCode: "111 23" } }));
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([sha256("c@example.com")]);
    await bench.remove(ingestOf(list, { address }));
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([]);
  });

  test("adding somebody again renews, and after the list's life span they are gone", async () => {
    await bench.ingest(anIngest(list, ["renewed", "forgotten"]));
    bench.clock.moveBy(500 * 86_400);
    await bench.ingest(anIngest(list, ["renewed"]));
    bench.clock.moveBy(41 * 86_400);
    expect(emailsOf(bench.google)).toEqual([sha256("renewed@example.com")]);
  });

  test("base64 and hex of one hash are one member", async () => {
    const emailAddress = sha256Base64("anna@example.com");
    await bench.ingest({ ...ingestOf(list, { emailAddress }), encoding: "BASE64" });
    await bench.ingest(anIngest(list, ["anna"]));
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([sha256("anna@example.com")]);
  });

  test("a dry run has no status and moves nobody", async () => {
    const id = await bench.ingest({ ...anIngest(list, ["anna"]), validateOnly: true });
    await expect(bench.statusOf(id)).rejects.toMatchObject({
      code: 3,
      reason: "INVALID_REQUEST_ID",
    });
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([]);
    expect(bench.google.dump().requests).toEqual([]);
  });
});

describe("consent", () => {
  test("of a member goes before that of the request; who has none is counted and left out", async () => {
    const [granted, denied] = anIngest(list, ["granted", "denied"]).audienceMembers;
    const id = await bench.ingest({
      ...anIngest(list, []),
      audienceMembers: [
        { ...granted },
        { ...denied, consent: { ...GRANTED, adPersonalization: "CONSENT_DENIED" } },
        { ...denied, consent: { adUserData: "CONSENT_GRANTED" } },
      ],
    });
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([sha256("granted@example.com")]);
    expect(await bench.statusOf(id)).toMatchObject({
      requestStatus: "PARTIAL_SUCCESS",
      errorInfo: {
        errorCounts: [
          { reason: "PROCESSING_ERROR_REASON_DENIED_CONSENT", recordCount: "1" },
          { reason: "PROCESSING_ERROR_REASON_NO_CONSENT", recordCount: "1" },
        ],
      },
    });
  });

  test("is not needed to remove", async () => {
    await bench.ingest(anIngest(list, ["anna"]));
    await bench.remove(anIngest(list, ["anna"]));
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([]);
  });

  test("that nobody gave makes the whole request fail", async () => {
    const id = await bench.ingest({ ...anIngest(list, ["anna"]), consent: null });
    bench.halfAnHour();
    expect(await bench.statusOf(id)).toMatchObject({ requestStatus: "FAILED" });
  });
});

test("the 301st request of a minute is throttled, the next minute takes it", async () => {
  const ask = async () => bench.ingest({ ...anIngest(list, ["a"]), validateOnly: true });
  await Promise.all(Array.from({ length: 300 }, ask));
  await expect(ask()).rejects.toMatchObject({
    code: 8,
    errorInfoMetadata: { quota_limit: "IngestionMutateRequestsPerMinutePerProject" },
  });
  bench.clock.moveBy(60);
  await expect(ask()).resolves.toMatch(/^sandbox-request-/);
});

test("a partial fault fails every tenth record", async () => {
  bench.faults.plan([{ match: { path: "IngestAudienceMembers", nth: 1 }, fault: "partial" }]);
  const id = await bench.ingest(
    anIngest(
      list,
      Array.from({ length: 20 }, (_, i) => `m${i}`),
    ),
  );
  bench.halfAnHour();
  expect(emailsOf(bench.google)).toHaveLength(18);
  expect(await bench.statusOf(id)).toMatchObject({ requestStatus: "PARTIAL_SUCCESS" });
});

describe("over REST", () => {
  test("removeAll takes those last added before its time", async () => {
    await bench.ingest(anIngest(list, ["old", "renewed"]));
    bench.clock.moveBy(60);
    const removeAsOfTime = new Date(bench.clock.now()).toISOString();
    await bench.ingest(anIngest(list, ["renewed", "new"]));
    const asked = await bench.post("/v1/audienceMembers:removeAll", {
      destinations: [aDestination(list)],
      removeAsOfTime,
    });
    expect(asked).toMatchObject({ status: 200, answer: { requestId: expect.any(String) } });
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toEqual([
      sha256("renewed@example.com"),
      sha256("new@example.com"),
    ]);
  });

  test("a name that the message does not have is refused", async () => {
    const members = [{ userData: { userIdentifiers: [{ addressInfo: {} }] } }];
    const request = { ...anIngest(list, []), audienceMembers: members };
    expect(await bench.post("/v1/audienceMembers:ingest", request)).toMatchObject({
      status: 400,
      answer: {
        error: { status: "INVALID_ARGUMENT", message: expect.stringContaining("addressInfo") },
      },
    });
  });

  test("an ingest is the same as over gRPC", async () => {
    await bench.post("/v1/audienceMembers:ingest", anIngest(list, ["anna"]));
    bench.halfAnHour();
    expect(bench.google.dump()).toMatchObject({
      lists: [
        { members: [{ emails: [sha256("anna@example.com")], address: null, consent: GRANTED }] },
      ],
      requests: [{ method: "POST", path: "/v1/audienceMembers:ingest", rows: 1 }],
    });
  });
});
