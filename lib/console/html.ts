/** Markup that is safe to print: made by `html`, or by `raw` from a constant of ours. */
export interface Html {
  readonly markup: string;
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (of) => entities[of] ?? "");

const isList = (of: Part): of is readonly Part[] => Array.isArray(of);

function print(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (isList(part)) return part.map(print).join("");
  return typeof part === "object" ? part.markup : escaped(String(part));
}

/** A template whose values are escaped, in text and in quoted attributes; nothing else lets markup in. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html => ({
  markup: strings.reduce((before, text, at) => `${before}${print(values[at - 1])}${text}`),
});

/** Text of ours as it is: never for anything that came from outside. */
export const raw = (markup: string): Html => ({ markup });

const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu;

/** Free text from outside (file names, messages) without anything that looks like an e-mail address. */
export const masked = (text: string): string => text.replaceAll(mail, "…@…");
