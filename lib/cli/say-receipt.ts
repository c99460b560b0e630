import type { Receipt } from "../ingest/contract.ts";
import { count, counted } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** `540 rows: 531 accepted, 9 rejected` */
export function rowsInWords({ rows, accepted, rejected, skipped }: Receipt): string {
  if (rows === null) return "rows could not be counted";
  const parts = [`${count(accepted)} accepted`];
  if (rejected > 0) parts.push(`${count(rejected)} rejected`);
  if (skipped > 0) parts.push(`${count(skipped)} skipped`);
  return `${counted(rows, "row")}: ${parts.join(", ")}`;
}

function statusInWords(receipt: Receipt): string {
  if (receipt.status === "accepted") return rowsInWords(receipt);
  const rows = receipt.rows === null ? [] : [counted(receipt.rows, "row")];
  return [receipt.status.toUpperCase(), ...rows].join("  ");
}

/** What is said of one matter: the first line after its name, the others below. */
interface Matter {
  readonly name: string;
  readonly lines: readonly string[];
}

const linesShown = 3;

/** `lines 2, 3, 4 …` */
function linesInWords(lines: readonly number[], rows: number): string {
  const shown = lines.slice(0, linesShown);
  if (shown.length === 0) return "";
  const more = rows > shown.length ? " …" : "";
  return `${rows === 1 ? "line" : "lines"} ${shown.map(count).join(", ")}${more}`;
}

/** Cells as wide as the widest of their column, the first one to the right. */
function inColumns(table: readonly (readonly string[])[]): readonly string[] {
  const width = (at: number) => Math.max(...table.map((row) => row[at]?.length ?? 0));
  return table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padStart(width(at)) : cell.padEnd(width(at))))
      .join("  ")
      .trimEnd(),
  );
}

/** Rows by reason, most first: those that are expected to be otherwise are the rejected ones. */
function reasonsOf({ reasons, lines, expected }: Receipt): readonly Matter[] {
  const most = Object.entries(reasons).toSorted(([, a], [, b]) => b - a);
  const linesFor = (isAmong: (code: string) => boolean) =>
    inColumns(
      most
        .filter(([code]) => isAmong(code))
        .map(([code, rows]) => [
          `${count(rows)} ×`,
          code,
          linesInWords(lines[code] ?? [], rows),
          expected[code] ?? "",
        ]),
    );
  return [
    { name: "rejected", lines: linesFor((code) => code in expected) },
    { name: "skipped", lines: linesFor((code) => !(code in expected)) },
  ];
}

function changesOf({ changes }: Receipt): Matter {
  const parts = [
    [changes?.new, "new"],
    [changes?.changed, "changed"],
    [changes?.unchanged, "unchanged"],
    [changes?.older, "ignored as older"],
    [changes?.gone, "gone"],
  ] as const;
  const said = parts.flatMap(([rows = 0, what]) => (rows === 0 ? [] : [`${count(rows)} ${what}`]));
  const shorter = changes?.shorter ?? 0;
  if (shorter > 0) said.push(`${counted(shorter, "order")} came back shorter`);
  return { name: "changes", lines: said.length === 0 ? [] : [said.join(", ")] };
}

/** `81%`: whole only when nothing is missing. */
const percent = (share: number): string =>
  share > 0 && share < 0.01 ? "<1%" : `${Math.floor(share * 100)}%`;

/** Kinds that one platform alone takes. */
const metaAlone: ReadonlySet<string> = new Set([
  "city",
  "region",
  "birth_date",
  "gender",
  "device_id",
]);
const googleAlone: ReadonlySet<string> = new Set(["address"]);

const lacking: Readonly<Record<string, string>> = {
  email: "have no valid address",
  phone: "have no valid number",
};

/** `phone: 81% usable; 412 have no valid number` */
function identifierInWords(
  kind: string,
  { filled, meta, google }: Receipt["identifiers"][string],
  unusable: number,
): string {
  const [atMeta, atGoogle] = [percent(meta / filled), percent(google / filled)];
  const usable = metaAlone.has(kind)
    ? `${atMeta} usable at Meta`
    : googleAlone.has(kind)
      ? `${atGoogle} usable at Google`
      : meta === google
        ? `${atMeta} usable`
        : `${atMeta} usable at Meta, ${atGoogle} at Google`;
  const without = unusable === 0 ? "" : `; ${count(unusable)} ${lacking[kind] ?? "cannot be used"}`;
  return `${kind.replaceAll("_", " ")}: ${usable}${without}`;
}

/** Identifiers that not every customer who has one can be found by, then those that all can. */
function identifiersOf({ identifiers, unusable }: Receipt): Matter {
  const isWhole = (kind: string): boolean => {
    const { filled = 0, meta = 0, google = 0 } = identifiers[kind] ?? {};
    return (googleAlone.has(kind) || meta === filled) && (metaAlone.has(kind) || google === filled);
  };
  const kinds = Object.keys(identifiers);
  const whole = kinds.filter(isWhole).map((kind) => kind.replaceAll("_", " "));
  const others = Object.entries(identifiers)
    .filter(([kind]) => !isWhole(kind))
    .map(([kind, counts]) => identifierInWords(kind, counts, unusable[kind] ?? 0));
  const lines = whole.length === 0 ? others : [...others, `${whole.join(", ")}: 100% usable`];
  return { name: "identifiers", lines };
}

/** Other cells that were filled with something that is not kept. */
function lostOf({ unusable, identifiers }: Receipt): Matter {
  const lost = Object.entries(unusable).filter(
    ([name, rows]) => rows > 0 && !(name in identifiers),
  );
  const line = lost.map(([name, rows]) => `${name} ${count(rows)}`).join(", ");
  return { name: "not kept", lines: lost.length === 0 ? [] : [line] };
}

function completenessOf({ accepted, completeness }: Receipt): Matter {
  const partly = Object.entries(completeness).filter(([, share]) => share < 1);
  const line = partly.map(([name, share]) => `${name} ${percent(share)}`).join(", ");
  return { name: "filled", lines: accepted === 0 || partly.length === 0 ? [] : [line] };
}

/** What became of a file, as a data engineer wants to read it. */
export function sayReceipt(receipt: Receipt, out: Terminal): void {
  const seconds = out.muted(`${receipt.seconds.toFixed(1)} s`);
  out.say(`  ${out.bold(receipt.file)}  ${statusInWords(receipt)}  ${seconds}`);
  for (const warning of [receipt.problem, receipt.alarm])
    if (warning !== null) out.say(`    ${out.warn(warning)}`);
  const matters = [
    ...reasonsOf(receipt),
    changesOf(receipt),
    identifiersOf(receipt),
    lostOf(receipt),
    completenessOf(receipt),
    { name: "quarantine", lines: receipt.quarantine },
  ].filter(({ lines }) => lines.length > 0);
  const width = Math.max(...matters.map(({ name }) => name.length));
  for (const { name, lines } of matters) {
    lines.forEach((line, at) =>
      out.say(`    ${out.muted((at === 0 ? name : "").padEnd(width))}  ${line}`),
    );
  }
}
