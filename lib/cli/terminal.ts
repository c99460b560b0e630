import Table from "cli-table3";
import { styleText } from "node:util";

/** Where a command's words go. Progress and notes go to stderr, so that `--json` leaves stdout to one document. */
export interface Terminal {
  /** A line of the answer. Silent under `--json`. */
  say(line?: string): void;
  /** A line about what is going on; shown as it happens, on stderr. */
  progress(line: string): void;
  /** The answer as one JSON document; only under `--json`. */
  json(document: unknown): void;
  readonly wantsJson: boolean;
  bold(text: string): string;
  muted(text: string): string;
  warn(text: string): string;
}

export interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

type Style = Parameters<typeof styleText>[0];

/** A terminal over two streams; colours only where stdout is one that shows them and NO_COLOR is not set. */
export function terminal(
  streams: Streams,
  settings: { readonly json: boolean; readonly colour: boolean },
): Terminal {
  // Whether to colour is decided by the settings, not by what `styleText` thinks of this process's stdout.
  const styled = (style: Style) => (text: string) =>
    settings.colour ? styleText(style, text, { validateStream: false }) : text;
  return {
    say: (line = "") => {
      if (!settings.json) streams.stdout.write(`${line}\n`);
    },
    progress: (line) => {
      streams.stderr.write(`${line}\n`);
    },
    json: (document) => {
      if (settings.json) streams.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    },
    wantsJson: settings.json,
    bold: styled("bold"),
    muted: styled("dim"),
    warn: styled("yellow"),
  };
}

export interface Column {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly right?: boolean;
}

const bare = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** Aligned columns, two spaces apart, no lines; indented by two. */
export function aligned(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ right }) => (right === true ? "right" : "left")),
    chars: bare,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => `  ${line.trimEnd()}`)
    .join("\n");
}

const numbers = new Intl.NumberFormat("en-GB");
/** `1,204`, and a minus sign that is one. */
export const count = (of: number): string => numbers.format(of).replace("-", "−");
/** `1 segment`, `1,204 segments`. */
export const counted = (of: number, thing: string): string =>
  `${count(of)} ${thing}${of === 1 ? "" : "s"}`;
/** `+1,204` or `−9`; nothing for 0. */
export const signed = (of: number): string =>
  of === 0 ? "0" : of > 0 ? `+${count(of)}` : count(of);
