import type { FileReport } from "../insight/contract.ts";
import { html, masked } from "./html.ts";
import type { Html, Part } from "./html.ts";
import { dataTable, section } from "./section.ts";
import { status } from "./status.ts";
import type { StatusKind } from "./status.ts";
import type { View } from "./view.ts";

/** Files on the page; the rest is counted. All are in the report's data. */
const mostFiles = 50;
const mostReasons = 100;
const mostLines = 5;

const shapes: Readonly<Record<FileReport["status"], StatusKind>> = {
  rejected: "bad",
  held: "hold",
  accepted: "ok",
  duplicate: "off",
  "taken-back": "off",
};
const urgency: readonly FileReport["status"][] = [
  "rejected",
  "held",
  "accepted",
  "taken-back",
  "duplicate",
];

function fileRow({ words, formats }: View, file: FileReport): readonly Part[] {
  const dataset = file.dataset === null ? "" : `${words.files.dataset[file.dataset]} · `;
  const partly = file.status === "accepted" && file.rejected > 0;
  return [
    html`<code>${masked(file.file)}</code
      ><small>${dataset}${formats.moment(file.receivedAt)}</small>`,
    file.rows === null ? words.files.uncounted : formats.count(file.rows),
    formats.count(file.accepted),
    formats.count(file.rejected),
    formats.count(file.skipped),
    status(shapes[file.status], partly ? words.files.partly : words.files.status[file.status]),
  ];
}

function receipts(view: View, files: readonly FileReport[]): Html {
  const { words, formats } = view;
  const left = files.length - mostFiles;
  return html`${dataTable(
    "cards receipts",
    [
      { label: words.files.file },
      { label: words.files.rows, numeric: true },
      { label: words.files.accepted, numeric: true },
      { label: words.files.rejected, numeric: true },
      { label: words.files.skipped, numeric: true },
      { label: words.files.state, full: true },
    ],
    files.slice(0, mostFiles).map((file) => fileRow(view, file)),
  )}${left > 0 && html`<p class="small muted">${words.files.more(formats.count(left), left)}</p>`}`;
}

function reasonRow(
  { words, formats }: View,
  file: string,
  { code, rows, lines }: FileReport["reasons"][number],
): readonly Part[] {
  const first = lines.slice(0, mostLines).map((line) => formats.count(line));
  return [
    words.files.reasonOf(code),
    html`<code>${masked(file)}</code>`,
    formats.count(rows),
    `${first.join("; ")}${rows > first.length ? " …" : ""}`,
  ];
}

function reasons(view: View, files: readonly FileReport[]): Html | undefined {
  const { words } = view;
  const rows = files.flatMap((file) =>
    file.reasons.map((reason) => reasonRow(view, file.file, reason)),
  );
  if (rows.length === 0) return undefined;
  return section(
    "why",
    { title: words.files.reasonsTitle, note: words.data.quarantine },
    dataTable(
      "cards reasons",
      [
        { label: words.files.reason },
        { label: words.files.file, full: true },
        { label: words.files.rows, numeric: true },
        { label: words.files.lines, full: true },
      ],
      rows.slice(0, mostReasons),
    ),
  );
}

/** Every file's receipt, and the rows that were left out with their reasons. Nothing when no file came in. */
export function filesSection(view: View): Html {
  const { report, words } = view;
  if (report.files.length === 0) return html``;
  const files = report.files.toSorted(
    (one, other) => urgency.indexOf(one.status) - urgency.indexOf(other.status),
  );
  return html`${section(
    "files",
    { title: words.files.title, note: words.files.note },
    receipts(view, files),
  )}${reasons(view, files)}`;
}
