import axios from "axios/dist/node/axios.cjs";
import { FacebookAdsApi } from "facebook-nodejs-business-sdk";
import * as z from "zod";
import { classifyError } from "./classify-error.ts";

export interface GraphSettings {
  readonly token: string;
  /** Digits, without `act_`. */
  readonly adAccount: string;
  readonly graphUrl: string;
  /** e.g. `v25.0` */
  readonly version: string;
  readonly timeoutMs: number;
  /** Told once per text, when Meta says that the version comes to its end. */
  readonly warn: (message: string) => void;
}

const define = (name: "GRAPH" | "VERSION", value: string) =>
  Object.defineProperty(FacebookAdsApi, name, { configurable: true, get: () => value });

const warningSchema = z.object({
  headers: z.object({ "x-ad-api-version-warning": z.string() }),
});

/**
 * The one door to Meta: points the SDK, bounds it, and turns whatever it throws into a
 * `PlatformFailure`. Every object of the SDK that is given this api goes through `call`.
 */
class GraphApi extends FacebookAdsApi {
  readonly #settings: GraphSettings;
  readonly #warned = new Set<string>();

  constructor(settings: GraphSettings) {
    // false: else the SDK catches the process's crashes and posts them to Meta
    super(settings.token, "en_US", false);
    this.#settings = settings;
    this.setShowHeader(true);
  }

  override async call<T>(...sent: Parameters<FacebookAdsApi["call"]>): Promise<T> {
    try {
      const answer = await this.#send<T>(sent);
      this.#heedWarning(answer);
      return answer;
    } catch (error) {
      throw classifyError(error, this.#settings.adAccount);
    }
  }

  /**
   * The SDK has no setting for address, version and time. It reads them before its first wait, so
   * setting them here serves several accounts in one process.
   */
  #send<T>(sent: Parameters<FacebookAdsApi["call"]>): Promise<T> {
    const { graphUrl, version, timeoutMs } = this.#settings;
    define("GRAPH", graphUrl);
    define("VERSION", version);
    axios.defaults.signal = AbortSignal.timeout(timeoutMs);
    const answer = super.call<T>(...sent);
    axios.defaults.signal = undefined;
    return answer;
  }

  #heedWarning(answer: unknown): void {
    const read = warningSchema.safeParse(answer);
    if (!read.success) return;
    const said = read.data.headers["x-ad-api-version-warning"];
    if (this.#warned.has(said)) return;
    this.#warned.add(said);
    this.#settings.warn(`Meta about version ${this.#settings.version}: ${said}`);
  }
}

/** Opens Meta's SDK for one ad account. Nothing is called yet. */
export const openGraphApi = (settings: GraphSettings): FacebookAdsApi => new GraphApi(settings);
