import type { Reader } from '../conversion.ts';
import { countLetters, isFilled } from '../markdown/clean-text.ts';
import { tableOfWidth, tableText } from '../markdown/table-text.ts';
import { openPackage, type Package, relatedPart } from '../ooxml/open-package.ts';
import { type Chart, readChart } from '../ooxml/read-chart.ts';
import { childOf, descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';
import { declaredCells } from '../xlsx/declared-cells.ts';
import { numberWriter } from '../xlsx/number-formats.ts';
import { readSheet } from '../xlsx/read-sheet.ts';
import { sheetRegions } from '../xlsx/sheet-regions.ts';

/** Excel 2007 and later: a heading for each sheet that is shown, and a table for each region of its cells. */
export const xlsxReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const pack = openPackage(source);
    const workbook = pack.part(pack.mainPart) ?? undefined;
    const numbers = numberWriter(
      relatedPart(pack, 'styles'),
      /^(1|true)$/.test(childOf(workbook, 'workbookPr')?.attributes.date1904 ?? ''),
    );
    const formats = { sharedStrings: sharedStrings(relatedPart(pack, 'sharedStrings')), numbers };
    const targets = pack.relationships(pack.mainPart);
    const sheets = elementsOf(childOf(workbook, 'sheets')).filter(
      ({ attributes }) => (attributes.state ?? 'visible') === 'visible',
    );
    const repairs: string[] = [];
    let letters = 0;
    let cells = 0;

    function* parts() {
      for (const [index, { attributes }] of sheets.entries()) {
        const target = targets.get(attributes['r:id'] ?? '')?.target ?? '';
        if (!pack.archive.has(target)) continue;
        const name = attributes.name ?? '';
        const sheet = readSheet(
          pack.archive.read(target) ?? new Uint8Array(),
          formats,
          `${source.fileName}: sheet ${index + 1}`,
        );
        for (const { values } of sheet.rows) letters += countLetters(values.join(' '));
        const charts = chartsOf(pack, target);
        cells += declaredCells(sheet) + charts.flatMap(({ rows }) => rows.flat()).filter(isFilled).length;
        if (sheet.rows.length + charts.length === 0) continue;
        yield `# ${name.replace(/[\\`*_#<[\]]/g, '\\$&')}`;
        for (const { rows, width } of sheetRegions(sheet)) yield tableOfWidth(rows, width);
        for (const { title, rows } of charts) {
          if (title) yield title;
          yield tableText(rows);
        }
      }
      const rounded = numbers.roundedCount();
      if (rounded > 0)
        repairs.push(
          `${rounded} result${rounded === 1 ? '' : 's'} of formulas rounded as the sheet shows them.`,
        );
    }
    const hidden = elementsOf(childOf(workbook, 'sheets')).length - sheets.length;
    return {
      parts: parts(),
      engine: 'xlsx reader',
      sourceLetters: () => letters,
      sourceCells: () => cells,
      repairs,
      warnings: hidden > 0 ? [`${hidden} hidden sheet${hidden === 1 ? '' : 's'} left out.`] : [],
    };
  },
};

const sharedStrings = (part: XmlElement | null): string[] =>
  elementsOf(part ?? undefined).map((item) =>
    elementsOf(item)
      .map((child) =>
        child.name.endsWith('rPh') ? '' : child.name === 't' ? xmlText(child) : xmlText(childOf(child, 't')),
      )
      .join(''),
  );

const chartsOf = (pack: Package, sheetPart: string): Chart[] =>
  [...pack.relationships(sheetPart).values()]
    .filter(({ type }) => type === 'drawing')
    .flatMap(({ target }) => {
      const charts = pack.relationships(target);
      return descendantsOf(pack.part(target) ?? undefined, 'c:chart').flatMap(({ attributes }) => {
        const part = pack.part(charts.get(attributes['r:id'] ?? '')?.target ?? '');
        return (part && readChart(part)) ?? [];
      });
    });
