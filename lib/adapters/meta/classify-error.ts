import * as z from "zod";
import { PlatformFailure } from "../../core/failure.ts";
import type { Remedy } from "../../core/failure.ts";
import { waitOfHeaders } from "./wait-of-headers.ts";

interface Verdict {
  readonly code: string;
  readonly remedy: Remedy;
  /** What to do; safe to show. */
  readonly says: (adAccount: string) => string;
}

const verdict = (code: string, remedy: Remedy, says: string): Verdict => ({
  code,
  remedy,
  says: () => says,
});

const throttled = verdict("throttled", "later", "too many calls to this ad account");
const transient = verdict("transient", "later", "a passing failure at Meta");
const token = verdict(
  "token",
  "human",
  "the access token is not valid any more: make a new one and put it into the secret",
);
const permission = verdict(
  "permission",
  "human",
  "the token may not do this: give its user or system user the ad account with the right to manage audiences",
);
const terms: Verdict = {
  code: "terms",
  remedy: "human",
  says: (adAccount) =>
    `accept the Custom Audience terms at https://business.facebook.com/ads/manage/customaudiences/tos/?act=${adAccount}`,
};
const flagged = verdict(
  "flagged",
  "human",
  "Meta blocks this audience because its name or description suggests sensitive traits: rename it in Ads Manager or ask for a review",
);
const replacing = verdict("replacing", "later", "another update of this audience is under way");
const replacementFailed = verdict(
  "replacement-failed",
  "human",
  "a replacement of this audience was left unfinished: finish or restart it",
);
const gone = verdict("deleted", "human", "the audience was deleted at Meta");
const badRequest = verdict(
  "bad-request",
  "human",
  "Meta does not understand the call: report this as a bug",
);
const notThere = verdict(
  "not-there",
  "human",
  "the object is not there, or the token may not see it",
);

/** Codes with a subcode that says more than the code. */
const bySubcode: Readonly<Record<string, Verdict>> = {
  "100/33": notThere,
  "100/1713228": flagged,
  "100/1713230": flagged,
  "100/1713231": flagged,
  "100/1713232": flagged,
  "200/1870034": terms,
  "200/1870090": terms,
  "200/1870047": verdict(
    "too-small",
    "human",
    "Meta does not remove people from an audience this small: replace its content or delete it",
  ),
  "200/1870050": permission,
  "2650/1870144": replacementFailed,
  "2650/1870145": replacing,
  "2650/1870147": replacementFailed,
  "2650/1870148": replacementFailed,
  "2650/1870158": replacementFailed,
  "2650/1870159": replacementFailed,
  "2654/1713092": permission,
};

/** Error codes (Marketing API error reference and Custom Audiences guide, read 2026-09-12). */
const byCode: Readonly<Record<number, Verdict>> = {
  1: transient,
  2: transient,
  4: throttled,
  10: permission,
  17: throttled,
  32: throttled,
  100: badRequest,
  102: token,
  104: token,
  105: badRequest,
  190: token,
  194: badRequest,
  200: permission,
  270: permission,
  294: permission,
  368: verdict(
    "blocked",
    "human",
    "Meta has blocked the account for its behaviour: see its Account Quality page",
  ),
  613: throttled,
  803: verdict("not-there-yet", "later", "the audience is new and not known everywhere yet"),
  2635: verdict("version", "human", "the version of the Marketing API has ended: set a newer one"),
  2650: badRequest,
  2654: permission,
  2655: terms,
  2656: verdict(
    "in-use",
    "human",
    "lookalike audiences are made from this audience: delete them first",
  ),
  80000: throttled,
  80003: throttled,
  80004: throttled,
  80014: throttled,
  1487301: permission,
  1487366: gone,
  1870092: terms,
};

const errorSchema = z.object({
  name: z.literal("FacebookRequestError"),
  status: z.number(),
  headers: z.unknown(),
  response: z.object({
    code: z.number(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
    fbtrace_id: z.string().optional(),
  }),
});
type GraphError = z.infer<typeof errorSchema>;

function verdictOn({ status, response }: GraphError): Verdict {
  const known =
    bySubcode[`${response.code}/${response.error_subcode ?? 0}`] ?? byCode[response.code];
  if (response.is_transient === true) return known?.remedy === "later" ? known : transient;
  if (known !== undefined) return known;
  return status >= 500
    ? transient
    : verdict("refused", "human", "Meta refused for a reason that we do not know");
}

const number = ({ code, error_subcode: subcode }: GraphError["response"]) =>
  subcode === undefined ? String(code) : `${code}/${subcode}`;

/**
 * What a failed call means and who must act. Judges by code and subcode alone, and repeats nothing of
 * what the SDK's error holds: that has the token in its address and the payload in its data.
 * No answer, or none that can be read, is an unknown outcome: the call may have been carried out.
 */
export function classifyError(error: unknown, adAccount: string): PlatformFailure {
  if (error instanceof PlatformFailure) return error;
  const read = errorSchema.safeParse(error);
  if (!read.success) {
    return new PlatformFailure(
      "Meta gave no answer that can be read: what was sent may or may not have arrived",
      {
        code: "unknown-outcome",
        remedy: "later",
      },
    );
  }
  const { response, headers } = read.data;
  const { code, remedy, says } = verdictOn(read.data);
  const trace = response.fbtrace_id === undefined ? "" : `, trace ${response.fbtrace_id}`;
  return new PlatformFailure(
    `Meta refused: ${says(adAccount)} (error ${number(response)}${trace}, ad account ${adAccount})`,
    { code, remedy, retryAfter: remedy === "later" ? waitOfHeaders(headers) : undefined },
  );
}

/** The terms of the ad account are not accepted, known before anything was tried. */
export const termsNotAccepted = (adAccount: string): PlatformFailure =>
  new PlatformFailure(`Meta refuses audiences: ${terms.says(adAccount)}`, terms);
