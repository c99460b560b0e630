import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { section } from "./section.ts";
import type { View } from "./view.ts";

const figure = (label: string, value: string, note = ""): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}${note !== "" && html`<small>${note}</small>`}</dd>
  </div>`;

function sent({ report, words, formats }: View): Html {
  const { added, removed, requests, accounts } = report.night;
  const note =
    requests === 0
      ? words.night.nothingSent
      : words.night.sentTo(formats.count(accounts), formats.count(requests), accounts);
  const moved = `${formats.signed(added)} ${formats.signed(-removed)}`;
  return figure(words.night.sent, added + removed === 0 ? formats.count(0) : moved, note);
}

function length({ report, words, formats }: View): Html | undefined {
  const { seconds, medianSeconds } = report.night;
  if (seconds === null) return undefined;
  const note = medianSeconds === null ? "" : words.night.usually(formats.duration(medianSeconds));
  return figure(words.night.duration, formats.duration(seconds), note);
}

function rows({ report, words, formats }: View): Html {
  const { all, accepted, rejected, skipped } = report.night.rows;
  const note = words.night.rowsNote(
    formats.count(accepted),
    formats.count(rejected),
    formats.count(skipped),
  );
  return figure(words.night.rows, formats.count(all), note);
}

/** The run in figures. */
export function nightSection(view: View): Html {
  const { report, words, formats } = view;
  const { customers, withdrawn, erased, written } = report.night;
  return section(
    "num",
    { title: words.night.title },
    html`<dl class="figs">
      ${[
        customers !== null && figure(words.night.customers, formats.count(customers)),
        sent(view),
        figure(words.night.withdrawn, formats.count(withdrawn), words.night.withdrawnNote),
        figure(words.night.erasures, formats.count(erased)),
        rows(view),
        written !== null &&
          figure(words.night.written, formats.count(written), words.night.writtenNote),
        length(view),
      ]}
    </dl>`,
  );
}
