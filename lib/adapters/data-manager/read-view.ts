import * as z from "zod";
import type { PlatformView } from "../../push/contract.ts";
import type { DataManagerApi } from "./data-manager-api.ts";

const count = z.coerce.number().nullish();
const enumWord = z.union([z.string(), z.number()]).nullish();

/** What is said of a list (user_list.proto 0.3.0): enums by name or number, 64-bit numbers as text. */
const listSchema = z.object({
  membershipStatus: enumWord,
  accountAccessStatus: enumWord,
  sizeInfo: z
    .object({
      displayNetworkMembersCount: count,
      searchNetworkMembersCount: count,
      youtubeMembersCount: count,
      gmailMembersCount: count,
    })
    .nullish(),
  targetNetworkInfo: z
    .object({ eligibleForDisplay: z.boolean().nullish(), eligibleForSearch: z.boolean().nullish() })
    .nullish(),
  ingestedUserListInfo: z
    .object({ contactIdInfo: z.object({ matchRatePercentage: count }).nullish() })
    .nullish(),
});
type Seen = z.infer<typeof listSchema>;

const closed: readonly unknown[] = ["CLOSED", 2];
const disabled: readonly unknown[] = ["DISABLED", 2];

/** The least and the most that a network can reach. */
function sizeOf({ sizeInfo }: Seen): PlatformView["size"] {
  const counts = Object.values(sizeInfo ?? {}).filter((one) => typeof one === "number");
  return counts.length === 0 ? null : { low: Math.min(...counts), high: Math.max(...counts) };
}

function statusOf(seen: Seen): PlatformView["status"] {
  if (closed.includes(seen.membershipStatus) || disabled.includes(seen.accountAccessStatus))
    return "unusable";
  if (sizeOf(seen) === null) return "not-counted-yet";
  const { eligibleForDisplay, eligibleForSearch } = seen.targetNetworkInfo ?? {};
  return eligibleForDisplay === true || eligibleForSearch === true ? "ready" : "too-small";
}

/** What Google says of a list: people that its networks reach (not people sent), estimated. Throws `PlatformFailure`. */
export async function readView(api: DataManagerApi, platformId: string): Promise<PlatformView> {
  const seen = await api.perform(async (call) => {
    const name = `${api.parent}/userLists/${platformId}`;
    const [list] = await api.userLists.getUserList({ name }, await call());
    return listSchema.parse(list);
  });
  const rate = seen.ingestedUserListInfo?.contactIdInfo?.matchRatePercentage;
  return {
    status: statusOf(seen),
    size: sizeOf(seen),
    detail: typeof rate === "number" && rate > 0 ? `match rate ${rate} %` : "",
  };
}
