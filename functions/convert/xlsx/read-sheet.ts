import { RejectedSource } from '../conversion.ts';
import { xmlParser } from '../text/parse-xml.ts';
import type { NumberWriter } from './number-formats.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';

/** The rows of a sheet that hold something, in order. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly merges: readonly CellRange[];
}

export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface CellFormats {
  readonly sharedStrings: readonly string[];
  readonly numbers: Pick<NumberWriter, 'write'>;
}

const maxCells = 5_000_000;
const chunkBytes = 1 << 20;

/** Reads a worksheet as a stream of events: its dimensions, which may lie, are never trusted. */
export const readSheet = (bytes: Uint8Array, formats: CellFormats, subject: string): Sheet => {
  const rows = sheetRows();
  const merges: CellRange[] = [];
  let row = -1;
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let isValue = false;
  let isComputed = false;
  let isPhonetic = false;
  let cells = 0;

  const parser = xmlParser({
    onOpen(name, attributes) {
      switch (localName(name)) {
        case 'row':
          row = attributes.r ? Number(attributes.r) - 1 : row + 1;
          column = -1;
          break;
        case 'c':
          column = attributes.r ? columnOf(attributes.r) : column + 1;
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = '';
          isComputed = false;
          break;
        case 'f':
          isComputed = true;
          break;
        case 'v':
        case 't':
          isValue = !isPhonetic;
          break;
        case 'rPh':
          isPhonetic = true;
          break;
        case 'mergeCell': {
          const range = parseRange(attributes.ref ?? '');
          if (range) merges.push(range);
          break;
        }
      }
    },
    onText(text) {
      if (isValue) value += text;
    },
    onClose(name) {
      switch (localName(name)) {
        case 'v':
        case 't':
          isValue = false;
          break;
        case 'rPh':
          isPhonetic = false;
          break;
        case 'c': {
          const text = cellText({ value, type, style, isComputed }, formats);
          if (text.trim() === '') break;
          cells += 1;
          if (cells > maxCells) {
            throw new RejectedSource(
              'too-large',
              `${subject} holds more than ${maxCells} cells; split the workbook.`,
            );
          }
          rows.put(row, column, text);
          break;
        }
      }
    },
  });
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    parser.write(decoder.decode(bytes.subarray(from, from + chunkBytes), { stream: true }));
  }
  parser.end();
  return { rows: rows.finish(), merges };
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

interface StoredCell {
  readonly value: string;
  readonly type: string;
  readonly style: number;
  readonly isComputed: boolean;
}

const cellText = ({ value, type, style, isComputed }: StoredCell, formats: CellFormats): string => {
  if (value === '') return '';
  if (type === 's') return formats.sharedStrings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || !Number.isFinite(Number(value))) return value;
  return formats.numbers.write(Number(value), style, isComputed);
};

/** `AB12` names column 27 (from 0). */
const columnOf = (reference: string): number => {
  let column = 0;
  for (const character of reference) {
    const code = character.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
};

const parseRange = (reference: string): CellRange | null => {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference);
  if (!match) return null;
  const [, left = '', top, right = '', bottom] = match;
  return { top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) };
};
