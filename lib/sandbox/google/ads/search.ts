import * as z from "zod";
import type { Job } from "../google-state.ts";
import type { GoogleWorld } from "../google-world.ts";
import { matchRange } from "../match-range.ts";
import { readRequest } from "../perform-call.ts";
import { camel } from "../refusal.ts";
import type { UserList } from "../user-list.ts";
import { adsRefusal } from "./ads-refusal.ts";
import { jobStatus } from "./jobs.ts";
import { queryRefusal, readGaql } from "./read-gaql.ts";
import type { Query } from "./read-gaql.ts";
import { refuseCustomerId } from "./user-lists.ts";

/** A row by field; 64-bit numbers are text as in REST, null is not shown. */
type Row = Readonly<Record<string, string | number | boolean | null>>;

/** user_list_size_range.proto: the upper end of each range. */
const SIZE_RANGES: readonly (readonly [below: number, name: string])[] = [
  [500, "LESS_THAN_FIVE_HUNDRED"],
  [1_000, "LESS_THAN_ONE_THOUSAND"],
  [10_000, "ONE_THOUSAND_TO_TEN_THOUSAND"],
  [50_000, "TEN_THOUSAND_TO_FIFTY_THOUSAND"],
  [100_000, "FIFTY_THOUSAND_TO_ONE_HUNDRED_THOUSAND"],
  [300_000, "ONE_HUNDRED_THOUSAND_TO_THREE_HUNDRED_THOUSAND"],
  [500_000, "THREE_HUNDRED_THOUSAND_TO_FIVE_HUNDRED_THOUSAND"],
  [1_000_000, "FIVE_HUNDRED_THOUSAND_TO_ONE_MILLION"],
  [2_000_000, "ONE_MILLION_TO_TWO_MILLION"],
  [3_000_000, "TWO_MILLION_TO_THREE_MILLION"],
  [5_000_000, "THREE_MILLION_TO_FIVE_MILLION"],
  [10_000_000, "FIVE_MILLION_TO_TEN_MILLION"],
];

const sizeRange = (size: number): string =>
  SIZE_RANGES.find(([below]) => size < below)?.[1] ?? "TEN_MILLION_TO_TWENTY_MILLION";

const FIRST_OF_RESOURCE = "resource_name";

function listRow(list: UserList, now: number): Row {
  const { about } = list;
  const sizes = list.sizes(now);
  return {
    [FIRST_OF_RESOURCE]: `customers/${about.account}/userLists/${about.id}`,
    id: about.id,
    name: about.name,
    description: about.description,
    integration_code: about.integrationCode,
    type: "CRM_BASED",
    read_only: false,
    membership_status: about.membershipStatus,
    membership_life_span: String(about.lifeSpanDays),
    size_for_display: sizes === null ? null : String(sizes.display),
    size_for_search: sizes === null ? null : String(sizes.search),
    size_range_for_display: sizes === null ? null : sizeRange(sizes.display),
    size_range_for_search: sizes === null ? null : sizeRange(sizes.search),
    match_rate_percentage: sizes === null ? null : sizes.matchRate,
    eligible_for_search: sizes?.eligible ?? false,
    eligible_for_display: sizes?.eligible ?? false,
    closing_reason: null,
    access_reason: "OWNED",
    account_user_list_status: "ENABLED",
    "crm_based_user_list.upload_key_type": "CONTACT_INFO",
    "crm_based_user_list.data_source_type": "FIRST_PARTY",
  };
}

function jobRow(job: Job, now: number): Row {
  const status = jobStatus(job, now);
  const range =
    status === "SUCCESS" && job.kind === "create" ? matchRange(job.matched, job.operations) : null;
  return {
    [FIRST_OF_RESOURCE]: job.resourceName,
    id: job.id,
    external_id: job.externalId,
    type: "CUSTOMER_MATCH_USER_LIST",
    status,
    failure_reason: null,
    "customer_match_user_list_metadata.user_list": `customers/${job.list.replace("/", "/userLists/")}`,
    "operation_metadata.match_rate_range": range === null ? null : `MATCH_RANGE_${range}`,
  };
}

function rowsOf(world: GoogleWorld, account: string, from: string): Row[] {
  const now = world.clock.now();
  switch (from) {
    case "user_list":
      return [...world.lists.values()]
        .filter((l) => l.about.account === account)
        .map((l) => listRow(l, now));
    case "offline_user_data_job":
      return world.state.jobs
        .filter((job) => job.account === account)
        .map((job) => jobRow(job, now));
    default:
      throw queryRefusal(
        "BAD_RESOURCE_TYPE_IN_FROM_CLAUSE",
        "The sandbox has user_list and offline_user_data_job.",
      );
  }
}

/** The fields that a resource has, by a row of nobody's. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  user_list: [
    "resource_name",
    "id",
    "name",
    "description",
    "integration_code",
    "type",
    "read_only",
    "membership_status",
    "membership_life_span",
    "size_for_display",
    "size_for_search",
    "size_range_for_display",
    "size_range_for_search",
    "match_rate_percentage",
    "eligible_for_search",
    "eligible_for_display",
    "closing_reason",
    "access_reason",
    "account_user_list_status",
    "crm_based_user_list.upload_key_type",
    "crm_based_user_list.data_source_type",
  ],
  offline_user_data_job: [
    "resource_name",
    "id",
    "external_id",
    "type",
    "status",
    "failure_reason",
    "customer_match_user_list_metadata.user_list",
    "operation_metadata.match_rate_range",
  ],
};

function refuseFields(query: Query): void {
  const known = new Set((FIELDS[query.from] ?? []).map((field) => `${query.from}.${field}`));
  const unknown = [...query.select, ...query.where.map((c) => c.field)].find((f) => !known.has(f));
  if (unknown !== undefined)
    throw queryRefusal("UNRECOGNIZED_FIELD", `Unrecognized field in the query: '${unknown}'.`);
}

/** `{ userList: { resourceName, crmBasedUserList: { … } } }`: the fields asked for, and the resource's name. */
function shape(query: Query, row: Row): object {
  const resource: Record<string, unknown> = {};
  for (const field of new Set([
    FIRST_OF_RESOURCE,
    ...query.select.map((f) => f.slice(query.from.length + 1)),
  ])) {
    const value = row[field];
    if (value === null || value === undefined) continue;
    const [head = "", tail] = field.split(".").map(camel);
    if (tail === undefined) resource[head] = value;
    else resource[head] = Object.assign({}, resource[head], { [tail]: value });
  }
  return { [camel(query.from)]: resource };
}

const searchSchema = z.object({
  query: z.string(),
  pageSize: z.unknown().optional(),
  page_size: z.unknown().optional(),
});

const pageSizeRefusal = () =>
  adsRefusal("INVALID_ARGUMENT", [
    {
      code: ["request_error", "PAGE_SIZE_NOT_SUPPORTED"],
      message: "Setting the page size is not supported.",
    },
  ]);

/** googleAds:search and :searchStream over lists and jobs of an account. */
export function searchGoogleAds(world: GoogleWorld, account: string, request: unknown) {
  refuseCustomerId(account);
  const asked = readRequest(searchSchema, request);
  if (asked.pageSize !== undefined || asked.page_size !== undefined) throw pageSizeRefusal();
  const query = readGaql(asked.query);
  const rows = rowsOf(world, account, query.from);
  refuseFields(query);
  const found = rows.filter((row) =>
    query.where.every(({ field, values }) =>
      values.includes(String(row[field.slice(query.from.length + 1)] ?? "")),
    ),
  );
  return {
    results: found.slice(0, query.limit).map((row) => shape(query, row)),
    fieldMask: query.select.map((field) => field.split(".").map(camel).join(".")).join(","),
  };
}
