import type { RunReport } from "../insight/contract.ts";
import { formatsOf, pageLanguage } from "./formats.ts";
import type { Formats } from "./formats.ts";
import { html, masked } from "./html.ts";
import type { Html } from "./html.ts";
import type { Words } from "./words.ts";
import { english } from "./words-en.ts";
import { finnish } from "./words-fi.ts";
import { swedish } from "./words-sv.ts";

/** What every part of the page is given: the report, and how this reader reads. */
export interface View {
  readonly report: RunReport;
  readonly words: Words;
  readonly formats: Formats;
}

const languages = { en: english, fi: finnish, sv: swedish };

/** The report in a language; English where we have no words in it. */
export function viewOf(report: RunReport, language: string): View {
  const spoken = pageLanguage(language);
  return { report, words: languages[spoken], formats: formatsOf(spoken, report.timezone) };
}

/** A name in the page's language, else in the workspace's first, marked as such. */
export function nameOf(
  { report, words }: View,
  of: { readonly name: string; readonly names: Readonly<Record<string, string>> },
): Html {
  const own = of.names[words.language];
  if (own !== undefined) return html`${own}`;
  const other = report.languages[0] ?? words.language;
  return other === words.language
    ? html`${of.name}`
    : html`<span lang="${other}">${of.name}</span>`;
}

/** Messages come in English; contact data has no business in them, and is struck out if it got there. */
export const message = ({ words }: View, text: string): Html =>
  words.language === "en" ? html`${masked(text)}` : html`<span lang="en">${masked(text)}</span>`;
