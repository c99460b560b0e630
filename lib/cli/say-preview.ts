import type { PreviewedAudience, PreviewedRule, SegmentPreview } from "../app/preview-segment.ts";
import { withheldReasons } from "../push/contract.ts";
import { aligned, count, signed } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** `12.5%`; whole percents from ten on. */
export function percent(part: number, of: number): string {
  if (of === 0) return "–";
  const share = (part / of) * 100;
  if (part > 0 && share < 0.1) return "<0.1%";
  return `${share.toFixed(share < 10 && share > 0 ? 1 : 0)}%`;
}

function rowsOf(rule: PreviewedRule, depth = 0): readonly (readonly string[])[] {
  const notKnown = rule.onlyUnknown ?? rule.unknown;
  return [
    [
      `${"  ".repeat(depth)}${rule.words}`,
      rule.holds === null ? "" : count(rule.holds),
      notKnown === null || notKnown === 0 ? "" : count(notKnown),
      rule.without === null ? "" : signed(rule.without),
    ],
    ...rule.of.flatMap((one) => rowsOf(one, depth + 1)),
  ];
}

/** Every `not` that lets people in of whom it is not known. */
const leaky = (rule: PreviewedRule): readonly PreviewedRule[] => [
  ...((rule.onlyUnknown ?? 0) > 0 ? [rule] : []),
  ...rule.of.flatMap(leaky),
];

function sayRule({ rule }: SegmentPreview, out: Terminal): void {
  out.say(
    aligned(
      [
        { title: "clause" },
        { title: "holds for", right: true },
        { title: "not known", right: true },
        { title: "without it", right: true },
      ],
      rowsOf(rule),
    ),
  );
  for (const { onlyUnknown, words, of } of leaky(rule)) {
    const what = of.map((one) => one.words).join(" ");
    out.say(
      out.warn(`  “${words}: ${what}” lets in ${count(onlyUnknown ?? 0)} of whom it is not known.`),
    );
  }
  out.say();
}

const most = 10;

function sayOverlaps({ overlaps }: SegmentPreview, out: Terminal): void {
  const shared = overlaps.filter(({ both }) => both > 0);
  if (shared.length === 0) return;
  out.say(out.bold("In other segments, too"));
  out.say(
    aligned(
      [
        { title: "segment" },
        { title: "members", right: true },
        { title: "in both", right: true },
        { title: "of this one", right: true },
        { title: "alike (Jaccard)", right: true },
      ],
      shared
        .slice(0, most)
        .map(({ segment, size, both, share, jaccard }) => [
          segment,
          count(size),
          count(both),
          percent(share, 1),
          jaccard.toFixed(2),
        ]),
    ),
  );
  if (shared.length > most) out.say(`  and ${count(shared.length - most)} more`);
  out.say();
}

function sayShares({ shares, size, customers }: SegmentPreview, out: Terminal): void {
  const rows = Object.entries(shares).flatMap(([by, found]) =>
    found
      .filter(({ members }) => members > 0)
      .slice(0, most)
      .map(({ value, members, customers: all }, at) => [
        at === 0 ? by : "",
        value ?? "not known",
        count(members),
        percent(members, size),
        percent(all, customers),
      ]),
  );
  if (rows.length === 0) return;
  out.say(out.bold("Who they are"));
  out.say(
    aligned(
      [
        { title: "" },
        { title: "" },
        { title: "members", right: true },
        { title: "share", right: true },
        { title: "of everybody", right: true },
      ],
      rows,
    ),
  );
  out.say();
}

function withheldInWords({ funnel }: PreviewedAudience): string {
  return withheldReasons
    .filter((reason) => funnel.withheld[reason] > 0)
    .map((reason) => `${reason.replaceAll("-", " ")} ${count(funnel.withheld[reason])}`)
    .join(", ");
}

/** What would happen to all of it. */
function fateOf({ wanted, held, paused, withdrawn }: PreviewedAudience): string {
  const atOnce = withdrawn === 0 ? "" : `; ${count(withdrawn)} leave all the same`;
  if (paused) return `paused${atOnce}`;
  if (held !== null) return `held: ${held}${atOnce}`;
  return wanted ? "goes out" : "is emptied";
}

function sayAudiences({ audiences }: SegmentPreview, out: Terminal): void {
  if (audiences.length === 0) return;
  out.say(out.bold("The next push"));
  out.say(
    aligned(
      [
        { title: "audience" },
        { title: "eligible", right: true },
        { title: "adds", right: true },
        { title: "removes", right: true },
        { title: "leaves", right: true },
        { title: "so it" },
        { title: "withheld" },
      ],
      audiences.map((one) => [
        one.id,
        count(one.funnel.eligible),
        signed(one.added),
        signed(-one.removed),
        count(one.unchanged),
        fateOf(one),
        withheldInWords(one),
      ]),
    ),
  );
  out.say();
}

/** What a segment comes to. */
export function sayPreview(preview: SegmentPreview, out: Terminal): void {
  const { name, segment, size, customers, day } = preview;
  out.say(
    `${out.bold(name)} (${segment}): ${count(size)} of ${count(customers)} customers (${percent(size, customers)}) on ${day}`,
  );
  out.say();
  sayRule(preview, out);
  sayOverlaps(preview, out);
  sayShares(preview, out);
  sayAudiences(preview, out);
  out.say(out.muted("Nothing was written."));
}
