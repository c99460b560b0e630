import type { Remedy } from "../../core/failure.ts";

/** What a failure at Google means, and who must act. */
export interface Verdict {
  readonly code: string;
  readonly remedy: Remedy;
  /** What to do; safe to show. */
  readonly says: string;
}

export const verdict = (code: string, remedy: Remedy, says: string): Verdict => ({
  code,
  remedy,
  says,
});

export const transient = verdict("transient", "later", "a passing failure at Google");
export const token = verdict(
  "token",
  "human",
  "the access was refused: sign in again and put the new refresh token into the secret",
);
export const terms = verdict(
  "terms",
  "human",
  "accept the customer data terms in the Google Ads account, under Admin, Data policies",
);
/** Of the account; that an API takes nobody new is another matter. */
export const accountNotAllowed = verdict(
  "not-allowlisted",
  "human",
  "the account may not use Customer Match: see its policy and payment history in Google Ads",
);
export const politicalDeclaration = verdict(
  "eu-political-declaration",
  "human",
  "a campaign of the account lacks its declaration on EU political advertising: declare it in Google Ads",
);
export const concurrent = verdict(
  "concurrent",
  "later",
  "another change of this user list is under way",
);
export const list = verdict(
  "list",
  "human",
  "the user list is of another kind, or may not be changed: see it in Google Ads, Audience manager",
);
export const badRequest = verdict(
  "bad-request",
  "human",
  "Google does not understand the call: report this as a bug",
);
export const unknownOutcome = verdict(
  "unknown-outcome",
  "later",
  "no answer that can be read: what was sent may or may not have arrived",
);
