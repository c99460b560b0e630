import type { FileReport } from "../insight/contract.ts";
import { html, masked } from "./html.ts";
import type { Html } from "./html.ts";
import { section } from "./section.ts";
import { item } from "./status.ts";
import { message } from "./view.ts";
import type { View } from "./view.ts";

const isUnused = ({ status }: FileReport): boolean => status === "rejected" || status === "held";

function lateItems(view: View): readonly Html[] {
  const late = (view.report.findings ?? []).filter(
    ({ check, status }) => check === "freshness" && status === "finding",
  );
  return late.map(({ detail }) =>
    item(
      "late",
      html`<b>${view.words.data.late}</b>
        <p>${message(view, detail)}</p>`,
    ),
  );
}

function unusedItem(view: View): Html | undefined {
  const { report, words, formats } = view;
  const unused = report.files.filter(isUnused);
  if (unused.length === 0) return undefined;
  const each = unused.map(
    ({ file, problem }) =>
      html`<p>
        <code>${masked(file)}</code>${problem !== null && html`: ${message(view, problem)}`}
      </p>`,
  );
  return item("bad", words.data.unused(formats.count(unused.length), unused.length), ...each);
}

function rejectedItem({ report, words, formats }: View): Html | undefined {
  const { rejected } = report.night.rows;
  if (rejected === 0) return undefined;
  return item(
    "info",
    words.data.rejected(formats.count(rejected), rejected),
    html`<p>${words.data.quarantine}</p>`,
  );
}

function usedItem({ report, words, formats }: View): Html {
  const all = report.files.length;
  if (all === 0) return item("off", html`${words.data.nothing}`);
  const used = report.files.filter(({ status }) => status === "accepted").length;
  return used === all
    ? item("ok", html`${words.data.allUsed(formats.count(all), all)}`)
    : item("info", html`${words.data.someUsed(formats.count(used), formats.count(all), used)}`);
}

/** What came in: late and unused first. */
export const dataSection = (view: View): Html =>
  section(
    "late",
    { title: view.words.data.title },
    html`<ul class="work">
      ${[...lateItems(view), unusedItem(view), rejectedItem(view), usedItem(view)]}
    </ul>`,
  );
