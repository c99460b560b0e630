import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FaultName } from "../../../../lib/sandbox/faults.ts";
import { SANDBOX_REFRESH_TOKEN } from "../../../../lib/sandbox/google/start-google.ts";
import {
  aGoogle,
  aList,
  anIngest,
  askToken,
  bearer,
  dataManagerClients,
  emailsOf,
  sha256,
  withToken,
} from "./google-clients.ts";

let sandbox: Awaited<ReturnType<typeof aGoogle>>;
let clients: ReturnType<typeof dataManagerClients>;
beforeAll(async () => {
  sandbox = await aGoogle();
  clients = dataManagerClients(sandbox.google);
});
afterAll(async () => {
  await clients.ingestion.close();
  await clients.userLists.close();
  await sandbox.google.close();
});

const jwt = (claims: object) =>
  ["{}", JSON.stringify(claims), "signature"]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

describe("the token endpoint", () => {
  test("takes the refresh token it was given and no other", async () => {
    const form = {
      grant_type: "refresh_token",
      client_id: "c",
      refresh_token: SANDBOX_REFRESH_TOKEN,
    };
    expect(await askToken(sandbox.google, form)).toMatchObject({
      status: 200,
      answer: { token_type: "Bearer" },
    });
    expect(await askToken(sandbox.google, { ...form, refresh_token: "another" })).toMatchObject({
      status: 400,
      answer: { error: "invalid_grant" },
    });
  });

  test("a service account's token carries the scopes that it asked for", async () => {
    const assertion = jwt({
      iss: "a@b",
      aud: "token",
      exp: 1,
      scope: "https://www.googleapis.com/auth/adwords",
    });
    const { answer } = await askToken(sandbox.google, {
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion,
    });
    const call = withToken(`Bearer ${String(answer["access_token"])}`);
    await expect(
      clients.ingestion.retrieveRequestStatus({ requestId: "x" }, call),
    ).rejects.toMatchObject({
      code: 7,
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    });
  });

  test("a call without a token is not let in", async () => {
    await expect(clients.ingestion.retrieveRequestStatus({ requestId: "x" })).rejects.toMatchObject(
      {
        code: 16,
        reason: "CREDENTIALS_MISSING",
      },
    );
  });
});

const ingestWith = async (fault: FaultName) => {
  const list = await aList(sandbox.google, `Faulty ${fault}`);
  const call = withToken(await bearer(sandbox.google));
  sandbox.faults.plan([{ match: { path: "IngestAudienceMembers", nth: 1 }, fault }]);
  return clients.ingestion.ingestAudienceMembers(anIngest(list, [fault]), call);
};

describe("planned faults", () => {
  test.each([
    [
      "throttle",
      { code: 8, errorInfoMetadata: { quota_limit: "IngestionMutateRequestsPerMinutePerProject" } },
    ],
    ["transient", { code: 14 }],
    ["token-expired", { code: 16, reason: "ACCESS_TOKEN_EXPIRED" }],
    ["terms", { code: 9, reason: "TERMS_AND_CONDITIONS_NOT_SIGNED" }],
    ["flagged", { code: 9, reason: "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED" }],
    ["concurrent", { code: 10 }],
    ["html", { code: 14 }],
  ] as const)("%s is answered in Data Manager's words", async (fault, shape) => {
    await expect(ingestWith(fault)).rejects.toMatchObject(shape);
  });

  test("a connection cut before the call did nothing, one cut after it did everything", async () => {
    await expect(ingestWith("drop-before")).rejects.toMatchObject({ code: 14 });
    await expect(ingestWith("drop-after")).rejects.toMatchObject({ code: 14 });
    sandbox.clock.moveBy(1800);
    expect(emailsOf(sandbox.google)).toEqual([sha256("drop-after@example.com")]);
  });

  test("a call that hangs is ended by the caller's own deadline", async () => {
    const call = withToken(await bearer(sandbox.google));
    sandbox.faults.plan([{ match: { path: "RetrieveRequestStatus", nth: 1 }, fault: "hang" }]);
    const asked = clients.ingestion.retrieveRequestStatus(
      { requestId: "x" },
      { ...call, timeout: 50 },
    );
    await expect(asked).rejects.toMatchObject({ code: 4 });
  });
});

test("a snapshot brings back lists, members, what is still pending and tokens", async () => {
  const other = await aGoogle();
  const { ingestion, userLists } = dataManagerClients(other.google);
  const call = withToken(await bearer(sandbox.google));
  const list = await aList(sandbox.google, "Kept");
  const [{ requestId = "" }] = await clients.ingestion.ingestAudienceMembers(
    anIngest(list, ["kept"]),
    call,
  );
  other.google.restore(JSON.parse(JSON.stringify(sandbox.google.snapshot())));
  const status = async () => {
    const [answer] = await ingestion.retrieveRequestStatus(
      { requestId },
      withToken(call.otherArgs.headers.authorization),
    );
    return answer.requestStatusPerDestination?.map((one) => one.requestStatus);
  };
  other.clock.moveBy(1800);
  expect(await status()).toEqual(["PROCESSING"]);
  other.clock.moveBy(1800);
  expect(await status()).toEqual(["SUCCESS"]);
  expect(other.google.dump().lists.find((one) => one.name === "Kept")?.members).toHaveLength(1);
  await Promise.all([ingestion.close(), userLists.close(), other.google.close()]);
});
