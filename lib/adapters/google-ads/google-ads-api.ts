import { accessTokens } from "../google-access/access-token.ts";
import { classifyError } from "./classify-error.ts";
import { startDeadline } from "../google-access/deadline.ts";
import type { GoogleCredentials } from "../google-access/google-secret.ts";
import { restUrl } from "./limits.ts";
import type { PointedCustomer } from "./open-customer.ts";

export interface ApiSettings {
  readonly customer: string;
  readonly loginCustomer: string | undefined;
  readonly credentials: GoogleCredentials;
  readonly tokenUrl: string | undefined;
  readonly grpcEndpoint: string | undefined;
  readonly restUrl: string | undefined;
  readonly timeoutMs: number;
}

/** Google's library for one account, behind one door. */
export interface GoogleAdsApi {
  readonly customerId: string;
  /**
   * Carries out one call of ours, of one or more requests, within its time, signed in. `work` asks for
   * the customer anew before each request: when time is over none may be started, or it would be
   * carried out after we had given it up. Throws `PlatformFailure`.
   */
  perform<T>(work: (customer: () => PointedCustomer) => Promise<T>): Promise<T>;
}

/** Loads the library at the first call (most of a second, 240 MB), not before. */
export function openGoogleAds(settings: ApiSettings): GoogleAdsApi {
  const { customer: customerId, credentials, tokenUrl, timeoutMs } = settings;
  const token = accessTokens(credentials, { tokenUrl, timeoutMs });
  let opened: Promise<PointedCustomer> | undefined;
  const open = async (): Promise<PointedCustomer> => {
    const { openCustomer } = await import("./open-customer.ts");
    return openCustomer({
      customer: customerId,
      loginCustomer: settings.loginCustomer,
      clientId: credentials.client_id,
      clientSecret: credentials.client_secret,
      refreshToken: credentials.refresh_token,
      developerToken: credentials.developer_token ?? "",
      token,
      grpcEndpoint: settings.grpcEndpoint,
      restUrl: settings.restUrl ?? restUrl,
      // a request started in the first half of our time then ends within it
      timeoutMs: timeoutMs / 2,
    });
  };
  return {
    customerId,
    perform: async (work) => {
      const customer = await (opened ??= open());
      const [deadline, lastStart] = [startDeadline(timeoutMs), startDeadline(timeoutMs / 2)];
      const inTime = () => {
        lastStart.left();
        return customer;
      };
      try {
        await lastStart.within(customer.signIn());
        return await deadline.within(work(inTime));
      } catch (error) {
        throw classifyError(error);
      }
    },
  };
}
