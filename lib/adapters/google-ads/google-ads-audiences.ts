import type { AudiencePlatform } from "../../push/ports.ts";
import { findList } from "./find-list.ts";
import { openGoogleAds } from "./google-ads-api.ts";
import type { GoogleCredentials } from "../google-access/google-secret.ts";
import { secondsPerDelivery, usersPerDelivery } from "./limits.ts";
import { readJob } from "./read-job.ts";
import { readView } from "./read-view.ts";
import { runJob } from "./run-job.ts";

export interface GoogleAdsSettings {
  /** The account's digits. */
  readonly customer: string;
  /** The manager account that the user signs in to, where that is another one. */
  readonly loginCustomer?: string | undefined;
  /** Days after which Google forgets a member that is not sent again. */
  readonly membershipDays: number;
  readonly credentials: GoogleCredentials;
  readonly tokenUrl?: string | undefined;
  /** `http://host:port` of a server without TLS, and the address of its queries; Google's own when left out. */
  readonly grpcEndpoint?: string | undefined;
  readonly restUrl?: string | undefined;
  /** How long one call of ours may take, with all its requests. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Customer Match lists of one account, through the Google Ads API, for Cloud projects that used it for
 * them before 2026-04-01; others are refused (`not-allowlisted`). A delivery is a job: its receipt is
 * asked until it ended. Every failure is a `PlatformFailure`; nothing is retried.
 */
export function googleAdsAudiences(settings: GoogleAdsSettings): AudiencePlatform {
  const timeoutMs = settings.timeoutMs ?? secondsPerDelivery * 1000;
  const api = openGoogleAds({
    customer: settings.customer,
    loginCustomer: settings.loginCustomer,
    credentials: settings.credentials,
    tokenUrl: settings.tokenUrl,
    grpcEndpoint: settings.grpcEndpoint,
    restUrl: settings.restUrl,
    timeoutMs,
  });
  const { membershipDays } = settings;
  return {
    limits: { rows: usersPerDelivery, seconds: Math.ceil(timeoutMs / 1000) },
    ensure: (wanted) => findList(api, { ...wanted, membershipDays }),
    deliver: (delivery) => runJob(api, delivery),
    settle: (receipt) => readJob(api, receipt),
    view: (platformId) => readView(api, platformId),
  };
}
