import { shownSize, sizeBounds } from "./estimate-size.ts";
import { badParameter } from "./graph-error.ts";
import { SMALL_AUDIENCE } from "./limits.ts";
import type { Audience } from "./meta-state.ts";
import { suggestsSensitiveTraits } from "./sensitive-names.ts";

const seconds = (time: number) => Math.floor(time / 1000);

const status = (code: number, description: string) => ({ code, description });

/** `operation_status`: 471 flagged, 414 being replaced, 415 replacement failed, 441 first upload under way. */
function operationStatus(audience: Audience, now: number) {
  if (suggestsSensitiveTraits(audience).length > 0) return status(471, "Audience flagged");
  if (audience.replacement !== undefined) return status(414, "Replace users in progress");
  if (audience.replacementFailed) return status(415, "Replace users failed");
  const populating = audience.sizes.length > 0 && shownSize(audience, now) === undefined;
  return populating
    ? status(441, "We're finding people who fit your audience")
    : status(200, "Normal");
}

function deliveryStatus(audience: Audience, now: number) {
  const size = shownSize(audience, now) ?? 0;
  return size >= SMALL_AUDIENCE
    ? status(200, "This audience is ready for use.")
    : status(300, "Audience size is too small.");
}

type Field = (audience: Audience, now: number) => unknown;

const FIELDS: Readonly<Record<string, Field>> = {
  id: ({ id }) => id,
  account_id: ({ account }) => account,
  name: ({ name }) => name,
  description: ({ description }) => description,
  subtype: () => "CUSTOM",
  customer_file_source: ({ customerFileSource }) => customerFileSource,
  retention_days: ({ retentionDays }) => retentionDays,
  is_value_based: ({ valueBased }) => valueBased,
  data_source: () => ({ type: "FILE_IMPORTED", sub_type: "MULTI_HASHES", creation_params: "[]" }),
  approximate_count_lower_bound: (audience, now) => sizeBounds(shownSize(audience, now)).lower,
  approximate_count_upper_bound: (audience, now) => sizeBounds(shownSize(audience, now)).upper,
  delivery_status: deliveryStatus,
  operation_status: operationStatus,
  fields_violating_integrity_policy: (audience) => suggestsSensitiveTraits(audience),
  permission_for_actions: () => ({ can_edit: true, can_see_insight: "true", can_share: "true" }),
  time_created: ({ createdAt }) => seconds(createdAt),
  time_updated: ({ updatedAt }) => seconds(updatedAt),
  time_content_updated: ({ contentUpdatedAt }) =>
    contentUpdatedAt === undefined ? undefined : seconds(contentUpdatedAt),
};

/** The fields asked for, as JSON would have them; `id` always comes along. Unknown fields are refused. */
export function describeAudience(
  audience: Audience,
  fields: readonly string[],
  now: number,
): Record<string, unknown> {
  return Object.fromEntries(
    ["id", ...fields].map((field) => {
      const read = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
      if (read !== undefined) return [field, read(audience, now)];
      throw badParameter(
        `Tried accessing nonexisting field (${field}) on node type (CustomAudience)`,
      );
    }),
  );
}
