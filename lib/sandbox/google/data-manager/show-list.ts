import type { UserList } from "../user-list.ts";

/** A list as Data Manager shows it; sizes are left out until Google has estimated them. */
export function showList(list: UserList, now: number) {
  const { account, id, name, description, integrationCode, lifeSpanDays, membershipStatus } =
    list.about;
  const sizes = list.sizes(now);
  const matched = sizes === null ? {} : { matchRatePercentage: sizes.matchRate };
  return {
    name: `accountTypes/GOOGLE_ADS/accounts/${account}/userLists/${id}`,
    id,
    readOnly: false,
    displayName: name,
    description,
    membershipStatus,
    integrationCode,
    membershipDuration: { seconds: String(lifeSpanDays * 86_400), nanos: 0 },
    accessReason: "OWNED",
    accountAccessStatus: "ENABLED",
    ingestedUserListInfo: {
      uploadKeyTypes: ["CONTACT_ID"],
      contactIdInfo: { dataSourceType: "DATA_SOURCE_TYPE_FIRST_PARTY", ...matched },
    },
    ...(sizes === null
      ? {}
      : {
          sizeInfo: {
            displayNetworkMembersCount: String(sizes.display),
            searchNetworkMembersCount: String(sizes.search),
            youtubeMembersCount: String(sizes.youtube),
            gmailMembersCount: String(sizes.gmail),
          },
          targetNetworkInfo: {
            eligibleForDisplay: sizes.eligible,
            eligibleForSearch: sizes.eligible,
          },
        }),
  };
}
