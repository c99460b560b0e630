import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { plural, splitReason } from "./words.ts";
import type { Words } from "./words.ts";

const by = plural("en");

function reasonOf(code: string): Html {
  const { column, fault } = splitReason(code);
  const name = html`<code>${column}</code>`;
  if (fault === "missing") return html`${name} is missing`;
  if (fault === "unreadable") return html`${name} cannot be read`;
  if (fault === "unknown") return html`${name} is not known`;
  if (fault === "too-long") return html`${name} is too long`;
  if (code === "row-ragged") return html`The row has more or fewer columns than the header`;
  if (code === "row-quoted-badly") return html`The row's quotation marks do not match`;
  return html`<code>${code}</code>`;
}

/** The page in English. */
export const english: Words = {
  language: "en",
  skip: "Skip to content",
  nightlyReport: "Run report",
  lead: {
    finished: (time) => `The run finished at ${time}.`,
    failed: (time) => `The run stopped at ${time} before it was complete.`,
    inSync: (synced, all, n) =>
      `${synced} of ${all} ${by(n, "audience equals its", "audiences equal their")} segment exactly`,
    allInSync: (all, n) =>
      by(
        n,
        "The audience equals its segment exactly",
        `All ${all} audiences equal their segments exactly`,
      ),
    noAudiences: "No segment is sent anywhere yet",
    waiting: (text, n) =>
      by(n, `${text} waits for your decision.`, `${text} wait for your decision.`),
    failedAudiences: (text, n) => by(n, `${text} could not be sent.`, `${text} could not be sent.`),
    unused: (text, n) => by(n, `${text} file was not used.`, `${text} files were not used.`),
    findings: (text, n) =>
      by(n, `The checks gave ${text} finding.`, `The checks gave ${text} findings.`),
    stillSafe: "The audiences stay as they were, less those who had to leave.",
  },
  holds: {
    title: "Waiting for you",
    note: "The audience stays as it is until you decide.",
    none: "Nothing to decide",
    shrink: (name, share, change) => html`${name} would shrink ${share} (${change})`,
    grow: (name, share, change) => html`${name} would grow ${share} (${change})`,
    first: (name, members, n) =>
      html`${name} would be sent for the first time: ${members} ${by(n, "member", "members")}`,
    other: (name, change) => html`${name} would change (${change})`,
    anySize: "any size",
    stays: (destination, since) => html`At ${destination}, held since ${since}.`,
    sameRules: "The definitions are the same as in the run before: the data has changed.",
    changedRules: "The definitions have changed since the run before.",
    approve: "To send the change",
    reject: "To keep what is there",
  },
  data: {
    title: "Data",
    nothing: "No files have come in since the run before.",
    allUsed: (text, n) =>
      by(n, `${text} file came in and was used.`, `${text} files came in and were used.`),
    someUsed: (used, all) => `${used} of ${all} files were used.`,
    unused: (text, n) => html`<b>${text} ${by(n, "file", "files")}</b> not used`,
    rejected: (rows, n) => html`<b>${rows} ${by(n, "row", "rows")}</b> rejected`,
    quarantine: "Rejected rows are kept in quarantine for 7 days, with line and reason.",
    late: "Data is late",
  },
  findings: {
    title: "Findings",
    notChecked: "Nothing was checked: the run stopped before.",
    none: "No findings.",
    matching: (text, n) => by(n, `${text} check matches.`, `${text} checks match.`),
    check: {
      store: "The members table",
      ledger: "Our ledger",
      platform: "The platform's own count",
      freshness: "Freshness of the data",
    },
    unknown: "not known yet",
  },
  night: {
    title: "The run in figures",
    customers: "Customers",
    sent: "Sent",
    sentTo: (accounts, requests, n) =>
      `to ${accounts} ad ${by(n, "account", "accounts")}, requests: ${requests}`,
    nothingSent: "nothing had to be sent",
    withdrawn: "Consent withdrawn",
    withdrawnNote: "removed before anything else",
    erasures: "Erasures",
    rows: "Rows",
    rowsNote: (accepted, rejected, skipped) =>
      `${accepted} accepted, ${rejected} rejected, ${skipped} not used`,
    duration: "Duration",
    usually: (length) => `usually ${length}`,
    written: "Written",
    writtenNote: "changed customers in the members table",
  },
  files: {
    title: "Receipts",
    note: "rows = accepted + rejected + not used",
    file: "File",
    rows: "Rows",
    accepted: "= accepted",
    rejected: "+ rejected",
    skipped: "+ not used",
    state: "State",
    uncounted: "not countable",
    status: {
      accepted: "accepted",
      rejected: "rejected whole",
      held: "waiting: unlike earlier files",
      duplicate: "same file as before",
      "taken-back": "taken back",
    },
    partly: "partly accepted",
    reasonsTitle: "Rows left out, and why",
    reason: "Reason",
    lines: "First lines",
    dataset: {
      customers: "Customers",
      orders: "Orders",
      events: "Events",
      feedback: "Feedback",
      referrals: "Referrals",
      consents: "Consents",
      products: "Products",
      places: "Places",
      objections: "Objections",
      erasures: "Erasures",
    },
    more: (text, n) => by(n, `and ${text} more file`, `and ${text} more files`),
    reasonOf,
  },
  segments: {
    title: "Segments",
    note: "who belongs, and how it moved since the run before",
    fromRun: (run) => html`Sizes are from run ${run}: this run did not compute any.`,
    segment: "Segment",
    trend: "Runs so far",
    size: "Size",
    entered: "In",
    left: "Out",
    net: "Net",
    none: "No segments are defined yet.",
  },
  audiences: {
    title: "Audiences",
    note: "one segment at one ad account",
    audience: "Audience",
    state: "State",
    eligible: "Eligible",
    ledger: "In our ledger",
    platform: "Platform reports",
    added: "Added",
    removed: "Removed",
    states: {
      "in-sync": "in sync",
      held: "held",
      failed: "could not be sent",
      behind: "not all sent yet",
      paused: "paused",
      "not-pushed": "not sent in this run",
      retiring: "no longer asked for",
    },
    funnelTitle: "From segment to audience",
    funnelNote: "every member accounted for",
    inSegment: "In the segment",
    members: "Members",
    withheld: {
      erased: "erased",
      "no-consent": "no consent",
      minor: "minor",
      excluded: "excluded by the segment",
      "other-group": "in a higher-ranked audience",
      holdout: "held out",
      "no-identifier": "no identifier",
    },
    noFunnel: "Who may be sent was not worked out in this run.",
    reports: (platform) => `${platform} reports`,
    notCounted: "not counted yet",
    tooSmall: "too small to show",
    unusable: "cannot be used",
    notAsked: "not asked yet",
    moved: (added, removed) => `${added} added, ${removed} removed`,
    nothingMoved: "nobody added or removed",
    withdrawn: (text, n) =>
      by(n, `${text} of them withdrew consent`, `${text} of them withdrew consent`),
    unchanged: (text) => `${text} unchanged`,
    requests: (text, n) => by(n, `${text} request`, `${text} requests`),
    invalid: (text, n) =>
      by(n, `${text} row refused by the platform`, `${text} rows refused by the platform`),
    pending: (add, remove) => `Rows that wait: ${add} to add, ${remove} to remove.`,
    heldBy: (hold) => html`Held by ${hold}.`,
    failed: "The platform refused:",
  },
  computed: (moment, run, definitions) =>
    html`Computed ${moment} in run ${run} · definitions ${definitions}`,
};
