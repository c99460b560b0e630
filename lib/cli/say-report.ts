import type { AudienceReport, RunReport } from "../insight/contract.ts";
import { withheldReasons } from "../push/contract.ts";
import { holdInWords } from "./commands/holds.ts";
import { problemLine } from "./say-problems.ts";
import { aligned, count, counted, signed } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

function saySegments({ segments }: RunReport, out: Terminal): void {
  if (segments.length === 0) return;
  out.say(out.bold("Segments"));
  out.say(
    aligned(
      [
        { title: "segment" },
        { title: "name" },
        { title: "members", right: true },
        { title: "in", right: true },
        { title: "out", right: true },
        { title: "distinct", right: true },
      ],
      segments.map(({ id, name, size, entered, left, distinctness }) => [
        id,
        name,
        size === null ? "–" : count(size),
        entered === null ? "–" : signed(entered),
        left === null ? "–" : signed(-left),
        distinctness === null ? "–" : `${Math.round(distinctness * 100)}%`,
      ]),
    ),
  );
  out.say("  Distinct: 100% shares nobody with another segment, 0% is the same people as another.");
  out.say();
}

/** So many findings are told with a run; `audience check` lists them all. */
const mostChecks = 8;

function sayChecks({ checks }: RunReport, out: Terminal): void {
  if (checks.length === 0) return;
  out.say(out.bold("To look at in the definitions"));
  for (const finding of checks.slice(0, mostChecks)) out.say(`  ${problemLine(finding)}`);
  if (checks.length > mostChecks)
    out.say(`  … and ${count(checks.length - mostChecks)} more: "audience check" lists them all.`);
  out.say();
}

/** `no consent 151, no identifier 18` */
function withheldInWords({ funnel }: AudienceReport): string {
  if (funnel === null) return "";
  return withheldReasons
    .filter((reason) => funnel.withheld[reason] > 0)
    .map((reason) => `${reason.replaceAll("-", " ")} ${count(funnel.withheld[reason])}`)
    .join(", ");
}

/** What an audience's push came to, in a few words. */
function stateInWords(audience: AudienceReport): string {
  if (audience.held !== null) return `held: ${holdInWords(audience.held)}`;
  if (audience.failure !== null) return `failed: ${audience.failure.message}`;
  return audience.state.replaceAll("-", " ");
}

function sayAudiences({ audiences }: RunReport, out: Terminal): void {
  if (audiences.length === 0) return;
  out.say(out.bold("Audiences"));
  out.say(
    aligned(
      [
        { title: "audience" },
        { title: "eligible", right: true },
        { title: "added", right: true },
        { title: "removed", right: true },
        { title: "of them withdrawn", right: true },
        { title: "unchanged", right: true },
        { title: "requests", right: true },
        { title: "state" },
      ],
      audiences.map((audience) => [
        audience.id,
        audience.funnel === null ? "–" : count(audience.funnel.eligible),
        signed(audience.added),
        signed(-audience.removed),
        count(audience.withdrawn),
        count(audience.unchanged),
        count(audience.requests),
        stateInWords(audience),
      ]),
    ),
  );
  const withheld = audiences.filter((audience) => withheldInWords(audience) !== "");
  if (withheld.length > 0) {
    out.say();
    out.say("  Withheld, each member for one reason:");
    out.say(
      aligned(
        [{ title: "audience" }, { title: "why" }],
        withheld.map((one) => [one.id, withheldInWords(one)]),
      ),
    );
  }
  out.say();
}

function sayHolds({ holds }: RunReport, out: Terminal): void {
  if (holds.length === 0) return;
  out.say(out.bold("Waiting for a decision"));
  for (const hold of holds) {
    out.say(`  ${hold.name} at ${hold.destination}: ${holdInWords(hold)}`);
    out.say(`    audience approve ${hold.hold}`);
  }
  out.say("  Until then yesterday's audience stays, less those who must leave.");
  out.say();
}

function sayDrift({ findings }: RunReport, out: Terminal): void {
  if (findings === null) {
    out.say(`${out.bold("Drift")}  not checked in this run`);
    return;
  }
  const ok = findings.filter(({ status }) => status === "ok").length;
  const later = findings.filter(({ status }) => status === "unknown").length;
  const found = findings.filter(({ status }) => status === "finding");
  out.say(
    `${out.bold("Drift")}  ${count(ok)} checks agree, ${count(later)} cannot be told yet, ${count(found.length)} ${found.length === 1 ? "finding" : "findings"}`,
  );
  for (const { check, audience, detail } of found)
    out.say(`  ${out.warn(check)} ${audience ?? ""} ${detail}`);
}

/** Whether there were predictions, and how well the last days would have been foreseen. */
function sayPredictions({ predicted }: RunReport, out: Terminal): void {
  if (predicted === null) return;
  const { buying, spending, tail } = predicted;
  if (!buying.ok) {
    out.say(out.warn(`Nothing could be predicted: ${buying.because}.`));
    out.say("  Until then every predicted clause is false.");
  } else {
    out.say(`${out.bold("Predictions")}  of ${counted(predicted.customers, "customer")}`);
    if (!spending.ok) out.say(out.warn(`  Spend could not be predicted: ${spending.because}.`));
  }
  if (tail !== null) {
    out.say(
      `  Held against the last ${counted(tail.length, "day")}: ${counted(Math.round(tail.predicted), "purchase")} foreseen, ${count(tail.actual)} made`,
    );
  }
  out.say();
}

/** Who are one person with several customer records, and clusters that are too large to be one. */
function sayMerged({ merged }: RunReport, out: Terminal): void {
  if (merged === null || merged.largest === 0) return;
  const { customers, persons, largest, oversize } = merged;
  out.say(
    `${out.bold("People")}  ${counted(customers, "customer record")} are ${count(persons)} ${persons === 1 ? "person" : "people"}; the largest cluster has ${count(largest)}`,
  );
  if (oversize > 0)
    out.say(
      out.warn(
        `  ${counted(oversize, "cluster")} of more than 20 not merged: they share an e-mail or phone that is nobody's own`,
      ),
    );
  out.say();
}

/** A whole run, as a person would want to read it. */
export function sayReport(report: RunReport, out: Terminal): void {
  if (report.error !== null) {
    out.say(out.warn(`The run failed: ${report.error.message}`));
    out.say();
  }
  saySegments(report, out);
  sayChecks(report, out);
  sayAudiences(report, out);
  sayHolds(report, out);
  sayMerged(report, out);
  sayPredictions(report, out);
  sayDrift(report, out);
}

/** Whether somebody should look: something is held, failed, or was found. */
export const needsAttention = (report: RunReport): boolean =>
  report.holds.length > 0 ||
  report.outcome === "failed" ||
  report.audiences.some(({ failure }) => failure !== null) ||
  (report.findings ?? []).some(({ status }) => status === "finding");
