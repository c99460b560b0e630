import { IngestionServiceClient, UserListServiceClient } from "@google-ads/datamanager";
import { credentials } from "@grpc/grpc-js";
import { InputProblem } from "../../core/failure.ts";
import { accessTokens } from "../google-access/access-token.ts";
import { classifyError } from "./classify-error.ts";
import type { GoogleCredentials } from "../google-access/google-secret.ts";
import { startDeadline } from "../google-access/deadline.ts";
import type { Deadline } from "../google-access/deadline.ts";

export interface ApiSettings {
  readonly operatingAccount: string;
  readonly loginAccount: string | undefined;
  readonly credentials: GoogleCredentials;
  readonly tokenUrl: string | undefined;
  /** `http://host:port` for a server without TLS; Google's own otherwise. */
  readonly endpoint: string | undefined;
  readonly timeoutMs: number;
  readonly now: () => Date;
}

/** The options of one request: its time, and who asks. */
export interface CallOptions {
  readonly timeout: number;
  readonly otherArgs: { readonly headers: Readonly<Record<string, string>> };
}

/** Google's clients for one account, behind one door. */
export interface DataManagerApi {
  readonly ingestion: IngestionServiceClient;
  readonly userLists: UserListServiceClient;
  /** `accountTypes/GOOGLE_ADS/accounts/<digits>` */
  readonly parent: string;
  readonly operatingAccount: string;
  readonly loginAccount: string | undefined;
  /**
   * Carries out one call of ours, of one or more requests, within its time. Throws
   * `PlatformFailure`; errors that `work` wants to look at it catches itself.
   */
  perform<T>(work: (options: () => Promise<CallOptions>) => Promise<T>): Promise<T>;
  readonly now: () => Date;
}

/** Where to connect. No TLS only where the address says so. */
function channel(endpoint: string | undefined) {
  if (endpoint === undefined) return { sslCreds: credentials.createSsl() };
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol !== "http:" || url.port === "")
    throw new InputProblem("the address of Data Manager is written http://host:port, or left out");
  return {
    apiEndpoint: url.hostname,
    port: Number(url.port),
    sslCreds: credentials.createInsecure(),
  };
}

const resource = (account: string) => `accountTypes/GOOGLE_ADS/accounts/${account}`;

/** Opens the clients; connects at the first call. */
export function openDataManager(settings: ApiSettings): DataManagerApi {
  const { operatingAccount, loginAccount, tokenUrl, timeoutMs, now } = settings;
  const options = {
    ...channel(settings.endpoint),
    // The token travels as a header of ours; this keeps the library from looking for one of its own.
    clientOptions: { universeDomain: "googleapis.com" },
  };
  const token = accessTokens(settings.credentials, { tokenUrl, timeoutMs });
  const headers = async (deadline: Deadline) => ({
    authorization: `Bearer ${await deadline.within(token())}`,
    ...(loginAccount === undefined ? {} : { "login-account": resource(loginAccount) }),
  });
  return {
    ingestion: new IngestionServiceClient(options),
    userLists: new UserListServiceClient(options),
    parent: resource(operatingAccount),
    operatingAccount,
    loginAccount,
    now,
    perform: async (work) => {
      const deadline = startDeadline(timeoutMs);
      const call = async () => ({
        otherArgs: { headers: await headers(deadline) },
        timeout: deadline.left(),
      });
      try {
        return await deadline.within(work(call));
      } catch (error) {
        throw classifyError(error, now());
      }
    },
  };
}
