import { composePush, wrongPlatform } from "./compose-push.ts";
import type { Environment } from "./config.ts";

/** push-to-google-ads: user lists of Google Ads accounts, by the Google Ads API. */
export function composePushToGoogleAds(environment: Environment) {
  return composePush(environment, (destination) => {
    throw wrongPlatform(destination, "google-ads");
  });
}
