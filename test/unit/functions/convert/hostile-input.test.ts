import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { convertInChild } from '../../../../functions/convert/convert-in-child.ts';
import { sampleDocuments } from '../../../support/sample-documents.ts';
import {
  bytesOf,
  compoundFile,
  packageOf,
  pageText,
  paragraph,
  pdf,
  sheet,
  word,
} from '../../../support/small-files.ts';
import { zipOf } from '../../../support/zip-of.ts';

const repeat = (text: string, count: number) => text.repeat(count);

const documents = join(import.meta.dirname, '../../../fixtures/documents');

/** Says of every entry that it is encrypted (APPNOTE.TXT 6.3.10, 4.4.4). */
const encryptedFlag = (archive: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(archive);
  for (const [mark, flags] of [
    ['PK\u0003\u0004', 6],
    ['PK\u0001\u0002', 8],
  ] as const) {
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 4))
      bytes.writeUInt8((bytes[at + flags] ?? 0) | 1, at + flags);
  }
  return bytes;
};

/** Changes a file where it first says these bytes. */
const withBytes = (
  file: Uint8Array,
  wanted: number[],
  change: (bytes: Buffer, at: number) => void,
): Uint8Array => {
  const bytes = Buffer.from(file);
  const at = bytes.indexOf(Buffer.from(wanted));
  expect(at).toBeGreaterThan(0);
  change(bytes, at);
  return bytes;
};

const entityBomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`;
const outsideEntity = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`;

const rejected: [name: string, fileName: string, reason: string, make: () => Uint8Array][] = [
  ['a file of 0 bytes', 'a.pdf', 'empty', () => new Uint8Array()],
  [
    'a picture that calls itself a PDF',
    'a.pdf',
    'unsupported',
    () => Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000', 'latin1'),
  ],
  ['a zip archive that is no document', 'a.docx', 'unsupported', () => zipOf({ 'a.txt': bytesOf('a') })],
  ['an archive cut short', 'a.docx', 'corrupt', () => word(paragraph('text')).slice(0, 300)],
  [
    'a package without its main part',
    'a.docx',
    'corrupt',
    () => zipOf({ '[Content_Types].xml': bytesOf('wordprocessingml.document') }),
  ],
  ['a PDF cut short', 'a.pdf', 'corrupt', () => pdf(pageText('Hello')).slice(0, 60)],
  ['RTF cut short', 'a.rtf', 'corrupt', () => bytesOf('{\\rtf1 Text')],
  ['JSON cut short', 'a.json', 'corrupt', () => bytesOf('{"a": [1, 2')],
  [
    'an Office file that a password locks',
    'a.docx',
    'encrypted',
    () => readFileSync(`${documents}/encrypted.docx`),
  ],
  [
    'a Word 97 file that a password locks',
    'a.doc',
    'encrypted',
    () =>
      withBytes(sampleDocuments.doc(), [0xec, 0xa5], (bytes, at) =>
        bytes.writeUInt8((bytes[at + 11] ?? 0) | 1, at + 11),
      ),
  ],
  [
    'a PowerPoint 97 file that a password locks',
    'a.ppt',
    'encrypted',
    () =>
      withBytes(sampleDocuments.ppt(), [0x5f, 0xc0, 0x91, 0xe3], (bytes, at) =>
        bytes.writeUInt32LE(0xf3d1c4df, at),
      ),
  ],
  ['an Office file that no password opens', 'a.docx', 'encrypted', () => compoundFile('EncryptedPackage')],
  ['an Excel 97 workbook', 'a.xls', 'unsupported', () => compoundFile('Workbook')],
  [
    'a zip bomb that lies about its size',
    'a.docx',
    'too-large',
    () => packageOf('word', new Uint8Array(420 * 1024 * 1024), {}, { declaredBytes: 1 }),
  ],
  [
    'an archive of too many entries',
    'a.docx',
    'too-large',
    () =>
      word(
        paragraph('x'),
        Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`m/${index}`, new Uint8Array()])),
      ),
  ],
  ['a PDF inflate bomb', 'a.pdf', 'too-large', () => pdf(deflateSync(new Uint8Array(600 * 1024 * 1024)))],
  [
    'a PDF bomb of two filters, in 3 kilobytes',
    'a.pdf',
    'too-large',
    () => pdf(deflateSync(deflateSync(new Uint8Array(600 * 1024 * 1024))), '', '/FlateDecode/FlateDecode'),
  ],
  [
    'a PDF bomb that calls itself a picture',
    'a.pdf',
    'too-large',
    () => pdf(deflateSync(new Uint8Array(600 * 1024 * 1024)), '', '/FlateDecode]/Subtype/Image/X['),
  ],
  ['an encrypted PDF', 'a.pdf', 'encrypted', () => readFileSync(`${documents}/encrypted.pdf`)],
  ['an encrypted archive', 'a.docx', 'encrypted', () => encryptedFlag(word(paragraph('text')))],
  [
    'an encrypted OpenDocument text',
    'a.odt',
    'encrypted',
    () =>
      zipOf({
        mimetype: bytesOf('application/vnd.oasis.opendocument.text'),
        'META-INF/manifest.xml': bytesOf(
          '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
        ),
        'content.xml': new Uint8Array([1, 2, 3]),
      }),
  ],
  [
    'a book under DRM',
    'a.epub',
    'encrypted',
    () =>
      zipOf({
        mimetype: bytesOf('application/epub+zip'),
        'META-INF/container.xml': bytesOf('<container/>'),
        'META-INF/encryption.xml': bytesOf('<encryption/>'),
        'META-INF/rights.xml': bytesOf('<rights/>'),
      }),
  ],
  [
    'an archive of 100,000 entries, more than it can count',
    'a.docx',
    'too-large',
    () =>
      word(
        paragraph('x'),
        Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`m/${index}`, new Uint8Array()])),
      ),
  ],
  ['a table of one line of 6 MB', 'a.csv', 'too-large', () => bytesOf(`a,b\n${repeat('x,', 3 * 2 ** 20)}`)],
  ...Object.entries(sampleDocuments)
    .filter(([format]) => /^(docx|xlsx|pptx|odt|epub|pdf|doc|ppt|rtf|json)$/.test(format))
    .map(([format, make]): (typeof rejected)[number] => [
      `the first half of a file`,
      `half.${format}`,
      'corrupt',
      () => make().subarray(0, make().length / 2),
    ]),
];

const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const survived: [name: string, fileName: string, markdown: string | RegExp, make: () => Uint8Array][] = [
  [
    'an entity bomb',
    'a.docx',
    /^text/,
    () => word(`${paragraph('text')}${paragraph('&c;&c;')}`, {}, entityBomb),
  ],
  [
    'an entity that points outside',
    'a.docx',
    /^(?![\s\S]*root:)/,
    () => word(`${paragraph('text &x;')}`, {}, outsideEntity),
  ],
  [
    'names that climb out of the archive',
    'a.docx',
    'text\n',
    () => word(paragraph('text'), { '../../evil.txt': bytesOf('evil') }),
  ],
  [
    'macros',
    'a.docm',
    'text\n',
    () => word(paragraph('text'), { 'word/vbaProject.bin': new Uint8Array(100) }),
  ],
  [
    'tables nested 3,000 deep',
    'a.docx',
    /text/,
    () =>
      word(
        repeat('<w:tbl><w:tr><w:tc>', 3000) +
          paragraph('deep') +
          repeat('</w:tc></w:tr></w:tbl>', 3000) +
          paragraph('text'),
      ),
  ],
  [
    'HTML nested 100,000 deep',
    'a.html',
    /text/,
    () => bytesOf(`<html><p>text</p>${repeat('<div>', 100_000)}deep`),
  ],
  [
    'quotations nested 5,000 deep',
    'a.html',
    /text/,
    () => bytesOf(`<html><p>text</p>${repeat('<blockquote>', 5000)}deep`),
  ],
  [
    'RTF groups nested 100,000 deep',
    'a.rtf',
    /text/,
    () => bytesOf(`{\\rtf1 text\\par ${repeat('{', 100_000)}deep${repeat('}', 100_000)}}`),
  ],
  [
    'a span of a billion columns',
    'a.html',
    /^\| a \|/,
    () =>
      bytesOf(
        '<html><table><tr><td colspan=999999999 rowspan=999999999>a</td></tr><tr><td>b</td></tr></table>',
      ),
  ],
  [
    'a sheet whose only cells are its first and last',
    'a.xlsx',
    /first[\s\S]+last/,
    () =>
      sheet(
        '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>first</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>last</v></c></row></sheetData></worksheet>',
      ),
  ],
  [
    'a PDF that runs JavaScript',
    'a.pdf',
    'Hello world\n',
    () => pdf(pageText('Hello world'), '/OpenAction<</S/JavaScript/JS(app.alert(1))>>'),
  ],
  [
    'junk in front of a PDF',
    'a.pdf',
    'Hello world\n',
    () => Buffer.concat([bytesOf('\uFEFFjunk\n'), pdf(pageText('Hello world'))]),
  ],
  ['a quotation mark that never closes', 'a.csv', /\| 1 \|/, () => bytesOf('name,count\n"open,1\n')],
  [
    'a million cells, none beside another',
    'a.xlsx',
    /0\.5[\s\S]+7999\.125/,
    () => {
      const columns = Array.from({ length: 8000 }, (_, index) => columnName(index * 2));
      const row = (number: number) =>
        columns.map((column, index) => `<c r="${column}${number}"><v>${index}.${number}</v></c>`).join('');
      return sheet(
        `<worksheet><sheetData>${Array.from({ length: 125 }, (_, index) => `<row r="${index + 1}">${row(index + 1)}</row>`).join('')}</sheetData></worksheet>`,
      );
    },
  ],
  [
    'a hundred thousand cells, each a table of its own',
    'a.xlsx',
    /0\.5[\s\S]+99999\.5/,
    () =>
      sheet(
        `<worksheet><sheetData>${Array.from({ length: 100_000 }, (_, row) => `<row r="${row * 3 + 1}"><c r="${'ABCDEFGH'[row % 8]}A${row * 3 + 1}"><v>${row}.5</v></c></row>`).join('')}</sheetData></worksheet>`,
      ),
  ],
  [
    'lists nested 3,000 deep in an OpenDocument text',
    'a.odt',
    /text/,
    () =>
      zipOf({
        mimetype: bytesOf('application/vnd.oasis.opendocument.text'),
        'content.xml': bytesOf(
          `<office:document-content><office:body><office:text><text:p>text</text:p>${repeat('<text:list><text:list-item>', 3000)}<text:p>deep</text:p>${repeat('</text:list-item></text:list>', 3000)}</office:text></office:body></office:document-content>`,
        ),
      }),
  ],
  [
    'JSON nested 100,000 deep',
    'a.json',
    /text/,
    () => bytesOf(`{"a":"text","b":${repeat('[', 100_000)}${repeat(']', 100_000)}}`),
  ],
  [
    'quotations nested 20,000 deep in Markdown',
    'a.md',
    /^text\n\n(> ){1,200}/,
    () => bytesOf(`text\n\n${repeat('> ', 20_000)}deep`),
  ],
  [
    '30,000 comments that nothing follows',
    'a.html',
    'text\n',
    () => bytesOf(`${repeat('<!--a-->', 30_000)}<p>text</p>`),
  ],
  [
    'a title of blanks in front matter',
    'a.md',
    'text\n',
    () => bytesOf(`---\ntitle: a${repeat(' ', 300_000)}b\n---\ntext`),
  ],
  ['a cell of 300,000 blanks', 'a.csv', /\| x \|/, () => bytesOf(`a,b\n"*${repeat(' ', 300_000)}*",x\n`)],
  [
    'tags that never close',
    'a.html',
    /text/,
    () => bytesOf(`<html><p>text</p>${repeat('<i>', 100_000)}${repeat('<p ', 100_000)}`),
  ],
  [
    'an archive behind a PDF',
    'a.docx',
    'Hello world\n',
    () => Buffer.concat([pdf(pageText('Hello world')), word(paragraph('text'))]),
  ],
  [
    'a text about PDF',
    'a.txt',
    'A file begins with %PDF-1.4.\n',
    () => bytesOf('A file begins with %PDF-1.4.'),
  ],
  [
    'UTF-16 with a mark, the other way round',
    'a.txt',
    'Grüße\n',
    () => Buffer.from('\uFEFFGrüße', 'utf16le').swap16(),
  ],
  [
    'GB18030',
    'a.txt',
    '这是中文文件\n',
    () => new Uint8Array([0xd5, 0xe2, 0xca, 0xc7, 0xd6, 0xd0, 0xce, 0xc4, 0xce, 0xc4, 0xbc, 0xfe]),
  ],
  [
    'KOI8-R',
    'a.txt',
    'Привет мир\n',
    () => new Uint8Array([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x20, 0xcd, 0xc9, 0xd2]),
  ],
  [
    'Windows-1251',
    'a.txt',
    'Привет мир\n',
    () => new Uint8Array([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]),
  ],
  ['UTF-16 without a mark', 'a.txt', 'Grüße\n', () => Buffer.from('Grüße', 'utf16le')],
  [
    'Shift-JIS',
    'a.txt',
    'これは日本語\n',
    () => new Uint8Array([0x82, 0xb1, 0x82, 0xea, 0x82, 0xcd, 0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea]),
  ],
  ['Windows-1252', 'a.txt', 'Café “au lait”\n', () => Buffer.from('Caf\u00e9 \u0093au lait\u0094', 'latin1')],
  [
    'a web page that calls itself a spreadsheet',
    'a.xlsx',
    'text\n',
    () => bytesOf('<!doctype html><p>text</p>'),
  ],
  [
    'a script and its handler',
    'a.html',
    'text\n',
    () => bytesOf('<html><script>alert(1)</script><p onclick="x()"><a href="javascript:x()">text</a></p>'),
  ],
];

describe('hostile input, each in its child', () => {
  it.each(rejected)(
    '%s (%s) is rejected as %s',
    { timeout: 60_000 },
    async (_name, fileName, reason, make) => {
      const conversion = await convertInChild({ fileName, bytes: make() });
      expect(conversion).toMatchObject({ status: 'rejected', rejection: { reason } });
      expect(conversion.status === 'rejected' && conversion.rejection.detail).toContain(`${fileName}: `);
    },
  );

  it.each(survived)(
    '%s (%s) leaves the text',
    { timeout: 60_000 },
    async (_name, fileName, markdown, make) => {
      const conversion = await convertInChild({ fileName, bytes: make() });
      expect(conversion).toMatchObject({ status: 'converted' });
      const found = conversion.status === 'converted' ? conversion.markdown : '';
      if (typeof markdown === 'string') expect(found).toBe(markdown);
      else expect(found).toMatch(markdown);
    },
  );

  it('ends a document at its limit of time and serves the next', { timeout: 60_000 }, async () => {
    const slow = {
      fileName: 'slow.html',
      bytes: bytesOf(`<html>${repeat('<p>text <b>bold</b></p>', 200_000)}`),
    };
    const limits = { seconds: 0.3, clockSeconds: 60, heapMegabytes: 512, growthMegabytes: 2048 };
    expect(await convertInChild(slow, { limits })).toMatchObject({ rejection: { reason: 'timeout' } });
    expect(await convertInChild({ fileName: 'a.md', bytes: bytesOf('# A') })).toMatchObject({
      markdown: '# A\n',
    });
  });

  it('ends a document that gets too little of the machine at a limit of the clock', async () => {
    const limits = { seconds: 60, clockSeconds: 0, heapMegabytes: 512, growthMegabytes: 2048 };
    const slow = {
      fileName: 'slow.html',
      bytes: bytesOf(`<html>${repeat('<p>text <b>bold</b></p>', 200_000)}`),
    };
    expect(await convertInChild(slow, { limits })).toMatchObject({ rejection: { reason: 'timeout' } });
  });

  it('ends a document at its limit of memory, which another limit lets pass', {
    timeout: 240_000,
  }, async () => {
    const large = { fileName: 'large.docx', bytes: word(repeat(paragraph('x'), 60_000)) };
    const limits = { seconds: 200, clockSeconds: 200, heapMegabytes: 64, growthMegabytes: 2048 };
    expect(await convertInChild(large, { limits })).toMatchObject({ rejection: { reason: 'too-large' } });
    expect(await convertInChild(large, { limits: { ...limits, heapMegabytes: 1024 } })).toMatchObject({
      status: 'converted',
    });
  });
});
