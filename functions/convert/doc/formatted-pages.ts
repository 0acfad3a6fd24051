/** A stretch of the main stream, in bytes, and the modifiers that hold for it. */
export interface FormattedRun {
  readonly from: number;
  readonly to: number;
  readonly style: number;
  readonly modifiers: Uint8Array;
}

const pageBytes = 512;

/** Reads the formatted disk pages of paragraphs or of characters ([MS-DOC] 2.9.22, 2.9.33, 2.9.174), ascending. */
export const readFormattedPages = (
  main: Uint8Array,
  pageTable: Uint8Array,
  kind: 'paragraphs' | 'characters',
): FormattedRun[] => {
  const tableView = new DataView(pageTable.buffer, pageTable.byteOffset, pageTable.byteLength);
  const count = Math.max(0, Math.floor((pageTable.length - 4) / 8));
  const runs: FormattedRun[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = tableView.getUint32((count + 1) * 4 + index * 4, true) & 0x3fffff;
    const page = main.subarray(number * pageBytes, (number + 1) * pageBytes);
    if (page.length === pageBytes)
      runs.push(...(kind === 'paragraphs' ? paragraphRuns(page) : characterRuns(page)));
  }
  return runs.sort((a, b) => a.from - b.from);
};

function* boundsOf(page: Uint8Array): Generator<{ index: number; count: number; from: number; to: number }> {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const count = page[pageBytes - 1] ?? 0;
  for (let index = 0; index < count && (index + 2) * 4 <= pageBytes; index += 1) {
    yield { index, count, from: view.getUint32(index * 4, true), to: view.getUint32(index * 4 + 4, true) };
  }
}

const paragraphRuns = (page: Uint8Array): FormattedRun[] => {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  return [...boundsOf(page)].map(({ index, count, from, to }) => {
    const at = (page[(count + 1) * 4 + index * 13] ?? 0) * 2;
    const words = page[at] ?? 0;
    const start = words === 0 ? at + 2 : at + 1;
    const length = words === 0 ? (page[at + 1] ?? 0) * 2 : words * 2 - 1;
    const isStyled = at > 0 && length >= 2 && start + 2 <= pageBytes;
    return {
      from,
      to,
      style: isStyled ? view.getUint16(start, true) : 0,
      modifiers: isStyled ? page.subarray(start + 2, start + length) : new Uint8Array(),
    };
  });
};

const characterRuns = (page: Uint8Array): FormattedRun[] =>
  [...boundsOf(page)].map(({ index, count, from, to }) => {
    const at = (page[(count + 1) * 4 + index] ?? 0) * 2;
    const length = at > 0 ? (page[at] ?? 0) : 0;
    return { from, to, style: 0, modifiers: page.subarray(at + 1, at + 1 + length) };
  });

/** The run that holds a byte; runs are sorted and do not overlap. */
export const runAt = (runs: readonly FormattedRun[], byte: number): FormattedRun | undefined => {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle] as FormattedRun;
    if (byte < run.from) high = middle - 1;
    else if (byte >= run.to) low = middle + 1;
    else return run;
  }
  return undefined;
};
