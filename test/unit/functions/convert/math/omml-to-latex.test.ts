import { describe, expect, it } from 'vitest';
import { ommlToLatex } from '../../../../../functions/convert/math/omml-to-latex.ts';
import { parseXml } from '../../../../../functions/convert/text/parse-xml.ts';

const latexOf = (...rows: readonly string[]): string =>
  ommlToLatex(
    parseXml(
      new TextEncoder().encode(
        `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:eqArr>${rows
          .map((row) => `<m:e>${row}</m:e>`)
          .join('')}</m:eqArr></m:oMath>`,
      ),
    ),
  );
const run = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;

describe('ommlToLatex', () => {
  it('says an array of one row as the row', () => {
    expect(latexOf(run('a=b'))).toBe('a=b');
    expect(latexOf(run('a=b'), run('b=c'))).toBe('\\begin{array}{c}a=b\\\\b=c\\end{array}');
  });

  it.each([
    ['in brackets of its own', run('a=b#(2.1)')],
    ['in a delimiter', `${run('a=b#')}<m:d><m:e>${run('2.1')}</m:e></m:d>`],
  ])('keeps the number of an equation as its tag: %s', (_, row) => {
    expect(latexOf(row)).toBe('a=b \\tag{2.1}');
  });

  it('says brackets of East Asian type as the angle brackets that they stand for', () => {
    const brackets =
      '<m:d><m:dPr><m:begChr m:val="\u3008"/><m:endChr m:val="\u3009"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d>';
    expect(latexOf(brackets)).toBe('\\left\\langle a\\right\\rangle');
  });
});
