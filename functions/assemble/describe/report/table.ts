import { type Content, Html, html } from './html.ts';

export interface Column {
  readonly title: string;
  /** Set to the right in digits of equal width. */
  readonly isNumeric?: boolean;
}

/** A table with one line for each row. The first cell of each row names the row. */
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Html => tableOf(caption, columns, html`<tbody>${rows.map((cells) => row(columns, cells))}</tbody>`);

/** A table that scrolls by itself on a narrow screen, also by keyboard. */
export const tableOf = (caption: string, columns: readonly Column[], bodies: Content): Html => html`
<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
<table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ title, isNumeric }) => html`<th scope="col"${numeric(isNumeric)}>${title}</th>`)}</tr></thead>
${bodies}
</table>
</div>`;

/** One line of a table. Where there are fewer cells than columns, the last one takes the columns that are left. */
export const row = (columns: readonly Column[], cells: readonly Content[]): Html => {
  const left = columns.length - cells.length;
  return html`
<tr>${cells.map((cell, index) => {
    if (index === 0) return html`<th scope="row"${numeric(columns[0]?.isNumeric)}>${cell}</th>`;
    return left > 0 && index === cells.length - 1
      ? html`<td colspan="${left + 1}">${cell}</td>`
      : html`<td${numeric(columns[index]?.isNumeric)}>${cell}</td>`;
  })}</tr>`;
};

const numeric = (isNumeric = false): Html => new Html(isNumeric ? ' class="number"' : '');
