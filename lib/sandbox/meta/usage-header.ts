import { CALLS_PER_HOUR } from "./limits.ts";

/** `X-Business-Use-Case-Usage` of an account: percentages, and the minutes to wait when throttled. */
export function usageHeader(
  account: string,
  usage: { readonly calls: number; readonly waitMinutes: number },
): Readonly<Record<string, string>> {
  const percent =
    usage.waitMinutes > 0 ? 100 : Math.min(99, Math.ceil((100 * usage.calls) / CALLS_PER_HOUR));
  return {
    "x-business-use-case-usage": JSON.stringify({
      [account]: [
        {
          type: "custom_audience",
          call_count: percent,
          total_cputime: percent,
          total_time: percent,
          estimated_time_to_regain_access: usage.waitMinutes,
          ads_api_access_tier: "standard_access",
        },
      ],
    }),
  };
}
