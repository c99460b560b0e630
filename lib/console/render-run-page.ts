import { createHash } from "node:crypto";
import type { RunReport } from "../insight/contract.ts";
import { audiencesSection } from "./audiences-section.ts";
import { dataSection } from "./data-section.ts";
import { filesSection } from "./files-section.ts";
import { findingsSection } from "./findings-section.ts";
import { holdsSection } from "./holds-section.ts";
import { html, raw } from "./html.ts";
import type { Html } from "./html.ts";
import { lead } from "./lead.ts";
import { nightSection } from "./night-section.ts";
import { pageStyle } from "./page-style.ts";
import { segmentsSection } from "./segments-section.ts";
import { viewOf } from "./view.ts";
import type { View } from "./view.ts";

/** Nothing may load or run on the page; the one stylesheet is named by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(pageStyle).digest("base64")}'; base-uri 'none'; form-action 'none'`;

function head({ report, formats }: View): Html {
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="robots" content="noindex" />
    <meta name="referrer" content="no-referrer" />
    <title>${formats.day(report.now)} · ${report.workspace} · Audience Sync</title>
    ${raw(`<style>${pageStyle}</style>`)}
  </head>`;
}

function foot({ report, words, formats }: View): Html {
  const run = html`<code>${report.run}</code>`;
  const definitions = html`<code>${report.definitions.slice(0, 12)}</code>`;
  return html`<footer class="foot">
    <p>${words.computed(formats.moment(report.finishedAt), run, definitions)}</p>
  </footer>`;
}

/**
 * What a run came to, as one HTML page that needs nothing else: it can be mailed or opened from a disk. No
 * script, no outside address. In the given language where we speak it, else in English.
 */
export function renderRunPage(report: RunReport, language: string): string {
  const view = viewOf(report, language);
  return html`<!doctype html>
    <html lang="${view.words.language}">
      ${head(view)}
      <body>
        <a class="skip" href="#main">${view.words.skip}</a>
        <header class="top">
          <div>
            <p class="brand">Audience Sync<small>${report.workspace}</small></p>
            <p class="muted small">${view.words.nightlyReport}</p>
          </div>
        </header>
        <main id="main">
          ${lead(view)}
          <div class="cols today${report.holds.length === 0 && " quiet"}">
            ${holdsSection(view)}${dataSection(view)}${findingsSection(view)}${nightSection(view)}
          </div>
          ${segmentsSection(view)}${audiencesSection(view)}${filesSection(view)}
        </main>
        ${foot(view)}
      </body>
    </html> `.markup;
}
