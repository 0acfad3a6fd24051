import fc from 'fast-check';
import type { Element, ElementContent, Root } from 'hast';
import { describe, expect, it } from 'vitest';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { type Format, formats } from '../../../../functions/convert/formats.ts';
import { isElement } from '../../../../functions/convert/hast.ts';
import { markdownWriter } from '../../../../functions/convert/markdown/markdown-writer.ts';
import { printedCells } from '../../../../functions/convert/markdown/printed-cells.ts';
import { tableText } from '../../../../functions/convert/markdown/table-text.ts';
import { measureFidelity } from '../../../../functions/convert/measure-fidelity.ts';
import { delimitedCells } from '../../../../functions/convert/text/delimited-cells.ts';
import { sampleDocuments } from '../../../support/sample-documents.ts';
import { bytesOf, sheet } from '../../../support/small-files.ts';

const { flagBelow } = datasetSettingsSchema.parse({}).fidelity;

type Part = Root | string;

/** What fidelity says of a file of which a reader gave some of the parts, or all. */
const fidelityOf = async (
  format: Format,
  bytes: Uint8Array,
  damage: (parts: Part[]) => Part[] = (parts) => parts,
) => {
  const reading = await formats[format].read({ bytes, fileName: `a.${format}` });
  const writer = markdownWriter();
  for (const part of damage([...reading.parts])) {
    if (typeof part === 'string') writer.writeMarkdown(part);
    else writer.writeTree(part);
  }
  return measureFidelity(reading, writer.finish());
};

const cell = (reference: string, value: string) => `<c r="${reference}" t="str"><v>${value}</v></c>`;
const fees = (top: number, column: string, next: string) =>
  [0, 1, 2, 3]
    .map(
      (row) =>
        `<row r="${top + row}">${cell(`${column}${top + row}`, `Bag ${row}`)}${cell(`${next}${top + row}`, `${row} | 5 \\ EUR`)}</row>`,
    )
    .join('');

/** Two regions of eight cells each, and a merged cell that reaches down two rows, one of which is not in the file. */
const workbook = sheet(
  `<worksheet><sheetData>${fees(1, 'A', 'B')}${fees(10, 'D', 'E')}<row r="20">${cell('A20', 'both')}${cell('B20', 'one')}</row><row r="21">${cell('B21', 'two')}</row></sheetData><mergeCells><mergeCell ref="A20:A22"/></mergeCells></worksheet>`,
);
const values = bytesOf('name;fee\n"basic; one";5\nflex;"a ""b""\nc"\n;\nfull;9\n');

const isTable = (part: Part): boolean => typeof part === 'string' && part.startsWith('|');
const withoutTables = (parent: Root | Element): void => {
  parent.children = (parent.children as ElementContent[]).filter((child) => !isElement(child, 'table'));
  for (const child of parent.children) if (isElement(child)) withoutTables(child);
};

describe('cells that a file declares', () => {
  it.each<[Format, () => Uint8Array]>([
    ['xlsx', () => workbook],
    ['xlsx', sampleDocuments.xlsx],
    ['csv', () => values],
    ['csv', () => bytesOf('name,count\n"open,1\n')],
    ['pptx', sampleDocuments.pptx],
  ])('are all counted where all of a %s came out', async (format, make) => {
    const { parts, warnings } = await fidelityOf(format, make());
    expect(parts.cells).toBe(1);
    expect(warnings.join(' ')).not.toContain('cells');
  });

  it.each<[string, Format, () => Uint8Array, (parts: Part[]) => Part[], number]>([
    [
      'a region of a sheet',
      'xlsx',
      () => workbook,
      (parts) => parts.filter((_, index) => index !== parts.findIndex(isTable)),
      13 / 21,
    ],
    [
      'a row of each region',
      'xlsx',
      () => workbook,
      (parts) => parts.map((part) => String(part).replace(/\n\| Bag 2 .*/, '')),
      17 / 21,
    ],
    [
      'a row that a merged cell reaches',
      'xlsx',
      () => workbook,
      (parts) => parts.map((part) => String(part).replace(/\| both \|(?! one)/g, '| |')),
      19 / 21,
    ],
    [
      'a row of values',
      'csv',
      () => values,
      (parts) => parts.map((part) => String(part).replace(/\n\| flex .*/, '')),
      6 / 8,
    ],
    [
      'a table of a slide',
      'pptx',
      sampleDocuments.pptx,
      (parts) => {
        for (const part of parts) if (typeof part !== 'string') withoutTables(part);
        return parts;
      },
      0,
    ],
  ])('show that %s was lost (%s)', async (_, format, make, damage, share) => {
    const { fidelity, parts, warnings } = await fidelityOf(format, make(), damage);
    expect(parts.cells).toBeCloseTo(share, 3);
    expect(fidelity).toBeLessThan(share > flagBelow ? 1 : flagBelow);
    expect(warnings.join(' ')).toContain(`Only ${Math.round(share * 100)} % of the table cells came out`);
  });

  it('are as many as were written, whatever the values hold', () => {
    const value = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab|\\,;"\n\r -*_<`') }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const text = rows
          .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const declared = delimitedCells(text, ',', { areQuotesText: false });
        expect(printedCells(tableText(rows))).toBe(declared);
      }),
    );
  });
});
