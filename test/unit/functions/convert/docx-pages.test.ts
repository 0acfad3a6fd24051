import { describe, expect, it } from 'vitest';
import { convertDocument } from '../../../../functions/convert/convert-document.ts';
import { bytesOf, paragraph, word } from '../../../support/small-files.ts';

const laidOut = '<w:r><w:lastRenderedPageBreak/></w:r>';
const breakRun = '<w:r><w:br w:type="page"/></w:r>';
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const inParagraph = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
const heading = '<w:outlineLvl w:val="0"/>';
const row = (...cells: string[]) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`;
const numbering = {
  'word/_rels/document.xml.rels': bytesOf(
    '<Relationships><Relationship Id="r1" Type="x/numbering" Target="numbering.xml"/></Relationships>',
  ),
  'word/numbering.xml': bytesOf(
    '<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
  ),
};
const properties = (pages: number) => ({
  'docProps/app.xml': bytesOf(`<Properties><Pages>${pages}</Pages></Properties>`),
});

/** Each page with the text that begins on it. */
const pagesOf = async (body: string, more = {}) => {
  const conversion = await convertDocument({
    fileName: 'a.docx',
    bytes: word(body, { ...numbering, ...more }),
  });
  if (conversion.status === 'rejected') throw new Error(conversion.rejection.detail);
  const { markdown, facts } = conversion;
  expect(markdown).not.toMatch(/[\uFDD0-\uFDEF]/);
  return facts.pages.map(({ page, charStart }, index) => [
    page,
    markdown.slice(charStart, facts.pages[index + 1]?.charStart).trim(),
  ]);
};

describe('the pages of a Word document', () => {
  it('begin where Word began them, also within a paragraph', async () => {
    expect(
      await pagesOf(
        paragraph('one') + inParagraph(laidOut + run('two ') + run('goes on') + laidOut + run(' here')),
      ),
    ).toEqual([
      [1, 'one'],
      [2, 'two goes on'],
      [3, 'here'],
    ]);
  });

  it('begin once where the author broke the page and Word marked what follows', async () => {
    expect(
      await pagesOf(
        paragraph('one') +
          inParagraph(breakRun) +
          inParagraph(laidOut + run('two')) +
          inParagraph(run('three'), '<w:pageBreakBefore/>') +
          inParagraph(laidOut + run('four')),
      ),
    ).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
      [4, 'four'],
    ]);
  });

  it('begin with a heading, and part no list, listing or heading', async () => {
    expect(
      await pagesOf(
        inParagraph(run('a'), item) +
          inParagraph(laidOut + run('# b'), item) +
          inParagraph(laidOut + run('Part'), heading) +
          inParagraph(run('Long') + laidOut + run(' heading'), heading) +
          inParagraph(
            `<w:r><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr><w:t>f(x);</w:t><w:lastRenderedPageBreak/><w:br/><w:t>  g(y);</w:t></w:r>`,
          ),
      ),
    ).toEqual([
      [1, '- a'],
      [2, '- \\# b'],
      [3, '# Part\n\n# Long heading'],
      [4, '```\nf(x);'],
      [5, 'g(y);\n```'],
    ]);
  });

  it('begin with a row, though each of its cells is marked', async () => {
    const broken = inParagraph(laidOut + run('c'));
    expect(
      await pagesOf(
        `<w:tbl>${row(paragraph('a'), paragraph('b'))}${row(broken, broken)}${row(inParagraph(run('d') + laidOut + run('e')), broken)}${row(paragraph('f'), paragraph('g'))}</w:tbl>${paragraph('h')}`,
      ),
    ).toEqual([
      [1, '| a | b |\n| - | - |'],
      [2, '| c | c |\n| de | c |'],
      [3, '| f | g |\n\nh'],
    ]);
  });

  it('are not known where no program laid the document out', async () => {
    const broken = paragraph('one') + inParagraph(breakRun) + paragraph('two');
    expect(await pagesOf(broken)).toEqual([]);
    expect(await pagesOf(broken, properties(7))).toEqual([]);
    expect(await pagesOf(paragraph('one'), properties(1))).toEqual([]);
  });

  it('are those of the author where a program counted no others', async () => {
    const broken = paragraph('one') + inParagraph(breakRun) + paragraph('two');
    expect(await pagesOf(broken, properties(2))).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('do not begin in notes, boxes or what was deleted', async () => {
    expect(
      await pagesOf(
        `${inParagraph(run('one') + laidOut + run(' two'))}<w:p><w:del>${laidOut}</w:del>${run('end')}</w:p>`,
      ),
    ).toEqual([
      [1, 'one'],
      [2, 'two\n\nend'],
    ]);
  });
});
