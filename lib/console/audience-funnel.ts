import { withheldReasons } from "../push/contract.ts";
import type { AudienceReport } from "../insight/contract.ts";
import { html } from "./html.ts";
import type { Html, Part } from "./html.ts";
import { message, nameOf } from "./view.ts";
import type { View } from "./view.ts";

const row = (label: Part, value: Part, kind = ""): Html =>
  html`<tr class="${kind}">
    <th scope="row">${label}</th>
    <td class="r">${value}</td>
  </tr> `;

/** Segment − each reason = eligible; only reasons that anybody met. */
function subtraction({ words, formats }: View, { funnel: found, size }: AudienceReport): Html {
  if (found === null) return html``;
  const reasons = withheldReasons.filter((reason) => found.withheld[reason] > 0);
  return html`${row(words.audiences.inSegment, formats.count(size ?? 0))}${reasons.map((reason) =>
    row(words.audiences.withheld[reason], formats.signed(-found.withheld[reason])),
  )}${row(words.audiences.eligible, formats.count(found.eligible), "tot")}`;
}

/** What was done in this run, in a few words. */
function movement({ words, formats }: View, audience: AudienceReport): string {
  const { added, removed, withdrawn, unchanged, requests, invalid } = audience;
  const say = words.audiences;
  const tell = (n: number, sentence: (text: string, n: number) => string) =>
    n === 0 ? [] : [sentence(formats.count(n), n)];
  const told = [
    added + removed === 0
      ? say.nothingMoved
      : say.moved(formats.count(added), formats.count(removed), added),
    ...tell(withdrawn, say.withdrawn),
    ...tell(unchanged, say.unchanged),
    ...tell(requests, say.requests),
    ...tell(invalid, say.invalid),
  ].join(", ");
  return `${told.slice(0, 1).toLocaleUpperCase(words.language)}${told.slice(1)}.`;
}

/** Why the audience is not equal to its segment, when it is not. */
function notes(view: View, { held, failure, pending }: AudienceReport): Html {
  const { words, formats } = view;
  const waiting = pending.add + pending.remove > 0;
  const rows = words.audiences.pending(formats.count(pending.add), formats.count(pending.remove));
  return html`${failure !== null && html`<p class="note bad">${words.audiences.failed} ${message(view, failure.message)} <code>${failure.code}</code></p>`}${held !== null && html`<p class="note hold">${words.audiences.heldBy(html`<code>${held.hold}</code>`)}${waiting && html` ${rows}`}</p>`}${held === null && waiting && html`<p class="note hold">${rows}</p>`}`;
}

/** One audience: the subtraction from segment to eligible, our ledger, the platform's count, what moved. */
export function funnel(
  view: View,
  audience: AudienceReport,
  platform: { readonly name: string; readonly says: string },
): Html {
  const { words, formats } = view;
  return html`${audience.funnel === null && html`<p class="small muted">${words.audiences.noFunnel}</p>`}
    <table class="sum">
      <caption class="vh">
        ${nameOf(view, audience)}: ${words.audiences.members}
      </caption>
      <tbody>
        ${subtraction(view, audience)}${row(words.audiences.ledger, html`<b>${formats.count(audience.ledger.members)}</b>`)}${row(words.audiences.reports(platform.name), platform.says)}
      </tbody>
    </table>
    <p class="small muted">${movement(view, audience)}</p>
    ${notes(view, audience)}`;
}
