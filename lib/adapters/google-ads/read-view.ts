import * as z from "zod";
import type { PlatformView } from "../../push/contract.ts";
import { PlatformFailure } from "../../core/failure.ts";
import type { GoogleAdsApi } from "./google-ads-api.ts";

const count = z.coerce.number().nullish();

const rowSchema = z.object({
  userList: z.object({
    membershipStatus: z.string().nullish(),
    accountUserListStatus: z.string().nullish(),
    sizeForDisplay: count,
    sizeForSearch: count,
    eligibleForDisplay: z.boolean().nullish(),
    eligibleForSearch: z.boolean().nullish(),
    matchRatePercentage: count,
  }),
});
type Seen = z.infer<typeof rowSchema>["userList"];

const fields = [
  "membership_status",
  "account_user_list_status",
  "size_for_display",
  "size_for_search",
  "eligible_for_display",
  "eligible_for_search",
  "match_rate_percentage",
]
  .map((field) => `user_list.${field}`)
  .join(", ");

/** The least and the most that a network can reach. */
function sizeOf({ sizeForDisplay, sizeForSearch }: Seen): PlatformView["size"] {
  const counts = [sizeForDisplay, sizeForSearch].filter((one) => typeof one === "number");
  return counts.length === 0 ? null : { low: Math.min(...counts), high: Math.max(...counts) };
}

function statusOf(seen: Seen): PlatformView["status"] {
  if (seen.membershipStatus === "CLOSED" || seen.accountUserListStatus === "DISABLED")
    return "unusable";
  if (sizeOf(seen) === null) return "not-counted-yet";
  return seen.eligibleForDisplay === true || seen.eligibleForSearch === true
    ? "ready"
    : "too-small";
}

/** What Google says of a list: people that its networks reach (not people sent), estimated. Throws `PlatformFailure`. */
export async function readView(api: GoogleAdsApi, platformId: string): Promise<PlatformView> {
  const name = `customers/${api.customerId}/userLists/${platformId}`;
  const rows: unknown = await api.perform((customer) =>
    customer().query(
      `SELECT user_list.resource_name, ${fields} FROM user_list WHERE user_list.resource_name = '${name}'`,
    ),
  );
  const seen = z.array(rowSchema).parse(rows)[0]?.userList;
  if (seen === undefined) {
    throw new PlatformFailure(
      "Google Ads: the user list is not there, or the user may not see it",
      {
        code: "not-there",
        remedy: "human",
      },
    );
  }
  const rate = seen.matchRatePercentage;
  return {
    status: statusOf(seen),
    size: sizeOf(seen),
    detail: typeof rate === "number" && rate > 0 ? `match rate ${rate} %` : "",
  };
}
