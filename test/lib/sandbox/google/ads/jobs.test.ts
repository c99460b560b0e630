import { enums, errors } from "google-ads-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emailsOf, sha256 } from "../google-clients.ts";
import { anAdsBench, granted, jobError, user } from "./ads-client.ts";

let bench: Awaited<ReturnType<typeof anAdsBench>>;
beforeAll(async () => {
  bench = await anAdsBench();
});
afterAll(() => bench.close());

test("a job goes from pending over running to success, and only then moves members", async () => {
  const list = await bench.createList("Whole way");
  const job = await bench.createJob(list);
  await bench.add(job, [{ create: user("anna") }, { create: user("bertil") }]);
  expect(await bench.statusOf(job)).toMatchObject({ status: "PENDING" });
  await bench.run(job);
  bench.clock.moveBy(120);
  expect(await bench.statusOf(job)).toMatchObject({ status: "RUNNING" });
  expect(emailsOf(bench.google)).toEqual([]);
  bench.halfAnHour();
  expect(await bench.statusOf(job)).toMatchObject({
    status: "SUCCESS",
    operationMetadata: { matchRateRange: expect.stringMatching(/^MATCH_RANGE_/) },
  });
  expect(emailsOf(bench.google)).toHaveLength(2);
  await bench.upload(list, [{ remove: user("anna") }], {});
  expect(emailsOf(bench.google)).toEqual([sha256("bertil@example.com")]);
  await bench.upload(list, [{ remove_all: true }, { create: user("cilla") }]);
  expect(emailsOf(bench.google)).toEqual([sha256("cilla@example.com")]);
  const path =
    "/google.ads.googleads.v25.services.OfflineUserDataJobService/AddOfflineUserDataJobOperations";
  expect(bench.google.dump().requests).toEqual(
    [2, 1, 2].map((rows) => ({ method: "POST", path, rows })),
  );
  expect(bench.google.dump().lists[0]?.members[0]?.consent.adUserData).toBe("CONSENT_GRANTED");
});

describe("consent of a job", () => {
  test("that was not given lets the job succeed and adds nobody", async () => {
    const list = await bench.createList("No consent");
    const before = emailsOf(bench.google);
    const job = await bench.upload(list, [{ create: user("nobody") }], {
      ad_user_data: enums.ConsentStatus.GRANTED,
    });
    expect(await bench.statusOf(job)).toMatchObject({ status: "SUCCESS" });
    expect(emailsOf(bench.google)).toEqual(before);
  });

  test("that was denied is refused", async () => {
    const list = await bench.createList("Denied");
    const refused = bench.createJob(list, {
      consent: { ...granted, ad_user_data: enums.ConsentStatus.DENIED },
    });
    await expect(refused).rejects.toMatchObject(
      jobError("CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS"),
    );
  });
});

describe("calls and jobs of one list at the same time", () => {
  test("overlapping calls are concurrent modifications", async () => {
    const job = await bench.createJob(await bench.createList("Overlapping"));
    const settled = await Promise.allSettled([
      bench.add(job, [{ create: user("a") }]),
      bench.add(job, [{ create: user("b") }]),
    ]);
    const refused = settled.find((one) => one.status === "rejected");
    expect(settled.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(refused?.status === "rejected" && refused.reason).toMatchObject({
      errors: [
        {
          error_code: {
            database_error: errors.DatabaseErrorEnum.DatabaseError.CONCURRENT_MODIFICATION,
          },
        },
      ],
    });
  });

  test("a job that does not wait for the one before may be done first", async () => {
    const list = await bench.createList("Overtaken");
    const adding = await bench.createJob(list);
    const removing = await bench.createJob(list);
    await bench.add(adding, [{ create: user("overtaken") }]);
    await bench.add(removing, [{ remove: user("overtaken") }]);
    await bench.run(adding);
    await bench.run(removing);
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toContain(sha256("overtaken@example.com"));
  });
});
