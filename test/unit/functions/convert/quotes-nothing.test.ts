import { describe, expect, it } from 'vitest';
import { convertDocument } from '../../../../functions/convert/convert-document.ts';
import { bytesOf } from '../../../support/small-files.ts';
import { type ZipEntries, zipOf } from '../../../support/zip-of.ts';

const secret = 'ann.lee@corvedale.example';
const container = bytesOf(
  `<container><rootfiles><rootfile full-path="${secret}.opf"/></rootfiles></container>`,
);
const opf = bytesOf(
  `<package><manifest><item id="a" href="${secret}.xhtml"/><item id="b" href="b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`,
);
const chapter = bytesOf('<html><body><h1>Fees</h1><p>A bag costs $75.</p></body></html>');
const epub = (entries: ZipEntries) =>
  zipOf({ mimetype: bytesOf('application/epub+zip'), 'META-INF/container.xml': container, ...entries });

/** Marks an entry as encrypted in the directory of the archive (APPNOTE.TXT 6.3.10, section 4.4.4). */
const encrypted = (archive: Uint8Array, name: string): Uint8Array => {
  const marked = Buffer.from(archive);
  const flags = marked.lastIndexOf(name) - 46 + 8;
  marked.writeUInt16LE(marked.readUInt16LE(flags) | 1, flags);
  return marked;
};

/** Documents with a secret in the place that a message is about, and a part of what it is to say. */
const documents: readonly (readonly [says: string, fileName: string, content: string | Uint8Array])[] = [
  ['heading 2 from 3 to 2', 'a.html', `<h1>Team</h1><h3>${secret}</h3><p>Text of the team.</p>`],
  ['first heading repeats', 'a.html', `<h1>${secret}</h1><h2>${secret}</h2><p>Text of the team.</p>`],
  ['line 1, column 10', 'a.json', `{"mail": ${secret}}`],
  ['line 3, column 6', 'a.json', `{\n "mail": "${secret}",\n "a" "${secret}"\n}`],
  ['line 2, column 10', 'a.jsonl', `{"mail": 1}\n{"mail": ${secret}}\n`],
  ['quotation mark was never closed', 'a.csv', `name,mail\n"Ann,${secret}\nBo,none\n`],
  [
    '1 attachment left out',
    'a.eml',
    [
      'From: Bo <bo@corvedale.example>',
      'Subject: Fees',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'A bag costs $75.',
      '--x',
      `Content-Type: application/pdf; name="${secret}.pdf"`,
      `Content-Disposition: attachment; filename="${secret}.pdf"`,
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0=',
      '--x--',
      '',
    ].join('\r\n'),
  ],
  ['Chapter 1 is missing', 'a.epub', epub({ [`${secret}.opf`]: opf, 'b.xhtml': chapter })],
  ['list of its chapters is missing', 'a.epub', epub({})],
  [
    'file 4 inside is encrypted',
    'a.epub',
    encrypted(epub({ [`${secret}.opf`]: opf, [`${secret}.xhtml`]: chapter }), `${secret}.xhtml`),
  ],
];

describe('what a conversion says of a document', () => {
  it.each(documents)('quotes nothing of it: %s', async (says, fileName, content) => {
    const conversion = await convertDocument({
      fileName,
      bytes: typeof content === 'string' ? bytesOf(content) : content,
    });

    const said =
      conversion.status === 'rejected'
        ? conversion.rejection.detail
        : [...conversion.facts.repairs, ...conversion.facts.warnings].join(' ');
    expect(said).toContain(says);
    expect(said).not.toContain('ann.lee');
  });
});
