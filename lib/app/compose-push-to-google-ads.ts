import { googleAdsAudiences } from "../adapters/google-ads/google-ads-audiences.ts";
import { readGoogleSecret } from "../adapters/google-access/google-secret.ts";
import { composePush, wrongPlatform } from "./compose-push.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";

/** push-to-google-ads: user lists of Google Ads accounts, by the Google Ads API. */
export function composePushToGoogleAds(environment: Environment) {
  const needed = settings.pick({
    googleAdsEndpoint: true,
    googleAdsRestUrl: true,
    googleTokenUrl: true,
  });
  const { googleAdsEndpoint, googleAdsRestUrl, googleTokenUrl } = readConfig(needed, environment);
  return composePush(environment, (destination, secret) => {
    if (destination.platform !== "google-ads") throw wrongPlatform(destination, "google-ads");
    return googleAdsAudiences({
      customer: destination.customer,
      loginCustomer: destination.loginCustomer,
      membershipDays: destination.membershipDays,
      credentials: readGoogleSecret(secret.name, secret.text),
      grpcEndpoint: googleAdsEndpoint,
      restUrl: googleAdsRestUrl,
      tokenUrl: googleTokenUrl,
    });
  });
}
