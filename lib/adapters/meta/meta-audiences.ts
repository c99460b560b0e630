import { randomUUID } from "node:crypto";
import type { AudiencePlatform } from "../../push/ports.ts";
import { findAudience } from "./find-audience.ts";
import { openGraphApi } from "./graph-api.ts";
import { defaultVersion, rowsPerCall, secondsPerCall } from "./limits.ts";
import { readView } from "./read-view.ts";
import { uploadRows } from "./upload-rows.ts";

export interface MetaSettings {
  /** The ad account's digits, without `act_`. */
  readonly adAccount: string;
  readonly token: string;
  readonly graphUrl?: string | undefined;
  /** Of the Marketing API, e.g. `v25.0`. */
  readonly version?: string | undefined;
  /** How long one call may take. */
  readonly timeoutMs?: number | undefined;
  /** Different at every call: tells two attempts at the same batch apart. */
  readonly attempt?: (() => string) | undefined;
  /** Told when the version comes to its end. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Custom Audiences of one ad account, through Meta's own SDK. A call is applied when it is answered,
 * so nothing is ever settled. Every failure is a `PlatformFailure`; nothing is retried.
 */
export function metaAudiences(settings: MetaSettings): AudiencePlatform {
  const timeoutMs = settings.timeoutMs ?? secondsPerCall * 1000;
  const attempt = settings.attempt ?? randomUUID;
  const api = openGraphApi({
    token: settings.token,
    adAccount: settings.adAccount,
    graphUrl: settings.graphUrl ?? "https://graph.facebook.com",
    version: settings.version ?? defaultVersion,
    timeoutMs,
    warn: settings.warn ?? (() => {}),
  });
  return {
    limits: { rows: rowsPerCall, seconds: Math.ceil(timeoutMs / 1000) },
    ensure: (wanted) => findAudience({ api, id: settings.adAccount }, wanted),
    deliver: (delivery) => uploadRows(api, delivery, attempt()),
    settle: async () => {
      throw new Error("Meta applies a call when it answers it: there is nothing to settle");
    },
    view: (platformId) => readView(api, platformId),
  };
}
