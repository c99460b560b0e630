import { html } from "./html.ts";
import type { Html, Part } from "./html.ts";

/** A ruled section with its heading, and a note beside it. */
export const section = (
  id: string,
  heading: { readonly title: string; readonly note?: Part },
  ...content: readonly Part[]
): Html =>
  html`<section id="${id}" aria-labelledby="${id}-h">
    <div class="sh">
      <h2 id="${id}-h">${heading.title}</h2>
      ${heading.note !== undefined && html`<p>${heading.note}</p>`}
    </div>
    ${content}
  </section> `;

export interface Column {
  readonly label: string;
  readonly numeric?: boolean;
  /** Takes the whole width where the table stands as cards. */
  readonly full?: boolean;
}

const headCell = ({ label, numeric }: Column): Html =>
  html`<th scope="col" role="columnheader" class="${numeric === true ? "r" : ""}">${label}</th>`;

function bodyCell(column: Column | undefined, content: Part): Html {
  const classes = [column?.numeric === true && "r", column?.full === true && "full"];
  return html`<td
    role="cell"
    class="${classes.filter((name) => name !== false).join(" ")}"
    data-l="${column?.label}"
  >
    ${content}
  </td>`;
}

function bodyRow(columns: readonly Column[], [first, ...cells]: readonly Part[]): Html {
  return html`<tr role="row">
    <th scope="row" role="rowheader">${first}</th>
    ${cells.map((cell, at) => bodyCell(columns[at + 1], cell))}
  </tr> `;
}

/**
 * A table whose first cell of each row is the row's header. On narrow screens it becomes cards, so the
 * roles are written out: a changed `display` would take them away.
 */
export const dataTable = (
  kind: string,
  columns: readonly Column[],
  rows: readonly (readonly Part[])[],
): Html =>
  html`<table role="table" class="${kind}">
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(headCell)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((cells) => bodyRow(columns, cells))}
    </tbody>
  </table>`;
