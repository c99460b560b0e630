import type { AudienceReport } from "../insight/contract.ts";
import { funnel } from "./audience-funnel.ts";
import { html } from "./html.ts";
import type { Html, Part } from "./html.ts";
import { dataTable, section } from "./section.ts";
import { status } from "./status.ts";
import type { StatusKind } from "./status.ts";
import { nameOf } from "./view.ts";
import type { View } from "./view.ts";

const platforms: Readonly<Record<AudienceReport["platform"], string>> = {
  meta: "Meta",
  "google-data-manager": "Google",
  "google-ads": "Google",
};

const shapes: Readonly<Record<AudienceReport["state"], StatusKind>> = {
  failed: "bad",
  held: "hold",
  behind: "late",
  "not-pushed": "late",
  retiring: "info",
  paused: "off",
  "in-sync": "ok",
};

/** Failures first, then what waits, then what is well. */
const urgency = Object.keys(shapes);

const stateOf = ({ words }: View, { state }: AudienceReport): Html =>
  status(shapes[state], words.audiences.states[state]);

/** What the platform says, in the platform's own unit. */
function platformSays({ words, formats }: View, { view }: AudienceReport): string {
  if (view === null) return words.audiences.notAsked;
  switch (view.status) {
    case "not-counted-yet":
      return words.audiences.notCounted;
    case "too-small":
      return words.audiences.tooSmall;
    case "unusable":
      return words.audiences.unusable;
    case "ready":
      return view.size === null
        ? words.audiences.notCounted
        : formats.range(view.size.low, view.size.high);
  }
}

function overviewRow(view: View, audience: AudienceReport): readonly Part[] {
  const { formats } = view;
  const eligible = audience.funnel?.eligible;
  return [
    html`${nameOf(view, audience)}<small
        >${audience.destination} · ${platforms[audience.platform]}</small
      >`,
    stateOf(view, audience),
    eligible === undefined ? "–" : formats.count(eligible),
    formats.count(audience.ledger.members),
    platformSays(view, audience),
    formats.signed(audience.added),
    formats.signed(-audience.removed),
  ];
}

function overview(view: View, audiences: readonly AudienceReport[]): Html {
  const { words } = view;
  return dataTable(
    "cards mid audiences",
    [
      { label: words.audiences.audience },
      { label: words.audiences.state, full: true },
      { label: words.audiences.eligible, numeric: true },
      { label: words.audiences.ledger, numeric: true },
      { label: words.audiences.platform, numeric: true },
      { label: words.audiences.added, numeric: true },
      { label: words.audiences.removed, numeric: true },
    ],
    audiences.map((audience) => overviewRow(view, audience)),
  );
}

function card(view: View, audience: AudienceReport): Html {
  const platform = platforms[audience.platform];
  return html`<article>
    <h3>
      ${nameOf(view, audience)} <small class="muted">${audience.destination} · ${platform}</small>
    </h3>
    ${stateOf(view, audience)}
    ${funnel(view, audience, { name: platform, says: platformSays(view, audience) })}
  </article> `;
}

/** The audiences in one table, then each from its segment down to what the platform has. */
export function audiencesSection(view: View): Html {
  const { report, words } = view;
  if (report.audiences.length === 0) return html``;
  const audiences = report.audiences.toSorted(
    (one, other) => urgency.indexOf(one.state) - urgency.indexOf(other.state),
  );
  const { title, note, funnelTitle, funnelNote } = words.audiences;
  return html`${section("aud", { title, note }, overview(view, audiences))}${section(
    "funnel",
    { title: funnelTitle, note: funnelNote },
    html`<div class="gallery">${audiences.map((audience) => card(view, audience))}</div>`,
  )}`;
}
