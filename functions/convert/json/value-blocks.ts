import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';

type Scalar = string | number | boolean | null;
const maxDepth = 100;
const maxColumns = 30;

const isScalar = (value: unknown): value is Scalar => value === null || typeof value !== 'object';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any JSON value as an outline: keys that hold more become headings, flat records a table, the rest lists. */
export const valueBlocks = (value: unknown, level: number, arraysAround = 0): ElementContent[] => {
  if (level + arraysAround > maxDepth) return [];
  if (isScalar(value)) return paragraphsOf(scalarText(value));
  if (!Array.isArray(value)) return recordBlocks(value as Record<string, unknown>, level);
  if (value.length === 0) return [];
  if (value.every(isScalar)) return [listOf(value.map((item) => [text(scalarText(item))]))];
  const columns = flatColumns(value);
  if (columns) return [tableOf(value as Record<string, Scalar>[], columns)];
  return value.flatMap((item) => [
    ...valueBlocks(item, level, arraysAround + 1),
    ...(isRecord(item) ? [element('hr')] : []),
  ]);
};

const recordBlocks = (record: Record<string, unknown>, level: number): ElementContent[] => {
  const entries = Object.entries(record);
  const plain = entries.filter(([, value]) => isScalar(value) && !isLong(value));
  const rich = entries.filter(([, value]) => !isScalar(value) || isLong(value));
  return [
    ...(plain.length > 0
      ? [
          listOf(
            plain.map(([key, value]) => [
              element('strong', [text(key)]),
              text(`: ${scalarText(value as Scalar)}`),
            ]),
          ),
        ]
      : []),
    ...rich.flatMap(([key, value]) => [
      element(`h${Math.min(6, level)}`, [text(key)]),
      ...valueBlocks(value, level + 1),
    ]),
  ];
};

const isLong = (value: Scalar): boolean =>
  typeof value === 'string' && (value.includes('\n') || value.length > 200);

const flatColumns = (rows: unknown[]): string[] | null => {
  if (rows.length < 2 || !rows.every(isRecord)) return null;
  const columns = new Set<string>();
  for (const row of rows as Record<string, unknown>[]) {
    for (const [key, value] of Object.entries(row)) {
      if (!isScalar(value)) return null;
      columns.add(key);
    }
  }
  return columns.size > 0 && columns.size <= maxColumns ? [...columns] : null;
};

const tableOf = (rows: Record<string, Scalar>[], columns: string[]): ElementContent =>
  element('table', [
    element(
      'tr',
      columns.map((column) => element('th', [text(column)])),
    ),
    ...rows.map((row) =>
      element(
        'tr',
        columns.map((column) =>
          element('td', row[column] === undefined ? [] : [text(scalarText(row[column] ?? null))]),
        ),
      ),
    ),
  ]);

const listOf = (items: ElementContent[][]): ElementContent =>
  element(
    'ul',
    items.map((item) => element('li', item)),
  );

const scalarText = (value: Scalar): string => (value === null ? '' : String(value));

export const paragraphsOf = (value: string): ElementContent[] =>
  value
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => element('p', [text(paragraph.trim())]));
