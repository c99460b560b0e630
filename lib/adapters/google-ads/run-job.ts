import type { services } from "google-ads-api";
import * as z from "zod";
import type { Delivery, DeliveryOutcome } from "../../push/ports.ts";
import { googleRowSchema } from "../google-access/google-row.ts";
import type { GoogleRow } from "../google-access/google-row.ts";
import { refusedOperations } from "./classify-error.ts";
import type { GoogleAdsApi } from "./google-ads-api.ts";
import { identifiersPerRequest } from "./limits.ts";
import type { PointedCustomer } from "./open-customer.ts";
import { receiptOf } from "./read-job.ts";

type Operation = services.IOfflineUserDataJobOperation;
type InTime = () => PointedCustomer;
interface User {
  readonly at: number;
  readonly operation: Operation;
  readonly identifiers: number;
}

/** The address whole or not at all: all four parts are required (offline_user_data.proto v25). */
const addressOf = ({ givenName, familyName, regionCode, postalCode }: GoogleRow) =>
  givenName && familyName && regionCode && postalCode
    ? [
        {
          address_info: {
            hashed_first_name: givenName,
            hashed_last_name: familyName,
            country_code: regionCode,
            postal_code: postalCode,
          },
        },
      ]
    : [];

function userOf(row: GoogleRow, at: number, op: Delivery["op"]): User {
  const user_identifiers = [
    ...(row.emails ?? []).map((hashed_email) => ({ hashed_email })),
    ...(row.phones ?? []).map((hashed_phone_number) => ({ hashed_phone_number })),
    ...addressOf(row),
  ];
  const data = { user_identifiers };
  return {
    at,
    operation: op === "remove" ? { remove: data } : { create: data },
    identifiers: user_identifiers.length,
  };
}

/** As many users a request as their identifiers allow. */
function requestsOf(users: readonly User[]): User[][] {
  const requests: User[][] = [];
  let room = 0;
  for (const user of users) {
    if (user.identifiers > room || requests.length === 0) {
      requests.push([]);
      room = identifiersPerRequest;
    }
    requests.at(-1)?.push(user);
    room -= user.identifiers;
  }
  return requests;
}

/**
 * A job of its own for each delivery: additions and removals do not mix. Consent stands at the job,
 * for all of it: only people with every consent are sent (help page 14310715, read 2026-11-22). Without
 * an external id, since Google takes one only once and a delivery may come again.
 */
async function createJob(customer: InTime, list: string): Promise<string> {
  const { enums, services: messages } = await import("google-ads-api");
  const { GRANTED } = enums.ConsentStatus;
  const made = await customer().offlineUserDataJobs.createOfflineUserDataJob(
    new messages.CreateOfflineUserDataJobRequest({
      customer_id: customer().credentials.customer_id,
      job: {
        type: enums.OfflineUserDataJobType.CUSTOMER_MATCH_USER_LIST,
        customer_match_user_list_metadata: {
          user_list: list,
          consent: { ad_user_data: GRANTED, ad_personalization: GRANTED },
        },
      },
    }),
  );
  return z.string().min(1).parse(made.resource_name);
}

const failureSchema = z.object({
  partial_failure_error: z
    .object({
      details: z
        .array(z.object({ type_url: z.string(), value: z.instanceof(Uint8Array) }))
        .default([]),
    })
    .nullish(),
});

/** Adds users to a job; gives the places of those that Google refuses. */
async function addUsers(
  customer: InTime,
  job: string,
  users: readonly User[],
): Promise<readonly number[]> {
  const { errors, services: messages } = await import("google-ads-api");
  const answer = await customer().offlineUserDataJobs.addOfflineUserDataJobOperations(
    new messages.AddOfflineUserDataJobOperationsRequest({
      resource_name: job,
      enable_partial_failure: true,
      operations: users.map(({ operation }) => operation),
    }),
  );
  // The library decodes partial failures of other calls, not of this one.
  const details = failureSchema.parse(answer).partial_failure_error?.details ?? [];
  const failure = details.find(({ type_url: type }) => type.endsWith(".GoogleAdsFailure"));
  if (failure === undefined) return [];
  const { refused, other } = refusedOperations(errors.GoogleAdsFailure.decode(failure.value));
  if (other !== undefined) throw other;
  return refused.flatMap((index) => users[index]?.at ?? []);
}

async function run(customer: InTime, job: string): Promise<void> {
  const { services: messages } = await import("google-ads-api");
  await customer().offlineUserDataJobs.runOfflineUserDataJob(
    new messages.RunOfflineUserDataJobRequest({ resource_name: job }),
  );
}

/**
 * Adds people to a list or removes them, as one job: accepted, applied minutes to hours later. Rows that
 * Google names as wrong are left out. A job that was not started does nothing and is gone after five
 * days. Throws `PlatformFailure`.
 */
export async function runJob(api: GoogleAdsApi, delivery: Delivery): Promise<DeliveryOutcome> {
  const users = delivery.rows.map((row, at) => userOf(googleRowSchema.parse(row), at, delivery.op));
  if (users.length === 0) return { state: "done", invalid: 0, refused: [] };
  return api.perform(async (customer) => {
    const list = `customers/${api.customerId}/userLists/${delivery.platformId}`;
    const job = await createJob(customer, list);
    const refused: number[] = [];
    // One after the other: Google refuses requests on one job that overlap.
    for (const request of requestsOf(users))
      refused.push(...(await addUsers(customer, job, request)));
    if (refused.length === users.length)
      return { state: "done", invalid: refused.length, refused } as const;
    await run(customer, job);
    return { state: "accepted", receipt: receiptOf(job), refused } as const;
  });
}
