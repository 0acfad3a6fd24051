import { type Content, Html, html } from './html.ts';

export interface Column {
  readonly title: string;
  /** Set to the right in digits of equal width. */
  readonly isNumeric?: boolean;
}

/** A table that scrolls by itself on a narrow screen, also by keyboard. The first cell of each row names the row. */
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Html => html`
<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
<table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ title, isNumeric }) => html`<th scope="col"${numeric(isNumeric)}>${title}</th>`)}</tr></thead>
<tbody>${rows.map(
  (cells) => html`
<tr>${cells.map((cell, index) => cellOf(cell, index, columns[index]))}</tr>`,
)}
</tbody>
</table>
</div>`;

const cellOf = (cell: Content, index: number, column: Column | undefined): Html =>
  index === 0
    ? html`<th scope="row"${numeric(column?.isNumeric)}>${cell}</th>`
    : html`<td${numeric(column?.isNumeric)}>${cell}</td>`;

const numeric = (isNumeric = false): Html => new Html(isNumeric ? ' class="number"' : '');
