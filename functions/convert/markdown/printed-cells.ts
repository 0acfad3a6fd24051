const [bar, backslash, space] = [124, 92, 32];

/**
 * Cells that hold something in the GFM tables of finished Markdown. One walk without a copy: the tables of a sheet may be
 * most of the memory that a conversion takes.
 */
export const printedCells = (markdown: string): number => {
  let cells = 0;
  let row = 0;
  for (let start = 0; start < markdown.length; ) {
    const found = markdown.indexOf('\n', start);
    const end = found < 0 ? markdown.length : found;
    row = markdown.charCodeAt(start) === bar ? row + 1 : 0;
    if (row > 0 && row !== delimiterRow) cells += cellsOfRow(markdown, start + 1, end);
    start = end + 1;
  }
  return cells;
};

const delimiterRow = 2;

const cellsOfRow = (markdown: string, from: number, end: number): number => {
  let cells = 0;
  let isFilled = false;
  for (let index = from; index < end; index += 1) {
    const code = markdown.charCodeAt(index);
    if (code === bar) {
      if (isFilled) cells += 1;
      isFilled = false;
    } else if (code !== space) {
      isFilled = true;
      if (code === backslash) index += 1;
    }
  }
  return cells;
};
