import type {
  ExplainedAudience,
  ExplainedCustomer,
  ExplainedRule,
} from "../app/explain-customer.ts";
import { aligned } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { foundInWords } from "./value-in-words.ts";

type Language = ExplainedCustomer["language"];

function mark({ holds }: ExplainedRule, out: Terminal): string {
  if (holds === null) return out.warn("?");
  return holds ? "✓" : out.bold("✗");
}

/** A clause that found one thing is told by it; others in their own words, with what they found below. */
function linesOf(
  rule: ExplainedRule,
  told: { language: Language; out: Terminal },
): readonly string[] {
  const [only, ...others] = rule.found.map((found) => foundInWords(found, told.language));
  const isOne = only !== undefined && others.length === 0;
  const found = isOne || only === undefined ? [] : [only, ...others];
  return [
    `${mark(rule, told.out)} ${isOne ? only : rule.words}`,
    ...found.map((line) => `    ${line}`),
    ...rule.of.flatMap((one) => linesOf(one, told)).map((line) => `  ${line}`),
  ];
}

/** `withheld: no consent` */
export function eligibilityInWords({
  wanted,
  member,
  reason,
}: Pick<ExplainedAudience, "wanted" | "member" | "reason">): string {
  if (!wanted) return "nobody asks for this audience any more";
  if (!member) return "not in the segment";
  return reason === null ? "eligible" : `withheld: ${reason.replaceAll("-", " ")}`;
}

/** `there since r-20261124-030000-nightly` */
export function sentInWords(sent: ExplainedAudience["sent"]): string {
  if (sent.there === "no") return "not there";
  const there = sent.there === "yes" ? "there" : "perhaps there";
  const since =
    sent.run === null
      ? sent.lastRun === null
        ? ""
        : ` since before ${sent.lastRun}`
      : ` since ${sent.run}`;
  return `${there}${since}`;
}

/** What the platform is at, and what the next push does, unless a guard holds it. */
export function nextInWords({
  member,
  reason,
  sent,
}: Pick<ExplainedAudience, "member" | "reason" | "sent">): string {
  if (sent.underWay !== null)
    return sent.underWay === "add"
      ? "the platform is adding them"
      : "the platform is removing them";
  const isEligible = member && reason === null;
  if (isEligible && sent.there !== "yes") return "the next push adds them";
  if (isEligible && sent.upToDate === false) return "the next push sends them anew";
  return !isEligible && sent.there !== "no" ? "the next push removes them" : "";
}

/** Audiences, who is eligible, and what was sent. */
function sayMembership(audiences: readonly ExplainedAudience[], out: Terminal): void {
  if (audiences.length === 0) return;
  out.say(out.bold("Audiences"));
  out.say(
    aligned(
      [
        { title: "audience" },
        { title: "may be pushed" },
        { title: "at the platform" },
        { title: "next" },
      ],
      audiences.map((one) => [
        one.id,
        eligibilityInWords(one),
        sentInWords(one.sent),
        nextInWords(one),
      ]),
    ),
  );
}

/** Why a customer is in a segment or not. */
export function sayExplained(explained: ExplainedCustomer, out: Terminal): void {
  const { segment, name, day, language, rule } = explained;
  const verdict = explained.in ? "in it" : "not in it";
  out.say(`${out.bold(name)} (${segment}): the customer is ${verdict} on ${day}`);
  out.say();
  if (explained.gone)
    out.say(
      "  They object or were erased (or share an address with somebody who did): in no segment.",
    );
  if (rule !== null) for (const line of linesOf(rule, { language, out })) out.say(`  ${line}`);
  out.say();
  sayMembership(explained.audiences, out);
}
