import type { AudiencePlatform } from "../../push/ports.ts";
import { openDataManager } from "./data-manager-api.ts";
import type { GoogleCredentials } from "../google-access/google-secret.ts";
import { findList } from "./find-list.ts";
import { membersPerRequest, secondsPerDelivery } from "./limits.ts";
import { readStatus } from "./read-status.ts";
import { readView } from "./read-view.ts";
import { sendMembers } from "./send-members.ts";

export interface DataManagerSettings {
  /** The Google Ads account's digits, whose lists these are. */
  readonly operatingAccount: string;
  /** The manager account that the user signs in to, where that is another one. */
  readonly loginAccount?: string | undefined;
  /** Days after which Google forgets a member that is not sent again. */
  readonly membershipDays: number;
  readonly credentials: GoogleCredentials;
  readonly tokenUrl?: string | undefined;
  /** `http://host:port` for a server without TLS; Google's own when left out. */
  readonly endpoint?: string | undefined;
  /** How long one call of ours may take, with all its requests. */
  readonly timeoutMs?: number | undefined;
  readonly now: () => Date;
}

/**
 * Customer Match lists of one account, through Google's Data Manager client. A delivery is accepted at
 * first: its receipt is asked until it ended. Every failure is a `PlatformFailure`; nothing is retried,
 * but for members left out that Google named as wrong.
 */
export function dataManagerAudiences(settings: DataManagerSettings): AudiencePlatform {
  const timeoutMs = settings.timeoutMs ?? secondsPerDelivery * 1000;
  const api = openDataManager({
    operatingAccount: settings.operatingAccount,
    loginAccount: settings.loginAccount,
    credentials: settings.credentials,
    tokenUrl: settings.tokenUrl,
    endpoint: settings.endpoint,
    timeoutMs,
    now: settings.now,
  });
  const { membershipDays } = settings;
  return {
    limits: { rows: membersPerRequest, seconds: Math.ceil(timeoutMs / 1000) },
    ensure: (wanted) => findList(api, { ...wanted, membershipDays }),
    deliver: (delivery) => sendMembers(api, delivery),
    settle: (receipt) => readStatus(api, receipt),
    view: (platformId) => readView(api, platformId),
  };
}
