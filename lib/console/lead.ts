import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { message } from "./view.ts";
import type { View } from "./view.ts";

/** How the audiences stand, in one bold sentence. */
function standing({ report, words, formats }: View): Html {
  const all = report.audiences.length;
  const synced = report.audiences.filter(({ state }) => state === "in-sync").length;
  if (all === 0) return html`<b>${words.lead.noAudiences}</b>.`;
  if (synced === all) return html`<b>${words.lead.allInSync(formats.count(all), all)}</b>.`;
  return html`<b>${words.lead.inSync(formats.count(synced), formats.count(all), synced)}</b>.`;
}

/** What is not well, a short sentence each. */
function troubles({ report, words, formats }: View): readonly string[] {
  const failed = report.audiences.filter(({ state }) => state === "failed").length;
  const unused = report.files.filter(({ status }) => status === "rejected" || status === "held");
  const found = (report.findings ?? []).filter(({ status }) => status === "finding");
  const tell = (n: number, sentence: (text: string, n: number) => string) =>
    n === 0 ? [] : [sentence(formats.count(n), n)];
  return [
    ...tell(report.holds.length, words.lead.waiting),
    ...tell(failed, words.lead.failedAudiences),
    ...tell(unused.length, words.lead.unused),
    ...tell(found.length, words.lead.findings),
  ];
}

function stopped(view: View): Html {
  const { report, words, formats } = view;
  return html`<p class="lead">
      ${words.lead.failed(formats.time(report.finishedAt))} <b>${words.lead.stillSafe}</b>
    </p>
    ${report.error !== null && html`<p class="note bad"><code>${report.error.name}</code> ${message(view, report.error.message)}</p>`}`;
}

/** The answer first: the day, and one paragraph. */
export function lead(view: View): Html {
  const { report, words, formats } = view;
  const answer =
    report.outcome === "failed"
      ? stopped(view)
      : html`<p class="lead">
          ${words.lead.finished(formats.time(report.finishedAt))} ${standing(view)}
          ${troubles(view).join(" ")}
        </p>`;
  return html`<div class="head">
    <h1>${formats.day(report.now)}</h1>
    ${answer}
  </div> `;
}
