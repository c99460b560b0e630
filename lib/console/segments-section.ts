import type { SegmentReport } from "../insight/contract.ts";
import { html } from "./html.ts";
import type { Html, Part } from "./html.ts";
import { dataTable, section } from "./section.ts";
import { spark } from "./spark.ts";
import { nameOf } from "./view.ts";
import type { View } from "./view.ts";

const dash = html`<span class="muted">–</span>`;

function movement({ formats }: View, { entered, left }: SegmentReport): readonly Part[] {
  if (entered === null || left === null) return [dash, dash, dash];
  return [
    formats.signed(entered),
    formats.signed(-left),
    html`<b>${formats.signed(entered - left)}</b>`,
  ];
}

function segmentRow(view: View, segment: SegmentReport): readonly Part[] {
  const { formats } = view;
  return [
    nameOf(view, segment),
    spark(segment.trend, formats.count),
    segment.size === null ? dash : formats.count(segment.size),
    ...movement(view, segment),
  ];
}

/** Most movement first. */
const unrest = ({ entered, left }: SegmentReport): number => (entered ?? 0) + (left ?? 0);

/** Segments with size and movement. */
export function segmentsSection(view: View): Html {
  const { report, words } = view;
  const { title, note, none, fromRun } = words.segments;
  if (report.segments.length === 0) return section("seg", { title }, html`<p>${none}</p>`);
  const stale = report.figuresFrom !== null && report.figuresFrom !== report.run;
  const columns = [
    { label: words.segments.segment },
    { label: words.segments.trend },
    { label: words.segments.size, numeric: true },
    { label: words.segments.entered, numeric: true },
    { label: words.segments.left, numeric: true },
    { label: words.segments.net, numeric: true },
  ];
  const rows = report.segments
    .toSorted((one, other) => unrest(other) - unrest(one))
    .map((segment) => segmentRow(view, segment));
  return section(
    "seg",
    { title, note: stale ? fromRun(html`<code>${report.figuresFrom}</code>`) : note },
    dataTable("tight mid moves", columns, rows),
  );
}
