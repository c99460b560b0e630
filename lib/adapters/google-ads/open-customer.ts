import { credentials } from "@grpc/grpc-js";
import { Customer, googleAdsVersion } from "google-ads-api";
import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";

export interface CustomerSettings {
  readonly customer: string;
  readonly loginCustomer: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly developerToken: string;
  readonly token: () => Promise<string>;
  /** `http://host:port` of a server without TLS; Google's own otherwise. */
  readonly grpcEndpoint: string | undefined;
  readonly restUrl: string;
  readonly timeoutMs: number;
}

/** The services that we call, with their calls. */
const calls = {
  OfflineUserDataJobService: [
    "CreateOfflineUserDataJob",
    "AddOfflineUserDataJobOperations",
    "RunOfflineUserDataJob",
  ],
  UserListService: ["MutateUserLists"],
} as const;

/** Our own time for each call, and no second tries: the library's defaults are four hours and retries. */
function clientConfig(timeoutMs: number) {
  const method = { timeout_millis: timeoutMs, retry_codes_name: "none" };
  const interfaces = Object.entries(calls).map(([service, names]) => [
    `google.ads.googleads.${googleAdsVersion}.services.${service}`,
    {
      retry_codes: { none: [] },
      methods: Object.fromEntries(names.map((name) => [name, method])),
    },
  ]);
  return { interfaces: Object.fromEntries(interfaces) };
}

/** Options of the gRPC clients that the library makes; it hands them on as they are. */
function channelOptions({ grpcEndpoint, timeoutMs }: CustomerSettings) {
  const common = {
    clientConfig: clientConfig(timeoutMs),
    // The token travels as a header of ours; this keeps the library from looking for one of its own.
    clientOptions: { universeDomain: "googleapis.com" },
  };
  if (grpcEndpoint === undefined) return common;
  const url = URL.canParse(grpcEndpoint) ? new URL(grpcEndpoint) : undefined;
  if (url?.protocol !== "http:" || url.port === "")
    throw new InputProblem("the address of Google Ads is written http://host:port, or left out");
  return { ...common, servicePath: url.hostname, port: Number(url.port) };
}

const argumentsSchema = z.looseObject({ url: z.string() });

/**
 * The library's account, with three things that it has no setting for: where the servers are, who
 * gives the tokens, and how long a query may take.
 */
class PointedCustomer extends Customer {
  readonly #settings: CustomerSettings;
  #bearer = "";

  constructor(settings: CustomerSettings) {
    super(
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        developer_token: settings.developerToken,
        // Rows as REST has them: enums by name.
        disable_parsing: true,
        grpc_channel_options: channelOptions(settings),
      },
      {
        customer_id: settings.customer,
        refresh_token: settings.refreshToken,
        ...(settings.loginCustomer === undefined
          ? {}
          : { login_customer_id: settings.loginCustomer }),
      },
    );
    this.#settings = settings;
    const channel =
      settings.grpcEndpoint === undefined ? credentials.createSsl() : credentials.createInsecure();
    this.#replace("getCredentials", () => channel);
    this.#replace("prepareGoogleAdsServicePostRequestArgs", (...sent) => this.#point(sent));
  }

  /** Fetches a token for the calls that follow. */
  async signIn(): Promise<void> {
    this.#bearer = `Bearer ${await this.#settings.token()}`;
  }

  override getAccessToken(): Promise<string> {
    return this.#settings.token();
  }

  protected override get callHeaders() {
    return { ...super.callHeaders, authorization: this.#bearer };
  }

  /** Both methods are private to the library. */
  #replace(name: string, by: (...sent: unknown[]) => unknown): void {
    if (typeof Reflect.get(Customer.prototype, name) !== "function")
      throw new Error(`google-ads-api has no ${name} any more: see how it connects`);
    Object.defineProperty(this, name, { value: by });
  }

  /** A query's address and time. */
  #point(sent: unknown[]): unknown {
    const prepare: unknown = Reflect.get(
      Customer.prototype,
      "prepareGoogleAdsServicePostRequestArgs",
    );
    if (typeof prepare !== "function") return undefined;
    const prepared = argumentsSchema.parse(Reflect.apply(prepare, this, sent));
    const { restUrl, timeoutMs } = this.#settings;
    const { pathname } = new URL(prepared.url);
    return { ...prepared, url: `${restUrl}${pathname}`, timeout: timeoutMs };
  }
}
export type { PointedCustomer };

/** Opens the library for one account. Loading this file takes the better part of a second. */
export const openCustomer = (settings: CustomerSettings): PointedCustomer =>
  new PointedCustomer(settings);
