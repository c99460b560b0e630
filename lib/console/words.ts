import type { AudienceReport, FileReport } from "../insight/contract.ts";
import type { Finding } from "../drift/contract.ts";
import type { Html } from "./html.ts";

type Datasets = NonNullable<FileReport["dataset"]>;
type Reasons = keyof NonNullable<AudienceReport["funnel"]>["withheld"];

/**
 * The page's words in one language: whole sentences, since languages bend words differently. Numbers
 * come in written out; where a sentence bends by a number, `n` comes beside it.
 */
export interface Words {
  readonly language: string;
  readonly skip: string;
  readonly nightlyReport: string;
  readonly lead: {
    readonly finished: (time: string) => string;
    readonly failed: (time: string) => string;
    readonly inSync: (synced: string, all: string, n: number) => string;
    readonly allInSync: (all: string, n: number) => string;
    readonly noAudiences: string;
    readonly waiting: (text: string, n: number) => string;
    readonly failedAudiences: (text: string, n: number) => string;
    readonly unused: (text: string, n: number) => string;
    readonly findings: (text: string, n: number) => string;
    readonly stillSafe: string;
  };
  readonly holds: {
    readonly title: string;
    readonly note: string;
    readonly none: string;
    readonly shrink: (name: Html, share: string, change: string) => Html;
    readonly grow: (name: Html, share: string, change: string) => Html;
    readonly first: (name: Html, members: string, n: number) => Html;
    readonly other: (name: Html, change: string) => Html;
    readonly anySize: string;
    readonly stays: (destination: Html, since: string) => Html;
    readonly sameRules: string;
    readonly changedRules: string;
    readonly approve: string;
    readonly reject: string;
  };
  readonly data: {
    readonly title: string;
    readonly nothing: string;
    readonly allUsed: (text: string, n: number) => string;
    readonly someUsed: (used: string, all: string, n: number) => string;
    readonly unused: (text: string, n: number) => Html;
    readonly rejected: (rows: string, n: number) => Html;
    readonly quarantine: string;
    readonly late: string;
  };
  readonly findings: {
    readonly title: string;
    readonly notChecked: string;
    readonly none: string;
    readonly matching: (text: string, n: number) => string;
    readonly check: Readonly<Record<Finding["check"], string>>;
    readonly unknown: string;
  };
  readonly night: {
    readonly title: string;
    readonly customers: string;
    readonly sent: string;
    readonly sentTo: (accounts: string, requests: string, n: number) => string;
    readonly nothingSent: string;
    readonly withdrawn: string;
    readonly withdrawnNote: string;
    readonly erasures: string;
    readonly rows: string;
    readonly rowsNote: (accepted: string, rejected: string, skipped: string) => string;
    readonly duration: string;
    readonly usually: (length: string) => string;
    readonly written: string;
    readonly writtenNote: string;
  };
  readonly files: {
    readonly title: string;
    readonly note: string;
    readonly file: string;
    readonly rows: string;
    readonly accepted: string;
    readonly rejected: string;
    readonly skipped: string;
    readonly state: string;
    readonly uncounted: string;
    readonly status: Readonly<Record<FileReport["status"], string>>;
    readonly partly: string;
    readonly reasonsTitle: string;
    readonly reason: string;
    readonly lines: string;
    readonly dataset: Readonly<Record<Datasets, string>>;
    readonly more: (text: string, n: number) => string;
    /** By the code's ending; undefined: the code is shown. */
    readonly reasonOf: (code: string) => Html;
  };
  readonly segments: {
    readonly title: string;
    readonly note: string;
    readonly fromRun: (run: Html) => Html;
    readonly segment: string;
    readonly trend: string;
    readonly size: string;
    readonly entered: string;
    readonly left: string;
    readonly net: string;
    readonly none: string;
  };
  readonly audiences: {
    readonly title: string;
    readonly note: string;
    readonly audience: string;
    readonly state: string;
    readonly eligible: string;
    readonly ledger: string;
    readonly platform: string;
    readonly added: string;
    readonly removed: string;
    readonly states: Readonly<Record<AudienceReport["state"], string>>;
    readonly funnelTitle: string;
    readonly funnelNote: string;
    readonly inSegment: string;
    readonly members: string;
    readonly withheld: Readonly<Record<Reasons, string>>;
    readonly noFunnel: string;
    readonly reports: (platform: string) => string;
    readonly notCounted: string;
    readonly tooSmall: string;
    readonly unusable: string;
    readonly notAsked: string;
    readonly moved: (added: string, removed: string, n: number) => string;
    readonly nothingMoved: string;
    readonly withdrawn: (text: string, n: number) => string;
    readonly unchanged: (text: string, n: number) => string;
    readonly requests: (text: string, n: number) => string;
    readonly invalid: (text: string, n: number) => string;
    readonly pending: (add: string, remove: string) => string;
    readonly heldBy: (hold: Html) => Html;
    readonly failed: string;
  };
  readonly computed: (moment: string, run: Html, definitions: Html) => Html;
}

/** Chooses by the language's own plural rules; all our languages have one and other. */
export const plural = (locale: string) => {
  const rules = new Intl.PluralRules(locale);
  return (n: number, one: string, other: string): string =>
    rules.select(n) === "one" ? one : other;
};

/** A code such as `customer_id-missing`, as its column and what is wrong with it. */
export function splitReason(code: string): { readonly column: string; readonly fault: string } {
  const [, column = "", fault = ""] =
    /^(.+?)-(missing|unreadable|unknown|too-long)$/.exec(code) ?? [];
  return { column, fault };
}
