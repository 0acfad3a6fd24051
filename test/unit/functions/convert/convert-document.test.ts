import { describe, expect, it } from 'vitest';
import { convertDocument } from '../../../../functions/convert/convert-document.ts';

const convert = (fileName: string, content: string | Uint8Array) =>
  convertDocument({
    fileName,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  });

const markdownOf = async (fileName: string, content: string | Uint8Array) => {
  const conversion = await convert(fileName, content);
  if (conversion.status === 'rejected') throw new Error(conversion.rejection.detail);
  return conversion.markdown;
};

describe('convertDocument', () => {
  it('finds the format by content where the extension lies', async () => {
    const conversion = await convert(
      'notes.txt',
      '<!DOCTYPE html><html><body><h1>Baggage</h1></body></html>',
    );
    expect(conversion).toMatchObject({
      status: 'converted',
      markdown: '# Baggage\n',
      facts: { format: 'html' },
    });
  });

  it('leaves Markdown as its author wrote it, without front matter', async () => {
    expect(await markdownOf('a.md', '---\ntitle: Rules\n---\n\n# Rules\r\n\n* one\n')).toBe(
      '# Rules\n\n* one\n',
    );
  });

  it('leaves the sign out with which a heading links to itself, and no other sign', async () => {
    const page =
      '<h2>Fees<a class="headerlink" href="#fees">\uf0c1</a></h2><h2>Bags <a href="#bags">¶</a></h2><p>See <a href="#fees">§</a>.</p>';
    expect(await markdownOf('a.html', page)).toBe('# Fees\n\n# Bags\n\nSee §.\n');
  });

  it('ends with exactly one line feed and is the same every time', async () => {
    const first = await markdownOf('a.html', '<p>Text</p>\n\n\n');
    expect(first).toBe('Text\n');
    expect(await markdownOf('a.html', '<p>Text</p>\n\n\n')).toBe(first);
  });

  it('repeats a row span and leaves the rest of a column span blank', async () => {
    const html =
      '<table><tr><th>Fare</th><th>Bag</th></tr><tr><td rowspan=2>Basic</td><td>none</td></tr><tr><td>one</td></tr><tr><td colspan=2>All</td></tr></table>';
    expect(await markdownOf('a.html', html)).toBe(
      '| Fare | Bag |\n| - | - |\n| Basic | none |\n| Basic | one |\n| All | |\n',
    );
  });

  it('says blocks in a cell on one line', async () => {
    const html =
      '<table><tr><td>Items</td><td><p>Bring:</p><ul><li>passport</li><li>ticket</li></ul></td></tr></table>';
    expect(await markdownOf('a.html', html)).toContain(
      '| Items | Bring:<ul><li>passport</li><li>ticket</li></ul> |',
    );
  });

  it('closes a skipped heading level, drops an empty heading and says so', async () => {
    const conversion = await convert('a.html', '<h1>A</h1><h2> </h2><h4>B</h4><p>x</p>');
    expect(conversion).toMatchObject({
      markdown: '# A\n\n## B\n\nx\n',
      facts: { repairs: ['Empty heading removed.', 'Skipped heading level closed: heading 2 from 4 to 2.'] },
    });
  });

  it.each([
    ['empty', 'none.md', new Uint8Array()],
    ['unsupported', 'photo.pdf', new TextEncoder().encode('GIF89a\u0001\u0000\u0001\u0000')],
    ['corrupt', 'cut.pdf', new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<< /Type /Catalog')],
    ['empty', 'blank.html', new TextEncoder().encode('<html><body><p> </p></body></html>')],
  ])('rejects as %s and names the file: %s', async (reason, fileName, bytes) => {
    const conversion = await convert(fileName, bytes);
    expect(conversion).toMatchObject({ status: 'rejected', rejection: { reason } });
    expect(conversion.status === 'rejected' && conversion.rejection.detail).toMatch(
      new RegExp(`^${fileName}: .+\\.$`),
    );
  });
});
