import type { Arrivals } from "../app/operate-files.ts";
import { count, counted } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** What waits for a person, or is on its way. */
export interface Waiting extends Arrivals {
  readonly held: {
    /** Names of holds. */
    readonly audiences: readonly string[];
    readonly files: readonly { readonly hold: string; readonly file: string }[];
  };
  /** Customers whose hashes were made by older rules than today's. */
  readonly oldHashes: number;
}

const mostNames = 10;

/** `orders/a.csv, orders/b.csv and 3 more` */
function namesInWords(names: readonly string[], of: number): string {
  const shown = names.slice(0, mostNames);
  const left = of - shown.length;
  if (shown.length === 0) return "";
  return `: ${shown.join(", ")}${left > 0 ? ` and ${count(left)} more` : ""}`;
}

const some = (what: string, names: readonly string[], of = names.length): string =>
  `${counted(of, "file")} ${what}${namesInWords(names, of)}`;

type Line = readonly [label: string, text: string];

function heldLines({ held }: Waiting): readonly Line[] {
  const holds = [
    held.audiences.length === 0 ? [] : [counted(held.audiences.length, "audience")],
    held.files.length === 0 ? [] : [counted(held.files.length, "file")],
  ].flat();
  if (holds.length === 0) return [];
  return [["Held", `${holds.join(" and ")} for somebody's decision: "audience holds" lists them`]];
}

function lostLines({ lost }: Waiting): readonly Line[] {
  if (lost.count === 0) return [];
  return [
    ["Lost", some("could not be taken in", lost.files, lost.count)],
    ["", 'The log of ingest-file says why. Mend it, then "audience drop" the file again,'],
    ["", "or redrive the queue LostFiles while the inbox still has it (7 days)."],
  ];
}

function arrivingLines({ overlooked, onTheirWay }: Waiting): readonly Line[] {
  const lines: Line[] = [];
  if (overlooked.length > 0) {
    const files = some("without a receipt", overlooked);
    lines.push(["Overlooked", `${files}; the nightly run picks up what is there`]);
  }
  if (onTheirWay.length > 0) lines.push(["Coming in", some("without a receipt yet", onTheirWay)]);
  return lines;
}

function hashLines({ oldHashes }: Waiting): readonly Line[] {
  if (oldHashes === 0) return [];
  const carry = oldHashes === 1 ? "carries" : "carry";
  const who = `${counted(oldHashes, "customer")} ${carry} hashes made by older rules`;
  return [["Hashes", `${who}: drop their files again`]];
}

/** What waits, before anything else is told. Nothing when nothing does. */
export function sayWaiting(waiting: Waiting, out: Terminal): void {
  const lines = [heldLines, lostLines, arrivingLines, hashLines].flatMap((of) => of(waiting));
  if (lines.length === 0) return;
  const width = Math.max(...lines.map(([label]) => label.length));
  for (const [label, text] of lines) out.say(`${out.warn(label.padEnd(width))}  ${text}`);
  out.say();
}

/** Whether a person must do something before what waits goes on. */
export const someoneMustAct = ({ held, lost }: Waiting): boolean =>
  held.audiences.length > 0 || held.files.length > 0 || lost.count > 0;
