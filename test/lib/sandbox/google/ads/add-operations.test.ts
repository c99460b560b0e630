import * as z from "zod";
import { errors } from "google-ads-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emailsOf, sha256 } from "../google-clients.ts";
import { anAdsBench, jobError, user } from "./ads-client.ts";

let bench: Awaited<ReturnType<typeof anAdsBench>>;
beforeAll(async () => {
  bench = await anAdsBench();
});
afterAll(() => bench.close());

describe("operations that are refused", () => {
  let list: string;
  beforeAll(async () => {
    list = await bench.createList("Refused");
  });

  test.each([
    [
      "adding beside removing",
      [{ create: user("a") }, { remove: user("b") }],
      "CONFLICTING_OPERATION",
    ],
    [
      "emptying the list later than first",
      [{ create: user("a") }, { remove_all: true }],
      "INVALID_OPERATION_ORDER",
    ],
    [
      "plain contact data",
      [{ create: { user_identifiers: [{ hashed_email: "a@example.com" }] } }],
      "INVALID_SHA256_FORMAT",
    ],
    ["nobody", [{ create: {} }], "MISSING_USER_IDENTIFIER"],
    [
      "a mobile id",
      [{ create: { user_identifiers: [{ mobile_id: "x" }] } }],
      "INCOMPATIBLE_UPLOAD_KEY_TYPE",
    ],
    [
      "21 identifiers of one user",
      [
        {
          create: {
            user_identifiers: Array.from({ length: 21 }, () => user("a").user_identifiers[0]),
          },
        },
      ],
      "TOO_MANY_USER_IDENTIFIERS",
    ],
  ] as const)("%s", async (_, operations, reason) => {
    await expect(bench.add(await bench.createJob(list), [...operations])).rejects.toMatchObject(
      jobError(reason),
    );
  });

  test("more than 100,000 identifiers in a request", async () => {
    const { user_identifiers } = user("a");
    const create = { user_identifiers: Array.from({ length: 20 }, () => user_identifiers[0]) };
    const operations = Array.from({ length: 5_001 }, () => ({ create }));
    await expect(bench.add(await bench.createJob(list), operations)).rejects.toMatchObject(
      jobError("TOO_MANY_USER_IDENTIFIERS"),
    );
  });

  test("under partial failure the good ones go on, and the bad ones are named", async () => {
    const job = await bench.createJob(list);
    const bad = { create: { user_identifiers: [{ hashed_email: "bad" }] } };
    const { partial_failure_error } = await bench.add(job, [{ create: user("good") }, bad], true);
    const value = z.instanceof(Uint8Array).parse(partial_failure_error?.details?.[0]?.value);
    expect(errors.GoogleAdsFailure.decode(value).errors).toMatchObject([
      { location: { field_path_elements: [{ field_name: "operations", index: 1 }, {}, {}, {}] } },
    ]);
    await bench.run(job);
    bench.halfAnHour();
    expect(emailsOf(bench.google)).toContain(sha256("good@example.com"));
  });

  test("after the job was run", async () => {
    const job = await bench.upload(list, [{ create: user("a") }]);
    await expect(bench.add(job, [{ create: user("b") }])).rejects.toMatchObject(
      jobError("JOB_ALREADY_STARTED"),
    );
  });

  test("a job for a list of somebody else, and an external id used twice", async () => {
    await expect(bench.createJob("customers/1/userLists/2")).rejects.toMatchObject(
      jobError("INVALID_USER_LIST_ID"),
    );
    await bench.createJob(list, { external_id: 7 });
    await expect(bench.createJob(list, { external_id: 7 })).rejects.toMatchObject(
      jobError("EXTERNAL_UPDATE_ID_ALREADY_EXISTS"),
    );
  });
});
