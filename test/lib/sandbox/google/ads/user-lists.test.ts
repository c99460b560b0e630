import { errors } from "google-ads-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT } from "../google-clients.ts";
import { anAdsBench, LocalCustomer } from "./ads-client.ts";

let bench: Awaited<ReturnType<typeof anAdsBench>>;
beforeAll(async () => {
  bench = await anAdsBench();
});
afterAll(() => bench.close());

describe("lists", () => {
  test("a name is used once, and nobody stays longer than 540 days", async () => {
    await bench.createList("Once");
    await expect(bench.createList("Once")).rejects.toMatchObject({
      errors: [
        {
          error_code: { user_list_error: errors.UserListErrorEnum.UserListError.NAME_ALREADY_USED },
        },
      ],
    });
    await expect(bench.createList("Long", { membership_life_span: 541 })).rejects.toMatchObject({
      errors: [{ error_code: { range_error: errors.RangeErrorEnum.RangeError.TOO_HIGH } }],
    });
  });

  test("are renamed, found and removed", async () => {
    const resource_name = await bench.createList("Before");
    const find = (name: string) =>
      bench.customer.query(
        `SELECT user_list.id, user_list.name, user_list.size_for_search FROM user_list WHERE user_list.name = '${name}'`,
      );
    await bench.customer.userLists.update([{ resource_name, name: "It's after" }]);
    expect(await find("Before")).toEqual([]);
    const id = resource_name.split("/")[3];
    expect(await find(String.raw`It\'s after`)).toEqual([
      { userList: { resourceName: resource_name, id, name: "It's after" } },
    ]);
    await bench.customer.userLists.remove([resource_name]);
    expect(await find(String.raw`It\'s after`)).toEqual([]);
  });

  test("an unknown field of a query is refused", async () => {
    await expect(bench.customer.query("SELECT user_list.nme FROM user_list")).rejects.toMatchObject(
      {
        status: "INVALID_ARGUMENT",
        details: [{ errors: [{ errorCode: { queryError: "UNRECOGNIZED_FIELD" } }] }],
      },
    );
  });
});

describe("who may", () => {
  test("a project without a history of Customer Match is sent away", async () => {
    const other = await anAdsBench({ adsAllowlisted: false });
    const list = await other.createList("Refused");
    const reason =
      errors.NotAllowlistedErrorEnum.NotAllowlistedError.CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE;
    await expect(other.createJob(list)).rejects.toMatchObject({
      errors: [{ error_code: { not_allowlisted_error: reason } }],
    });
    await other.close();
  });

  test("an unknown token is refused", async () => {
    const stranger = new LocalCustomer(bench.google, "Bearer stolen", ACCOUNT);
    await expect(stranger.userLists.remove(["customers/1/userLists/1"])).rejects.toMatchObject({
      errors: [
        {
          error_code: {
            authentication_error:
              errors.AuthenticationErrorEnum.AuthenticationError.OAUTH_TOKEN_INVALID,
          },
        },
      ],
    });
    await stranger.close();
  });

  test("a throttled call is told how long to wait", async () => {
    bench.faults.plan([{ match: { path: "CreateOfflineUserDataJob", nth: 1 }, fault: "throttle" }]);
    await expect(bench.createJob("customers/1/userLists/1")).rejects.toMatchObject({
      errors: [
        { details: { quota_error_details: { retry_delay: { seconds: expect.anything() } } } },
      ],
    });
  });
});
