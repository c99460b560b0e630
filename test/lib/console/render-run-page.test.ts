import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderRunPage } from "../../../lib/console/render-run-page.ts";
import { anEventfulReport } from "../../builders/eventful-report.ts";
import { aFileReport, aRunReport, anAudienceReport } from "../../builders/run-reports.ts";

const languages = ["en", "fi", "sv"] as const;
/** What a reader sees: no tags, no style, entities resolved. */
const textOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*<\/style>/, "")
    .replaceAll(/<\/?(?:b|code|span)(?: [^>]*)?\s*>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll(/[ \n]+/g, " ");

/** The first paragraph. */
const lead = (page: string) => textOf(/<p class="lead">[\s\S]*?<\/p>/.exec(page)?.[0] ?? "").trim();

describe.each(languages)("the page in %s", (language) => {
  const page = renderRunPage(anEventfulReport(), language);

  test("stands alone: no script, no outside address, no inline style", () => {
    expect(page).not.toMatch(
      /<script|<link|<img|<iframe|javascript:|\son\w+=|\sstyle=|url\(|@import/i,
    );
    expect(page).not.toMatch(/(https?:)?\/\/[a-z]/i);
  });

  test("allows its own stylesheet by its hash, and nothing else", () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? "";
    const digest = createHash("sha256").update(style).digest("base64");
    expect(page.replaceAll("&#39;", "'")).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}';`,
    );
  });

  test("has its language, one main heading, a heading per section, and headers in every table", () => {
    expect(page).toContain(`<html lang="${language}">`);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page.match(/<h2/g)).toHaveLength((page.match(/<section/g) ?? []).length);
    for (const [table] of page.matchAll(/<table[\s\S]*?<\/table>/g)) {
      expect(table).toMatch(/<th scope="row"/);
      for (const [row] of table.matchAll(/<tr[\s\S]*?<\/tr>/g)) expect(row).toContain("<th scope=");
    }
  });

  test("refers only to ids that are there, each once", () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    const named = [...page.matchAll(/(?:aria-labelledby="|href="#)([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of named) expect(ids).toContain(id);
  });

  test("hides every drawing that words stand beside, and names the others", () => {
    for (const [drawing] of page.matchAll(/<svg[^>]*>/g))
      expect(drawing).toMatch(/aria-hidden="true"|role="img"\s+aria-label="[^"]+"/);
  });

  test("leaves no value unspoken", () => {
    expect(textOf(page)).not.toMatch(/undefined|NaN|\[object|null/);
  });
});

test("what waits says what would happen and what to type", () => {
  const text = textOf(renderRunPage(anEventfulReport(), "en"));
  expect(text).toContain("Raksut meiltä, hiekka muualta would shrink 62.9% (2,087 → 775)");
  expect(text).toContain("npx audience approve food-elsewhere@meta-main.shrink");
  expect(text).toContain("npx audience reject food-elsewhere@meta-main.shrink");
  expect(text).toContain("Ensiostajat would be sent for the first time: 1,402 members");
});

test("the first sentence says how the audiences stand", () => {
  expect(lead(renderRunPage(anEventfulReport(), "en"))).toBe(
    "The run finished at 03:07. 3 of 5 audiences equal their segment exactly. 2 wait for your decision. 1 could not be sent. 1 file was not used. The checks gave 2 findings.",
  );
  expect(lead(renderRunPage(aRunReport(), "fi"))).toContain(
    "Yleisö vastaa segmenttiään täsmälleen",
  );
});

test("a segment is subtracted down to who is eligible, reason by reason", () => {
  const text = textOf(renderRunPage(aRunReport(), "en"));
  expect(text).toContain(
    "In the segment 9,204 no consent −1,210 minor −12 held out −240 no identifier −40 Eligible 7,702",
  );
  expect(text).toContain("In our ledger 7,702 Meta reports 5,200–5,300");
  expect(text).toContain(
    "44 added, 37 removed, 9 of them withdrew consent, 7,658 unchanged, 2 requests.",
  );
});

test("numbers are written as the reader writes them", () => {
  const finnish = textOf(renderRunPage(anEventfulReport(), "fi"));
  expect(finnish).toContain("48\u00a0312");
  expect(finnish).toContain("+388 \u2212341");
  expect(finnish).toContain("pienenisi 62,9\u00a0% (2\u00a0087 → 775)");
  expect(finnish).toContain("Tiistai 24.11.2026");
  expect(finnish).toContain("24.11.2026 klo 3.07");
  const swedish = textOf(renderRunPage(anEventfulReport(), "sv"));
  expect(swedish).toContain("Tisdag 24.11.2026");
  expect(swedish).toContain("\u22121\u00a0312");
  const english = textOf(renderRunPage(anEventfulReport(), "en"));
  expect(english).toContain("Tuesday 24 November 2026");
  expect(english).toContain("\u22121,312");
});

test("a language that we do not speak is told in English, with the workspace's own names", () => {
  const page = renderRunPage(aRunReport({ languages: ["fi"] }), "de");
  expect(page).toContain('<html lang="en">');
  expect(page).toContain("Loyal customers");
});

test("a name that is not in the page's language says in which it is", () => {
  expect(renderRunPage(anEventfulReport(), "en")).toContain(
    '<span lang="fi">Raksut meiltä, hiekka muualta</span>',
  );
  expect(renderRunPage(anEventfulReport(), "fi")).toContain(
    '<span lang="en">This is an Excel workbook',
  );
});

test("every file is accounted for, worst first, with reasons and first lines", () => {
  const text = textOf(renderRunPage(anEventfulReport(), "en"));
  expect(text.indexOf("nps-vk47.xlsx")).toBeLessThan(text.indexOf("tilaukset-2026-11-23"));
  expect(text).toContain("61,351 61,204 130 17 partly accepted");
  expect(text).toContain(
    "customer_id is missing inbox/orders/tilaukset-2026-11-23.csv.gz 128 14; 88; 131; 204; 377 …",
  );
});

test("of very many files the page shows the worst and counts the rest", () => {
  const files = Array.from({ length: 60 }, (_, at) =>
    aFileReport({ file: `inbox/orders/part-${at}.csv` }),
  );
  const bad = aFileReport({ file: "inbox/orders/bad.csv", status: "rejected", problem: "empty" });
  const page = renderRunPage(aRunReport({ files: [...files, bad] }), "en");
  expect(page.match(/part-\d+\.csv<\/code/g)).toHaveLength(49);
  expect(page).toContain("bad.csv");
  expect(page).toContain("and 11 more files");
});

test("whatever comes from outside is text, never markup", () => {
  const evil = `"><script>alert('x')</script><img src=x onerror=y>&amp;`;
  const report = anEventfulReport();
  const page = renderRunPage(
    {
      ...report,
      workspace: evil,
      error: { name: evil, message: evil },
      segments: report.segments.map((segment) => ({ ...segment, name: evil, names: {} })),
      audiences: report.audiences.map((audience) => ({
        ...audience,
        name: evil,
        names: { en: evil },
        failure: { code: evil, message: evil },
        held: { guard: "shrink", was: 1, wouldBe: 0, hold: evil },
      })),
      holds: report.holds.map((hold) => ({ ...hold, hold: evil, name: evil, destination: evil })),
      files: report.files.map((file) => ({
        ...file,
        file: evil,
        problem: evil,
        reasons: [{ code: evil, rows: 1, lines: [1] }],
      })),
      findings: [{ check: "platform", audience: null, status: "finding", detail: evil }],
    },
    "en",
  );
  expect(page).not.toMatch(/<script|<img/);
  expect(page).toContain("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  expect(page).toContain("&amp;amp;");
});

test("an e-mail address in a file's name or a message is struck out", () => {
  const planted = "anna.virtanen+shop@example.com";
  const page = renderRunPage(
    aRunReport({
      outcome: "failed",
      error: { name: "InputProblem", message: `row of ${planted}` },
      files: [
        aFileReport({
          file: `inbox/orders/${planted}.csv`,
          status: "rejected",
          problem: `${planted} is odd`,
          reasons: [{ code: "row-ragged", rows: 1, lines: [2] }],
        }),
      ],
      audiences: [anAudienceReport({ failure: { code: "x", message: `for ${planted}` } })],
      findings: [{ check: "ledger", audience: null, status: "finding", detail: planted }],
    }),
    "en",
  );
  expect(page).not.toContain("anna.virtanen");
  expect(page).not.toContain("example.com");
  expect(page).toContain("…@…");
});

test("a failed run says what went wrong, what is safe, and whose sizes are shown", () => {
  const text = textOf(
    renderRunPage(
      aRunReport({
        outcome: "failed",
        error: { name: "PlatformFailure", message: "the members table is too busy" },
        findings: null,
        figuresFrom: "r-20261123-0100-nightly",
      }),
      "en",
    ),
  );
  expect(text).toContain("The run stopped at 03:07 before it was complete.");
  expect(text).toContain("The audiences stay as they were, less those who had to leave.");
  expect(text).toContain("PlatformFailure the members table is too busy");
  expect(text).toContain("Sizes are from run r-20261123-0100-nightly");
  expect(text).toContain("Nothing was checked: the run stopped before.");
});

test("findings that say the same are told once, with the audiences they are about", () => {
  const page = renderRunPage(anEventfulReport(), "en");
  expect(page.match(/The platform has not counted it yet\./g)).toHaveLength(1);
  expect(textOf(page)).toContain("Loyal customers · google-main, Pentukodit · google-main");
  expect(page).toContain("12 checks match.");
});

test("a first workspace without segments, audiences or files still has a page", () => {
  const report = aRunReport({ files: [], segments: [], audiences: [], findings: [] });
  for (const language of languages) {
    const page = renderRunPage(report, language);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(textOf(page)).not.toMatch(/undefined|NaN/);
  }
  expect(textOf(renderRunPage(report, "en"))).toContain("No segment is sent anywhere yet");
});
