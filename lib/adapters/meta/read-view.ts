import { CustomAudience } from "facebook-nodejs-business-sdk";
import type { FacebookAdsApi } from "facebook-nodejs-business-sdk";
import * as z from "zod";
import type { PlatformView } from "../../push/contract.ts";
import {
  deliveryStatus,
  smallestShownSize,
  uncountedStatuses,
  unusableStatuses,
} from "./limits.ts";

const statusSchema = z.object({ code: z.number(), description: z.string().default("") });

const audienceSchema = z.object({
  approximate_count_lower_bound: z.number().default(-1),
  approximate_count_upper_bound: z.number().default(-1),
  delivery_status: statusSchema.optional(),
  operation_status: statusSchema.optional(),
});
type Seen = z.infer<typeof audienceSchema>;

const fields = Object.keys(audienceSchema.shape);

const isUnusable = (operation: number, delivery: number) =>
  unusableStatuses.includes(operation) || delivery >= deliveryStatus.unusable;

function statusOf(seen: Seen): PlatformView["status"] {
  const delivery = seen.delivery_status?.code ?? 0;
  const operation = seen.operation_status?.code ?? 0;
  const high = seen.approximate_count_upper_bound;
  if (isUnusable(operation, delivery)) return "unusable";
  if (uncountedStatuses.includes(operation) || high < 0) return "not-counted-yet";
  const small = delivery === deliveryStatus.tooSmall || high <= smallestShownSize;
  return small ? "too-small" : "ready";
}

/** Bounds of the people found; a size below 1000 is only known to be that. */
function sizeOf(seen: Seen): PlatformView["size"] {
  const { approximate_count_lower_bound: low, approximate_count_upper_bound: high } = seen;
  if (high < 0) return null;
  return { low: high <= smallestShownSize ? 0 : low, high };
}

/** What Meta says of an audience: people found (not rows sent), a day late. Throws `PlatformFailure`. */
export async function readView(api: FacebookAdsApi, platformId: string): Promise<PlatformView> {
  const audience = await new CustomAudience(platformId, {}, undefined, api).read(fields);
  const seen = audienceSchema.parse(audience.exportAllData());
  const said = [seen.operation_status, seen.delivery_status].flatMap((status) =>
    status === undefined ? [] : [`${status.code} ${status.description}`.trim()],
  );
  return { status: statusOf(seen), size: sizeOf(seen), detail: said.join("; ") };
}
