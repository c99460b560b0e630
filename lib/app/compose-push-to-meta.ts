import { Logger } from "@aws-lambda-powertools/logger";
import { metaAudiences } from "../adapters/meta/meta-audiences.ts";
import { readMetaSecret } from "../adapters/meta/meta-secret.ts";
import { composePush, wrongPlatform } from "./compose-push.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";

/** push-to-meta: audiences of Meta ad accounts. */
export function composePushToMeta(environment: Environment) {
  const { metaUrl, metaVersion } = readConfig(
    settings.pick({ metaUrl: true, metaVersion: true }),
    environment,
  );
  const logger = new Logger({ serviceName: "push-to-meta" });
  return composePush(environment, (destination, secret) => {
    if (destination.platform !== "meta") throw wrongPlatform(destination, "meta");
    return metaAudiences({
      adAccount: destination.adAccount,
      token: readMetaSecret(secret.name, secret.text),
      graphUrl: metaUrl,
      version: metaVersion,
      warn: (message) => logger.warn(message),
    });
  });
}
