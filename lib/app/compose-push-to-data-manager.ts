import { dataManagerAudiences } from "../adapters/data-manager/data-manager-audiences.ts";
import { readGoogleSecret } from "../adapters/google-access/google-secret.ts";
import { composePush, wrongPlatform } from "./compose-push.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";

/** push-to-data-manager: user lists of Google Ads accounts, by the Data Manager API. */
export function composePushToDataManager(environment: Environment) {
  const needed = settings.pick({ dataManagerEndpoint: true, googleTokenUrl: true });
  const { dataManagerEndpoint, googleTokenUrl } = readConfig(needed, environment);
  return composePush(environment, (destination, secret) => {
    if (destination.platform !== "google-data-manager")
      throw wrongPlatform(destination, "google-data-manager");
    return dataManagerAudiences({
      operatingAccount: destination.operatingAccount,
      loginAccount: destination.loginAccount,
      membershipDays: destination.membershipDays,
      credentials: readGoogleSecret(secret.name, secret.text),
      now: () => new Date(),
      endpoint: dataManagerEndpoint,
      tokenUrl: googleTokenUrl,
    });
  });
}
