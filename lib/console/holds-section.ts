import type { HoldReport } from "../insight/contract.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { section } from "./section.ts";
import { item } from "./status.ts";
import { nameOf } from "./view.ts";
import type { View } from "./view.ts";

function change({ words, formats }: View, { was, wouldBe }: HoldReport): string {
  const after = wouldBe === null ? words.holds.anySize : formats.count(wouldBe);
  return `${formats.count(was)} → ${after}`;
}

/** What would happen, in one sentence with its figures. */
function sentence(view: View, hold: HoldReport): Html {
  const { words, formats } = view;
  const name = html`<b>${nameOf(view, hold)}</b>`;
  const after = hold.wouldBe ?? hold.was;
  const share = formats.share(hold.was === 0 ? 0 : Math.abs(after - hold.was) / hold.was);
  if (hold.guard === "shrink") return words.holds.shrink(name, share, change(view, hold));
  if (hold.guard === "grow") return words.holds.grow(name, share, change(view, hold));
  if (hold.guard === "first") return words.holds.first(name, formats.count(after), after);
  return words.holds.other(name, change(view, hold));
}

/** Rule or data: only of what this very run stopped, since earlier definitions are not looked at. */
function because({ report, words }: View, { guard, heldAt }: HoldReport): string {
  const { startedAt, sameDefinitions } = report;
  const isNew = startedAt !== null && Date.parse(heldAt) >= Date.parse(startedAt);
  if (!isNew || guard === "first" || sameDefinitions === null) return "";
  return sameDefinitions ? words.holds.sameRules : words.holds.changedRules;
}

function holdItem(view: View, hold: HoldReport): Html {
  const { words, formats } = view;
  return item(
    "hold",
    sentence(view, hold),
    html`<p>
        ${words.holds.stays(html`<b>${hold.destination}</b>`, formats.moment(hold.heldAt))}
        ${because(view, hold)}
      </p>
      <dl class="do">
        <dt>${words.holds.approve}</dt>
        <dd><code>npx audience approve ${hold.hold}</code></dd>
        <dt>${words.holds.reject}</dt>
        <dd><code>npx audience reject ${hold.hold}</code></dd>
      </dl>`,
  );
}

/** Decisions that wait, each with what to type. */
export function holdsSection(view: View): Html {
  const { report, words } = view;
  if (report.holds.length === 0)
    return section(
      "dec",
      { title: words.holds.title },
      html`<ul class="work">
        ${item("ok", html`${words.holds.none}`)}
      </ul>`,
    );
  return section(
    "dec",
    { title: words.holds.title, note: words.holds.note },
    html`<ol class="work">
      ${report.holds.map((hold) => holdItem(view, hold))}
    </ol>`,
  );
}
