import { type Marker, markerOf, numberedDepth } from './line-shapes.ts';
import type { PageTable } from './page-table.ts';
import type { Column } from './reading-order.ts';
import type { HeadingTag } from './tagged-headings.ts';
import { type Line, lineOf, textOf } from './text-lines.ts';
import { isHeadingText, type TypeSizes } from './type-sizes.ts';
import type { Word } from './word.ts';

export type Block =
  | { kind: 'heading'; size: number; isBold: boolean; lines: Line[]; tag?: HeadingTag }
  | { kind: 'paragraph'; lines: Line[]; left: number }
  | { kind: 'item'; marker: Marker; left: number; textLeft: number; lines: Line[] }
  | { kind: 'code'; lines: Line[] }
  | { kind: 'table'; table: PageTable }
  | { kind: 'footnote'; label: string; lines: Line[] }
  /** A page that was written down as Markdown already. */
  | { kind: 'written'; markdown: string };

/** From line to line, a paragraph's lines are no further apart than this times what is usual. */
const looser = 1.25;
const larger = 1.08;
const maxHeadingLetters = 160;
const caption = /^(?:figure|fig|table|tab|listing|algorithm|abbildung|abb|tabelle|tableau)\.?\s*\d/i;

/**
 * The lines of a column as blocks, each where it stands. Where headings are tagged, up to the given size, only a title in larger letters is one too.
 */
export const textBlocks = (column: Column, sizes: TypeSizes, taggedSize: number | null): Block[] => {
  const blocks: Block[] = [];
  const tables = [...column.tables].sort((a, b) => a.region.top - b.region.top);
  let above: Line | null = null;
  column.lines.forEach((line, index) => {
    while (tables[0] && tables[0].region.top < line.top) {
      blocks.push({ kind: 'table', table: tables.shift() as PageTable });
      above = null;
    }
    place(line, above, column.lines[index + 1] ?? null, blocks, column, sizes, taggedSize);
    above = line;
  });
  return [...blocks, ...tables.map((table): Block => ({ kind: 'table', table }))];
};

const place = (
  line: Line,
  above: Line | null,
  below: Line | null,
  blocks: Block[],
  column: Column,
  sizes: TypeSizes,
  taggedSize: number | null,
): void => {
  const last = blocks.at(-1);
  if (taggedSize !== null && line.heading) {
    if (last?.kind === 'heading' && isSameTag(last.tag, line.heading)) last.lines.push(line);
    else
      blocks.push({
        kind: 'heading',
        size: line.size,
        isBold: line.isBold,
        lines: [line],
        tag: line.heading,
      });
    return;
  }
  const isClose = above !== null && isCloseTo(line, above, sizes);
  if (line.isMono && !(line.isBold && line.isItalic) && isCode(line, above, last, sizes)) {
    if (last?.kind === 'code' && above && line.top - above.bottom < 3 * line.size) last.lines.push(line);
    else blocks.push({ kind: 'code', lines: [line] });
    return;
  }
  if (last?.kind === 'heading' && !last.tag && above && goesOnAsHeading(line, above, last, column)) {
    last.lines.push(line);
    return;
  }
  const marker = markerOf(line);
  if (isLargerThan(taggedSize, line) && isHeading(line, above, below, last, isClose, marker, column, sizes)) {
    blocks.push({ kind: 'heading', size: line.size, isBold: line.isBold, lines: [line] });
    return;
  }
  if (marker && startsItem(line, last, isClose)) {
    blocks.push({
      kind: 'item',
      marker,
      left: line.left,
      textLeft: line.words[1]?.left ?? line.left,
      lines: [marker.isOrdered && marker.number === undefined ? line : lineOf(line.words.slice(1))],
    });
    return;
  }
  if (above && last && isClose && joins(line, above, last, column)) {
    (last as Block & { lines: Line[] }).lines.push(line);
    return;
  }
  blocks.push({ kind: 'paragraph', lines: [line], left: line.left });
};

const isLargerThan = (taggedSize: number | null, line: Line): boolean =>
  taggedSize === null || line.size > larger * taggedSize;

/** Each word has a tag of its own making. */
const isSameTag = (one: HeadingTag | undefined, other: HeadingTag): boolean =>
  one !== undefined && one.id === other.id && one.level === other.level;

const isCloseTo = (line: Line, above: Line, sizes: TypeSizes): boolean =>
  line.bottom - above.bottom <= Math.max(looser * sizes.pitch * Math.max(line.size, above.size), 0) &&
  line.size / above.size < 1.25 &&
  above.size / line.size < 1.25;

/** A line of code inside a paragraph is a long name; a listing has more lines or stands apart. */
const isCode = (line: Line, above: Line | null, last: Block | undefined, sizes: TypeSizes): boolean => {
  if (last?.kind === 'code' || last?.kind === 'heading' || above === null || above.isMono) return true;
  return !(isCloseTo(line, above, sizes) && Math.abs(line.left - above.left) < 1.5);
};

const goesOnAsHeading = (
  line: Line,
  above: Line,
  heading: Block & { kind: 'heading' },
  column: Column,
): boolean =>
  Math.abs(line.size - heading.size) < 0.3 &&
  line.isBold === above.isBold &&
  line.bottom - above.bottom < 1.5 * line.size &&
  above.right - column.left > 0.6 * (column.right - column.left) &&
  numberedDepth(textOf(line)) === null &&
  heading.lines.length < 4;

const isHeading = (
  line: Line,
  above: Line | null,
  below: Line | null,
  last: Block | undefined,
  isClose: boolean,
  marker: Marker | null,
  column: Column,
  sizes: TypeSizes,
): boolean => {
  const text = textOf(line);
  if (
    text.length > maxHeadingLetters ||
    !isHeadingText(line) ||
    caption.test(text) ||
    (line.isMono && !(line.isBold && line.isItalic))
  )
    return false;
  if ((marker && !marker.isOrdered) || isParted(line)) return false;
  const isLarge = line.size >= larger * sizes.body;
  if (isLarge && !(isClose && last?.kind === 'paragraph')) return !/[,;]$/.test(text);
  const isDisplay = sizes.displayFamilies.has(line.family);
  if (!(line.isBold || isDisplay) || /[.,;:!]$/.test(text) || line.size < 0.75 * sizes.body) return false;
  if (marker && marker.number !== undefined && numberedDepth(text) === null) return false;
  if (goesOnBelow(line, below, column, sizes)) return false;
  const isAmidBold = above?.isBold && below?.isBold && !below.isMono && isCloseTo(below, line, sizes);
  return (!isClose || last?.kind === 'heading') && !isAmidBold && text.length < 100;
};

/** A row of a table that was not found is no heading; the number before one may stand apart. */
const isParted = ({ words, size }: Line): boolean =>
  words.some((word, index) => index > 1 && word.left - (words[index - 1] as Word).right > 2 * size);

/** A line that begins with a bold word looks bold as a whole; one that is filled and goes on is text. */
const goesOnBelow = (line: Line, below: Line | null, column: Column, sizes: TypeSizes): boolean =>
  below !== null &&
  !below.isBold &&
  isCloseTo(below, line, sizes) &&
  line.right > column.right - 0.15 * (column.right - column.left);

/** A number may stand at the start of a line by chance: an item begins a block, or follows another. */
const startsItem = (line: Line, last: Block | undefined, isClose: boolean): boolean => {
  if (!isClose || last?.kind === 'item') return true;
  const first = line.words[0]?.text ?? '';
  if (/^[–—\-*·]$/.test(first) && last?.kind === 'paragraph') return line.left > last.left + 3;
  if (last?.kind !== 'paragraph') return true;
  return line.left > last.left + 3 || /:$/.test(textOf(last.lines.at(-1) as Line)) || /^[•◦▪●○■]/.test(first);
};

const joins = (line: Line, above: Line, last: Block, column: Column): boolean => {
  if (last.kind === 'item') {
    if (line.left >= last.textLeft - 3) return true;
    return line.left >= last.left - 2 && above.right > column.right - 0.15 * (column.right - column.left);
  }
  if (last.kind !== 'paragraph') return false;
  if (
    line.isBold !== above.isBold &&
    last.lines.every((each) => each.isBold) &&
    last.lines.length === 1 &&
    above.right - column.left < 0.6 * (column.right - column.left)
  )
    return false;
  const isIndented = line.left > above.left + 0.8 * line.size;
  const leftmost = Math.min(...last.lines.map((each) => each.left));
  if (isIndented && last.lines.length > 1 && above.left < leftmost + 3) return false;
  const ended =
    above.right < column.left + 0.7 * (column.right - column.left) && /[.!?:]["”’)]?$/.test(textOf(above));
  return !(ended && /^\p{Lu}/u.test(textOf(line)));
};
