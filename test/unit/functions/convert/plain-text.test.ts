import { describe, expect, it } from 'vitest';
import { convertDocument } from '../../../../functions/convert/convert-document.ts';

const markdownOf = async (text: string): Promise<string> => {
  const conversion = await convertDocument({ bytes: Buffer.from(text), fileName: 'memo.txt' });
  return conversion.status === 'converted' ? conversion.markdown.trim() : conversion.rejection.reason;
};

describe('plain text', () => {
  it('has headings where a short line stands alone, numbered or in capitals', async () => {
    const markdown = await markdownOf(
      'OPENING HOURS\n\nThe desk opens at eight.\n\n2.1 Late shifts\n\nAsk first.\n',
    );
    expect(markdown).toMatch(/^#+ OPENING HOURS$/m);
    expect(markdown).toMatch(/^#+ 2\.1 Late shifts$/m);
    expect(markdown).toMatch(/^The desk opens at eight\.$/m);
  });

  it('does not take a numbered sentence or a lonely word for a heading', async () => {
    const markdown = await markdownOf(
      '1. The desk opens at eight.\n\nUK\n\n23 kg is the limit for each bag\n',
    );
    expect(markdown).not.toMatch(/^#+ (1|23)/m);
    expect(await markdownOf('Hello\n\nThis is a letter.\n')).not.toContain('#');
  });

  it('has lists where every line begins with a bullet or a number', async () => {
    expect(await markdownOf('Take:\n\n- a bag\n- a coat\n')).toMatch(/^[-*] a bag\n[-*] a coat$/m);
    expect(await markdownOf('Order:\n\n1. first\n2. second\n')).toMatch(/^1\. first\n2\. second$/m);
  });

  it('joins what a narrow column broke and keeps the lines of an address', async () => {
    const wrapped = 'This line was broken by a program that likes eighty columns\nand goes on here.';
    expect(await markdownOf(wrapped)).toBe(wrapped.replace('\n', ' '));
    expect(await markdownOf('Ann Lee\n1 High Street\nLondon')).toMatch(/Ann Lee(\\| {2})\n1 High Street/);
  });
});
