import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertDocument } from '../../../../../functions/convert/convert-document.ts';
import { parseXml } from '../../../../../functions/convert/text/parse-xml.ts';
import { numberWriter } from '../../../../../functions/convert/xlsx/number-formats.ts';
import { packFolder } from '../../../../support/pack-folder.ts';
import { bytesOf } from '../../../../support/small-files.ts';

const workbook = '../../../../fixtures/convert/xlsx/regions-and-formats.xlsx';

const escaped = (code: string) =>
  code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const stylesOf = (format: string | number) =>
  parseXml(
    bytesOf(
      typeof format === 'number'
        ? `<styleSheet><cellXfs><xf numFmtId="${format}"/></cellXfs></styleSheet>`
        : `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${escaped(format)}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`,
    ),
  );

const written = (value: number, format: string | number, { isComputed = false, is1904 = false } = {}) =>
  numberWriter(stylesOf(format), is1904).write(value, 0, isComputed);

describe('a number in a cell', () => {
  it.each<[shown: string, value: number, format: string | number]>([
    ['12.5%', 0.125, 9],
    ['7%', 0.07, '0.0%'],
    ['-3.25 %', -0.0325, '0.0 %'],
    ['1234.5', 1234.5, '#,##0.00'],
    ['1234.5 €', 1234.5, '#,##0.00 "€"'],
    ['1234.5 €', 1234.5, '#,##0.00\\ [$€-407]'],
    ['$1234.5', 1234.5, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'],
    ['-$1234.5', -1234.5, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'],
    ['$0', 0, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'],
    ['-5', -5, '#,##0_);[Red](#,##0)'],
    ['CHF 20', 20, '[$CHF] 0.00'],
    ['23 kg', 23, '0" kg"'],
    ['Q3', 3, '"Q"0'],
    ['1.2345M', 1_234_500, '0.0,,"M"'],
    ['yes', 1, '"yes";;"no"'],
    ['no', 0, '"yes";;"no"'],
    ['free', 0, '[=0]"free";0.00 "€"'],
    ['5 €', 5, '[=0]"free";0.00 "€"'],
    ['0', 0, '0;-0;;@'],
    ['0.00000123', 0.00000123, '0.00E+00'],
    ['0.25', 0.25, '# ?/?'],
    ['14', 14, '\\1\\.0#'],
    ['0.3', 0.1 + 0.2, 'General'],
    ['5 pcs', 5, 'General" pcs"'],
  ])('says %s for %d in the format %s', (shown, value, format) => {
    expect(written(value, format)).toBe(shown);
  });

  it.each<[shown: string, value: number, format: string | number]>([
    ['2026-03-01', 46_082, 14],
    ['2026-03-01', 46_082, 'dddd, dd mmmm yyyy'],
    ['2026-03', 46_082, 17],
    ['2026', 46_082, 'yyyy'],
    ['2026-03-01 12:00', 46_082.5, 'dd.mm.yyyy hh:mm'],
    ['06:00', 0.25, 'h:mm AM/PM'],
    ['36:00', 1.5, '[h]:mm'],
    ['-1:30:15', -5415 / 86_400, '[h]:mm:ss'],
    ['-1', -1, 14],
  ])('says %s for the date or time %d in the format %s', (shown, value, format) => {
    expect(written(value, format)).toBe(shown);
  });

  it('counts its days from 1904 where the workbook does', () => {
    expect(written(46_082 - 1462, 14, { is1904: true })).toBe('2026-03-01');
  });

  it('is rounded as it is shown where a formula made it, and says so; never to nothing', () => {
    const numbers = numberWriter(stylesOf('0.0%'), false);
    expect(numbers.write(1 / 3, 0, true)).toBe('33.3%');
    expect(numbers.write(0.5, 0, true)).toBe('50%');
    expect(numbers.write(0.0001, 0, true)).toBe('0.01%');
    expect(numbers.roundedCount()).toBe(1);
    expect(numbers.write(1 / 3, 0, false)).toBe('33.3333333333333%');
  });

  it('is named among the repairs of its workbook where it was rounded', async () => {
    const bytes = packFolder(join(import.meta.dirname, workbook));
    expect(await convertDocument({ bytes, fileName: 'a.xlsx' })).toMatchObject({
      facts: { repairs: ['1 result of formulas rounded as the sheet shows them.'] },
    });
  });

  it('keeps its value, whatever its format says', () => {
    const code = fc.string({ unit: fc.constantFrom(...'0#?.,%;[]$-"\\_*EymdhsG€k @/<=5') });
    fc.assert(
      fc.property(code, fc.integer({ min: 1, max: 2_000_000 }), (format, value) => {
        expect(written(value, format)).not.toBe('');
      }),
    );
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom('0', '#,##0.00', '0.0" kg"', '[$€-407] 0'),
        (value, format) => {
          expect(Number(written(value, format).replace(/[ €kg]/g, ''))).toBe(value);
        },
      ),
    );
  });
});
