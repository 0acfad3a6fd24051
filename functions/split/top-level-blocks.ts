import type { Nodes, RootContent, Table } from 'mdast';
import { parseMarkdown } from '#shared/markdown/parse-markdown.ts';

const defaultStretchLength = 1 << 20;

/**
 * The blocks of a document, with offsets into it. One that is longer than a stretch is parsed in stretches, because the
 * events of a parser take a hundred times the memory of the text, and a table of that length is told by its lines. A
 * stretch begins at a line that is no part of what stands before it, whatever that is: after a blank line, at the margin,
 * with a heading, a table or a letter. Only HTML with blank lines inside may be parted in two by that.
 */
export function* topLevelBlocks(
  markdown: string,
  stretchLength = defaultStretchLength,
): Generator<RootContent> {
  if (markdown.length <= stretchLength) {
    yield* parseMarkdown(markdown).children;
    return;
  }
  let from = 0;
  for (const at of starts(markdown)) {
    const tableEnd = tableEndFrom(markdown, at);
    const isLongTable = tableEnd - at > stretchLength;
    if (at - from < stretchLength && !isLongTable) continue;
    yield* stretch(markdown, from, at);
    from = at;
    if (!isLongTable) continue;
    yield tableOfLines(markdown, at, tableEnd);
    from = tableEnd;
  }
  yield* stretch(markdown, from, markdown.length);
}

/** Where something new begins, outside fences. */
function* starts(markdown: string): Generator<number> {
  const line = /^(?:(```+|~~~+)|#{1,6} |\||\p{L})?.*$/gmu;
  let fence: string | null = null;
  let isAfterBlank = true;
  for (const match of markdown.matchAll(line)) {
    const [text, mark] = match;
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark.startsWith(fence) && text.trim() === mark) fence = null;
    else if (fence === null && isAfterBlank && /^[#|\p{L}]/u.test(text)) yield match.index;
    isAfterBlank = text.trim() === '';
  }
}

/** The end of the lines of a table that begins here; where it begins, if none does. */
const tableEndFrom = (markdown: string, start: number): number => {
  if (markdown[start] !== '|') return start;
  let end = start;
  while (markdown[end] === '|') {
    const lineEnd = markdown.indexOf('\n', end);
    end = lineEnd < 0 ? markdown.length : lineEnd + 1;
  }
  const [, dashes = ''] = markdown.slice(start, start + 100_000).split('\n', 2);
  const isEnded = end >= markdown.length || markdown[end] === '\n';
  return isEnded && /^\|[ :|-]+$/.test(dashes) ? end : start;
};

/** A table of which only the rows are known, and they by where they lie. The second line, of dashes, is none. */
const tableOfLines = (markdown: string, start: number, end: number): Table => {
  const rows: Table['children'] = [];
  let lastEnd = start;
  for (let at = start, index = 0; at < end; index += 1) {
    const lineEnd = markdown.indexOf('\n', at);
    lastEnd = lineEnd < 0 ? end : lineEnd;
    if (index !== 1) rows.push({ type: 'tableRow', children: [], position: positionOf(at, lastEnd) });
    at = lastEnd + 1;
  }
  return { type: 'table', children: rows, position: positionOf(start, lastEnd) };
};

const positionOf = (start: number, end: number) => ({
  start: { line: 1, column: 1, offset: start },
  end: { line: 1, column: 1, offset: end },
});

const stretch = (markdown: string, from: number, to: number): RootContent[] => {
  if (from >= to) return [];
  const { children } = parseMarkdown(markdown.slice(from, to));
  for (const child of children) shift(child, from);
  return children;
};

const shift = (node: Nodes, by: number): void => {
  if (node.position) {
    node.position.start.offset = (node.position.start.offset ?? 0) + by;
    node.position.end.offset = (node.position.end.offset ?? 0) + by;
  }
  if ('children' in node) for (const child of node.children) shift(child, by);
};
