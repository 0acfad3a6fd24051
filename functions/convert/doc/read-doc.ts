import type { FlowBlock, FlowCell, FlowParagraph } from '../flow/flow.ts';
import { characterLooks } from './character-look.ts';
import { readFormattedPages, runAt } from './formatted-pages.ts';
import { readDocRuns } from './read-runs.ts';
import { modifiersOf, sprm } from './sprm.ts';
import { readStyleSheet } from './style-sheet.ts';
import {
  type DocListLevel,
  paragraphModifiers,
  paragraphStyles,
  readDocLists,
  readMonospacedFonts,
} from './styles-and-lists.ts';
import type { WordFile } from './word-file.ts';

export interface WordText {
  readonly blocks: FlowBlock[];
  readonly notes: ReadonlyMap<string, FlowParagraph[]>;
}

const characterPages = 12;
const paragraphPages = 13;
const noteReferences = 2;
const noteTexts = 3;

interface OpenRow {
  readonly cells: FlowCell[];
  paragraphs: FlowParagraph[];
}

/** The body of a Word 97 file as a flow of paragraphs and rows, its notes apart. */
export const readDoc = (file: WordFile): WordText => {
  const paragraphs = readFormattedPages(file.main, file.structure(paragraphPages), 'paragraphs');
  const characters = readFormattedPages(file.main, file.structure(characterPages), 'characters');
  const sheet = readStyleSheet(file);
  const styleOf = paragraphStyles(sheet);
  const listOf = readDocLists(file);
  const lookOf = characterLooks(sheet, readMonospacedFonts(file));
  const references = positionsOf(file.structure(noteReferences), 2);
  /** The numbers shown last at each level. */
  const counters = new Map<string, (number | undefined)[]>();

  const paragraphOf = (from: number, to: number) => {
    const properties = runAt(paragraphs, file.byteOf(to));
    const style = styleOf(properties?.style ?? 0);
    const own = paragraphModifiers(properties?.modifiers ?? new Uint8Array());
    const outline = own.outlineLevel ?? style.outlineLevel;
    const listLevel = own.listLevel ?? style.listLevel ?? 0;
    const list = listOf(own.list ?? style.list ?? 0, listLevel);
    const flow: FlowParagraph = {
      runs: readDocRuns(file, characters, lookOf, references, from, to),
      styleName: style.name,
      outlineLevel: outline !== null && outline < 9 ? outline : null,
      listMark: list && markOf(list, listLevel),
      listLevel,
      indent: own.indent ?? list?.indent ?? style.indent ?? 0,
    };
    return { flow, modifiers: properties?.modifiers ?? new Uint8Array() };
  };

  const markOf = (definition: DocListLevel, level: number): string => {
    if (!definition.isOrdered) return '•';
    const levels = counters.get(definition.counter) ?? [];
    const number = (levels[level] ?? definition.start - 1) + 1;
    counters.set(definition.counter, [...levels.slice(0, level), number]);
    return `${number}.`;
  };

  const flowOf = (start: number, end: number): FlowBlock[] => {
    const blocks: FlowBlock[] = [];
    let row: OpenRow = { cells: [], paragraphs: [] };
    for (const { from, to, mark } of paragraphsIn(file.text, start, end)) {
      const { flow, modifiers } = paragraphOf(from, to);
      const table = tableModifiers(modifiers);
      if (table.isRowEnd) {
        if (row.cells.length > 0) blocks.push({ kind: 'row', cells: withMerges(row.cells, table.cells) });
        row = { cells: [], paragraphs: [] };
      } else if (mark === '\u0007') {
        row.cells.push({
          paragraphs: [...row.paragraphs, flow],
          continuesAcross: false,
          continuesDown: false,
        });
        row.paragraphs = [];
      } else if (table.isInTable) row.paragraphs.push(flow);
      else blocks.push({ kind: 'paragraph', paragraph: flow });
    }
    return blocks;
  };

  const { lengths } = file;
  const body = flowOf(0, lengths.body);
  const boxesFrom = lengths.body + lengths.notes + lengths.headers + lengths.comments + lengths.endNotes;
  const boxes = lengths.boxes > 0 ? flowOf(boxesFrom, boxesFrom + lengths.boxes) : [];
  const notes = new Map<string, FlowParagraph[]>();
  const noteStarts = positionsOf(file.structure(noteTexts), 0);
  references.forEach((_, index) => {
    const from = noteStarts[index];
    const to = noteStarts[index + 1];
    if (from === undefined || to === undefined) return;
    const blocks = flowOf(lengths.body + from, lengths.body + to);
    notes.set(
      String(index + 1),
      blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.paragraph] : [])),
    );
  });
  return { blocks: [...body, ...boxes], notes };
};

function* paragraphsIn(text: string, start: number, end: number) {
  let from = start;
  for (let at = start; at < end; at += 1) {
    const mark = text[at];
    if (mark !== '\r' && mark !== '\u0007' && mark !== '\f') continue;
    yield { from, to: at, mark };
    from = at + 1;
  }
  if (from < end) yield { from, to: end - 1, mark: '\r' };
}

const tableModifiers = (modifiers: Uint8Array) => {
  let isInTable = false;
  let isRowEnd = false;
  let cells: CellShape[] = [];
  for (const { code, operand } of modifiersOf(modifiers)) {
    if (code === sprm.inTable) isInTable = operand.getUint8(0) !== 0;
    else if (code === sprm.rowEnd) isRowEnd = operand.getUint8(0) !== 0;
    else if (code === sprm.tableDefinition) cells = cellShapes(operand);
  }
  return { isInTable, isRowEnd, cells };
};

interface CellShape {
  readonly continuesAcross: boolean;
  readonly continuesDown: boolean;
}

/** [MS-DOC] 2.9.321 and 2.9.317: edges first, then twenty bytes a cell that begin with its merges. */
const cellShapes = (operand: DataView): CellShape[] => {
  const count = operand.byteLength > 0 ? operand.getUint8(0) : 0;
  const first = 1 + (count + 1) * 2;
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * 20;
    const flags = at + 2 <= operand.byteLength ? operand.getUint16(at, true) : 0;
    return { continuesAcross: (flags & 3) === 2, continuesDown: ((flags >> 5) & 3) === 1 };
  });
};

const withMerges = (cells: FlowCell[], shapes: readonly CellShape[]): FlowCell[] =>
  cells.map((cell, index) => ({ ...cell, ...shapes[index] }));

/** The character positions in front of a plex with data of a fixed size. */
const positionsOf = (bytes: Uint8Array, dataBytes: number): number[] => {
  if (bytes.length < 8) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor((bytes.length - 4) / (4 + dataBytes));
  return Array.from({ length: dataBytes === 0 ? count + 1 : count }, (_, index) =>
    view.getUint32(index * 4, true),
  );
};
