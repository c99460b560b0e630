import { html, raw } from "./html.ts";
import type { Html } from "./html.ts";

/** One shape per meaning, so that no status is told by colour alone. */
const shapes = {
  ok: '<circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.1 2.1L11 6"/>',
  hold: '<rect x="1.5" y="1.5" width="13" height="13" rx="2"/><path d="M6 5v6M10 5v6"/>',
  late: '<circle cx="8" cy="8" r="6.5"/><path d="M8 4.5V8l2.5 1.8"/>',
  bad: '<path d="M8 1.8 15 14H1zM8 6.5v3.2M8 12v.1"/>',
  unknown:
    '<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.5 2"/><path d="M6.3 6.4A1.8 1.8 0 1 1 8 8.3v.9M8 11.4v.1"/>',
  info: '<circle cx="8" cy="8" r="6.5"/><path d="M8 7.3v3.9M8 4.7v.1"/>',
  off: '<path d="M4 8h8"/>',
} as const;

export type StatusKind = keyof typeof shapes;

const shape = (kind: StatusKind): Html => raw(shapes[kind]);

/** A shape beside a sentence that says the same in words. */
const icon = (kind: StatusKind): Html =>
  html`<svg class="ic ${kind}" viewBox="0 0 16 16" aria-hidden="true">${shape(kind)}</svg>`;

/** Shape and word. */
export const status = (kind: StatusKind, text: string): Html =>
  html`<span class="st ${kind}"
    ><svg viewBox="0 0 16 16" aria-hidden="true">${shape(kind)}</svg>${text}</span
  >`;

/** One line of work or news. */
export const item = (kind: StatusKind, ...content: readonly Html[]): Html =>
  html`<li>
    ${icon(kind)}
    <div>${content}</div>
  </li>`;
