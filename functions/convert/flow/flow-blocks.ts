import type { Element, ElementContent } from 'hast';
import { definitionPart, joinDefinitions } from '../definition-parts.ts';
import { codeBlock, element, footnoteReference, text } from '../hast.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import type { FlowBlock, FlowParagraph, FlowRun } from './flow.ts';

/** Paragraphs and rows as the pipeline's tree. */
export const flowBlocks = (blocks: readonly FlowBlock[]): ElementContent[] => {
  const nodes: ElementContent[] = [];
  let paragraphs: FlowParagraph[] = [];
  let rows: Element[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      if (rows.length > 0) nodes.push(tableOf(rows));
      rows = [];
      paragraphs.push(block.paragraph);
    } else {
      nodes.push(...paragraphBlocks(paragraphs));
      paragraphs = [];
      rows.push(rowOf(block));
    }
  }
  nodes.push(...paragraphBlocks(paragraphs), ...(rows.length > 0 ? [tableOf(rows)] : []));
  return nodes;
};

export const paragraphBlocks = (paragraphs: readonly FlowParagraph[]): ElementContent[] => {
  const nodes: ElementContent[] = [];
  const items: FlatItem[] = [];
  const code: string[] = [];
  const quotes: ElementContent[] = [];
  let itemIndent = 0;
  const close = (kept?: 'items' | 'code' | 'quotes'): void => {
    if (kept !== 'items') nodes.push(...nestList(items.splice(0)));
    if (kept !== 'code' && code.length > 0) nodes.push(codeBlock(code.splice(0).join('\n').trimEnd()));
    if (kept !== 'quotes' && quotes.length > 0) nodes.push(element('blockquote', quotes.splice(0)));
  };
  for (const paragraph of paragraphs) {
    const plain = paragraph.runs.map((run) => run.text).join('');
    if (plain.trim() === '' && !paragraph.runs.some((run) => run.noteId)) {
      if (code.length > 0) code.push('');
      continue;
    }
    const level = headingLevel(paragraph);
    const part = definitionPart(paragraph.styleName);
    const item =
      level === null && !(items.length > 0 && hasBlankMark(paragraph)) ? itemOf(paragraph, plain) : null;
    if (level !== null) {
      close();
      nodes.push(element(`h${Math.min(6, level)}`, inline(paragraph.runs, true)));
    } else if (item) {
      close('items');
      items.push(item);
      itemIndent = paragraph.indent;
    } else if (part) {
      close();
      nodes.push(element(part, inline(paragraph.runs)));
    } else if (isCode(paragraph, plain)) {
      close('code');
      code.push(plain.replace(/\n$/, ''));
    } else if (/quot|^block ?text$/i.test(paragraph.styleName)) {
      close('quotes');
      quotes.push(element('p', inline(paragraph.runs)));
    } else if (items.length > 0 && goesOn(paragraph, itemIndent)) {
      items.at(-1)?.children.push(element('p', inline(paragraph.runs)));
    } else {
      close();
      nodes.push(element('p', inline(paragraph.runs)));
    }
  }
  close();
  return joinDefinitions(nodes);
};

const hasBlankMark = ({ listMark }: FlowParagraph): boolean => listMark !== null && listMark.trim() === '';

/** A paragraph of a list without a mark, or one that stands as deep as the text of an item, goes on with it. */
const goesOn = (paragraph: FlowParagraph, itemIndent: number): boolean =>
  hasBlankMark(paragraph) || (paragraph.indent > 0 && paragraph.indent === itemIndent);

const headingLevel = (paragraph: FlowParagraph): number | null => {
  const named = /heading (\d)/i.exec(paragraph.styleName);
  if (named) return Number(named[1]);
  if (/^title$/i.test(paragraph.styleName)) return 1;
  return paragraph.outlineLevel !== null && paragraph.outlineLevel < 9 ? paragraph.outlineLevel + 1 : null;
};

const mark = /^\s*(?:[•·▪◦‣○–-]|(\d+|[a-z]|[ivx]+)[.)])\t\s*/i;

/** A list item has its mark apart, or written into its text before a tab. */
const itemOf = (paragraph: FlowParagraph, plain: string): FlatItem | null => {
  const written = mark.exec(paragraph.listMark === null ? plain : `${paragraph.listMark.trim() || '•'}\t`);
  if (!written && paragraph.listMark === null) return null;
  const number = Number.parseInt(written?.[1] ?? '', 10);
  const runs =
    paragraph.listMark === null ? withoutStart(paragraph.runs, written?.[0].length ?? 0) : paragraph.runs;
  return {
    level: paragraph.listLevel ?? Math.max(0, Math.round(paragraph.indent / 360) - 1),
    isOrdered: written?.[1] !== undefined,
    ...(Number.isNaN(number) ? {} : { number }),
    children: inline(runs),
  };
};

const withoutStart = (runs: readonly FlowRun[], length: number): FlowRun[] => {
  let left = length;
  return runs.map((run) => {
    const cut = Math.min(left, run.text.length);
    left -= cut;
    return { ...run, text: run.text.slice(cut) };
  });
};

const isCode = (paragraph: FlowParagraph, plain: string): boolean =>
  /source code|preformatted|verbatim|code block/i.test(paragraph.styleName) ||
  (paragraph.runs.every((run) => run.isMonospaced || run.text.trim() === '') &&
    /[{}();=<>[\]\n]|^\s{2,}\S|^[$#>] |--/.test(plain));

const inline = (runs: readonly FlowRun[], isHeading = false): ElementContent[] =>
  runs.flatMap((run) => {
    if (run.noteId) return [footnoteReference(run.noteId)];
    const lines = run.text.split('\n');
    let nodes: ElementContent[] = lines.flatMap((line, index) => [
      ...(index > 0 ? [isHeading ? text(' ') : element('br')] : []),
      ...(line ? [text(line)] : []),
    ]);
    if (run.isMonospaced && run.text.trim() && lines.length === 1) nodes = [element('code', nodes)];
    else {
      if (run.isStruck) nodes = [element('del', nodes)];
      if (run.isItalic) nodes = [element('em', nodes)];
      if (run.isBold && !isHeading) nodes = [element('strong', nodes)];
      if (run.script) nodes = [element(run.script, nodes)];
    }
    return run.url ? [element('a', nodes, { href: run.url })] : nodes;
  });

const rowOf = (row: Extract<FlowBlock, { kind: 'row' }>): Element => {
  const cells: Element[] = [];
  for (const cell of row.cells) {
    const last = cells.at(-1);
    if (cell.continuesAcross && last) last.properties.colSpan = Number(last.properties.colSpan ?? 1) + 1;
    else {
      cells.push(
        element('td', paragraphBlocks(cell.paragraphs), cell.continuesDown ? { continuesDown: true } : {}),
      );
    }
  }
  return element('tr', cells);
};

/** A cell that continues the one above is left out, and the one above spans one row more. */
const tableOf = (rows: Element[]): Element => {
  const open = new Map<number, Element>();
  for (const row of rows) {
    let column = 0;
    row.children = row.children.filter((child) => {
      const cell = child as Element;
      const above = open.get(column);
      const at = column;
      column += Number(cell.properties.colSpan ?? 1);
      if (cell.properties.continuesDown && above) {
        above.properties.rowSpan = Number(above.properties.rowSpan ?? 1) + 1;
        return false;
      }
      open.set(at, cell);
      return true;
    });
  }
  return element('table', rows);
};
